/**
 * Padding, and the one wire form of everything sealed with a symmetric key.
 *
 * A sealed text is 0x01, a 12-byte nonce, and AES-256-GCM over a padded block, so that
 * a length says little: the server sees one of four sizes.
 * Source: docs/reference/protocol.md §2.3.
 */
import { type Bytes, concat, randomBytes, utf8 } from "./bytes.ts"
import { VERSION } from "./canonical.ts"
import { CannotOpen, CannotSeal } from "./sealing-errors.ts"

export const KEY_BYTES = 32
/** Bytes of UTF-8 in one message; a longer text is split (see `splitText`). */
export const TEXT_MAX = 16_000
const NONCE_BYTES = 12
const OVERHEAD = 1 + NONCE_BYTES + 16
const PADDED = [256, 1024, 4096, 16_384] // bytes, before sealing
const AES = { name: "AES-GCM", length: 256 }

function hkdf(label: string): HkdfParams {
  return { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(label) }
}

/** A key that no script can read back, derived for one use. */
export async function deriveKey(secret: Bytes, label: string): Promise<CryptoKey> {
  const root = await crypto.subtle.importKey("raw", secret, "HKDF", false, [
    "deriveKey",
  ])
  return crypto.subtle.deriveKey(hkdf(label), root, AES, false, ["encrypt", "decrypt"])
}

/** 32 bytes derived for one use: what is shown to the server. */
export async function deriveBytes(secret: Bytes, label: string): Promise<Bytes> {
  const root = await crypto.subtle.importKey("raw", secret, "HKDF", false, [
    "deriveBits",
  ])
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf(label), root, 256))
}

/** Seal bytes. Only vectors give the nonce: one used twice under a key is a leak. */
export async function lock(
  key: CryptoKey,
  plain: Bytes,
  aad: Bytes,
  nonce: Bytes = randomBytes(NONCE_BYTES),
): Promise<Bytes> {
  const gcm = { name: "AES-GCM", iv: nonce, additionalData: aad }
  const body = await crypto.subtle.encrypt(gcm, key, plain)
  return concat(VERSION, nonce, new Uint8Array(body))
}

/** @throws {CannotOpen} another version, tampered with, misplaced, or another key. */
export async function unlock(
  key: CryptoKey,
  sealed: Bytes,
  aad: Bytes,
): Promise<Bytes> {
  if (sealed.length < OVERHEAD || sealed[0] !== VERSION[0]) {
    throw new CannotOpen("not a sealed thing of version 1")
  }
  const iv = sealed.subarray(1, 1 + NONCE_BYTES)
  const gcm = { name: "AES-GCM", iv, additionalData: aad }
  try {
    const body = sealed.subarray(1 + NONCE_BYTES)
    return new Uint8Array(await crypto.subtle.decrypt(gcm, key, body))
  } catch {
    throw new CannotOpen("not sealed for this place with this key")
  }
}

/**
 * Length, text and zeros, in the smallest of the four sizes.
 *
 * @throws {CannotSeal} empty, or over `TEXT_MAX` bytes.
 */
function pad(text: string): Bytes {
  const raw = utf8(text)
  const size = PADDED.find((padded) => 4 + raw.length <= padded)
  if (raw.length === 0 || raw.length > TEXT_MAX || size === undefined) {
    throw new CannotSeal(`${raw.length} bytes of text`)
  }
  const block = new Uint8Array(size)
  new DataView(block.buffer).setUint32(0, raw.length)
  block.set(raw, 4)
  return block
}

/** @throws {CannotOpen} not a block that `pad` could have made, at any of its sizes. */
function unpad(block: Bytes): string {
  const length = new DataView(block.buffer).getUint32(0)
  const end = 4 + length
  if (length === 0 || length > TEXT_MAX || end > block.length) {
    throw new CannotOpen("a length that is not possible")
  }
  if (block.subarray(end).some((byte) => byte !== 0)) {
    throw new CannotOpen("padding that is not zeros")
  }
  try {
    // ignoreBOM: a text that begins with U+FEFF keeps it, as it was sealed.
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
    return decoder.decode(block.subarray(4, end))
  } catch {
    throw new CannotOpen("text that is not UTF-8")
  }
}

/** @throws {CannotSeal} empty, or over `TEXT_MAX` bytes. */
export async function sealText(
  key: CryptoKey,
  text: string,
  aad: Bytes,
  nonce?: Bytes,
): Promise<Bytes> {
  return lock(key, pad(text), aad, nonce)
}

/** @throws {CannotOpen} a size never made, tampered with, misplaced, or another key. */
export async function openText(
  key: CryptoKey,
  sealed: Bytes,
  aad: Bytes,
): Promise<string> {
  if (!PADDED.includes(sealed.length - OVERHEAD)) {
    throw new CannotOpen(`${sealed.length} bytes is no size of a sealed text`)
  }
  return unpad(await unlock(key, sealed, aad))
}
