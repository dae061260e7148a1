/**
 * Key pairs, and opening what was sealed to one. For officers only: a visitor's tab
 * seals (see `sealTo`) and never holds a private key.
 *
 * Source: docs/reference/protocol.md §2.2.
 */
import { KEY_BYTES } from "./blocks.ts"
import { type Bytes, fromBase64Url, toBase64Url } from "./bytes.ts"
import { type Label, labelInfo, VERSION } from "./canonical.ts"
import { suite } from "./sealing.ts"
import { CannotOpen } from "./sealing-errors.ts"

/** A P-256 pair as it travels. `privateKey.fill(0)` once wrapped or imported. */
export interface RawPair {
  /** 32 bytes, big-endian scalar. */
  readonly privateKey: Bytes
  /** 65 bytes, uncompressed point. */
  readonly publicKey: Bytes
}

const CURVE = { name: "ECDH", namedCurve: "P-256" }
const POINT_BYTES = 65
const SEALED_BYTES = 1 + POINT_BYTES + KEY_BYTES + 16 // 114

/** A new random pair, as bytes: to wrap, to seal in grants, then to import. */
export async function makeKeyPair(): Promise<RawPair> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"])
  const { d } = await crypto.subtle.exportKey("jwk", pair.privateKey)
  const point = await crypto.subtle.exportKey("raw", pair.publicKey)
  return { privateKey: fromBase64Url(d ?? ""), publicKey: new Uint8Array(point) }
}

/**
 * Make a pair that opens envelopes and whose private part no script can read back.
 *
 * @throws {CannotOpen} not a pair: the server gave a public key that is not ours.
 */
export async function importPair({
  privateKey,
  publicKey,
}: RawPair): Promise<CryptoKeyPair> {
  if (privateKey.length !== KEY_BYTES || publicKey.length !== POINT_BYTES) {
    throw new CannotOpen("a key of a wrong size")
  }
  const jwk: JsonWebKey = {
    kty: "EC",
    crv: CURVE.namedCurve,
    d: toBase64Url(privateKey),
    x: toBase64Url(publicKey.subarray(1, 33)),
    y: toBase64Url(publicKey.subarray(33)),
  }
  try {
    const use: KeyUsage[] = ["deriveBits"]
    const pair = {
      privateKey: await crypto.subtle.importKey("jwk", jwk, CURVE, false, use),
      publicKey: await crypto.subtle.importKey("raw", publicKey, CURVE, true, []),
    }
    await mustAgree(pair)
    return pair
  } catch {
    throw new CannotOpen("not a private key with its public key")
  }
}

/**
 * Not every engine compares the two halves of a JWK, and a false public half would put
 * a false fingerprint before the eyes of the officer who vouches for it.
 *
 * @throws {CannotOpen} the two halves do not belong together.
 */
async function mustAgree({ privateKey, publicKey }: CryptoKeyPair): Promise<void> {
  const probe = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"])
  const [one, other] = await Promise.all([
    agreed(privateKey, probe.publicKey),
    agreed(probe.privateKey, publicKey),
  ])
  if (one.some((byte, at) => byte !== other[at])) throw new CannotOpen("not a pair")
}

async function agreed(mine: CryptoKey, theirs: CryptoKey): Promise<Bytes> {
  const exchange = { name: CURVE.name, public: theirs }
  return new Uint8Array(await crypto.subtle.deriveBits(exchange, mine, 256))
}

/** @throws {CannotOpen} another size or version, tampered with, another label or key. */
export async function openSealed(
  recipientKey: CryptoKeyPair,
  label: Label,
  sealed: Bytes,
): Promise<Bytes> {
  if (sealed.length !== SEALED_BYTES || sealed[0] !== VERSION[0]) {
    throw new CannotOpen("not a sealed key of version 1")
  }
  const enc = sealed.subarray(1, 1 + POINT_BYTES)
  try {
    // The pair, not the private key alone: the library would compute the public part
    // of a non-extractable key with the wrong sign half of the time.
    const params = { recipientKey, enc, info: labelInfo(label) }
    const secret = await suite().open(params, sealed.subarray(1 + POINT_BYTES))
    return new Uint8Array(secret)
  } catch {
    throw new CannotOpen("not sealed for this label with this key")
  }
}
