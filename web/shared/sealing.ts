/**
 * Messages and the conversation key: what both sides seal and open.
 *
 * Conversation, direction and number are authenticated with the text, so the server can
 * neither read a message nor pass one off as another.
 * Source: docs/reference/protocol.md §2.2 and §2.3, docs/decisions/0004-sealing.md.
 */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core"
import { deriveKey, KEY_BYTES, openText, sealText, TEXT_MAX } from "./blocks.ts"
import { type Bytes, concat, randomBytes, randomId, utf8 } from "./bytes.ts"
import { fields, type Label, labelInfo, SUITE, VERSION } from "./canonical.ts"
import { CannotSeal } from "./sealing-errors.ts"

export type { Label, Purpose } from "./canonical.ts"
export { CannotOpen, CannotSeal } from "./sealing-errors.ts"

/** Who seals a message. */
export type Side = "visitor" | "agent"

/** Where a message belongs: its conversation, who seals it, its rank from 1. */
export interface Place {
  readonly conversation: string
  readonly side: Side
  readonly number: number
}

/** One key for each direction; no script can read them back. */
export type DirectionKeys = Readonly<Record<Side, CryptoKey>>

const JOINER = "\u200d"
const LOOK_BACK = 64 // characters: no honest cluster is longer

/** A suite of RFC 9180; made at first use, so that loading needs no WebCrypto. */
export function suite(): CipherSuite {
  return new CipherSuite({
    kem: new DhkemP256HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  })
}

/** A new conversation. `ck` opens every word of it: `ck.fill(0)` when leaving. */
export function newConversation(): { readonly id: string; readonly ck: Bytes } {
  return { id: randomId(), ck: randomBytes(KEY_BYTES) }
}

/** @throws {CannotSeal} `ck` is not 32 bytes. */
export async function directionKeys(ck: Bytes): Promise<DirectionKeys> {
  if (ck.length !== KEY_BYTES)
    throw new CannotSeal("a conversation key of a wrong size")
  const [visitor, agent] = await Promise.all([
    deriveKey(ck, "havre v2a"),
    deriveKey(ck, "havre a2v"),
  ])
  return { visitor, agent }
}

/** @throws {CannotSeal} a number that is not a rank from 1. */
function bound({ conversation, side, number }: Place): Bytes {
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new CannotSeal("numbers run from 1")
  }
  const direction = side === "visitor" ? "v2a" : "a2v"
  return fields(VERSION, SUITE, conversation, direction, number)
}

/** @throws {CannotSeal} empty, over 16,000 bytes (see `splitText`), or a bad number. */
export async function sealMessage(
  keys: DirectionKeys,
  place: Place,
  text: string,
): Promise<Bytes> {
  return sealText(keys[place.side], text, bound(place))
}

/** @throws {CannotOpen} a size never made, tampered with, misplaced, or another key. */
export async function openMessage(
  keys: DirectionKeys,
  place: Place,
  sealed: Bytes,
): Promise<string> {
  return openText(keys[place.side], sealed, bound(place))
}

/**
 * Seal a 32-byte key so that only the holder of the private key can read it.
 *
 * @param publicKey - 65 bytes, uncompressed point.
 * @throws {CannotSeal} `publicKey` is no point of the curve, or `secret` not 32 bytes.
 */
export async function sealTo(
  publicKey: Bytes,
  label: Label,
  secret: Bytes,
): Promise<Bytes> {
  if (secret.length !== KEY_BYTES) throw new CannotSeal("a secret of a wrong size")
  const hpke = suite()
  let recipientPublicKey: CryptoKey
  try {
    recipientPublicKey = await hpke.kem.deserializePublicKey(publicKey)
  } catch {
    throw new CannotSeal("not a point of the curve")
  }
  const { enc, ct } = await hpke.seal(
    { recipientPublicKey, info: labelInfo(label) },
    secret,
  )
  return concat(VERSION, new Uint8Array(enc), new Uint8Array(ct))
}

/**
 * Cut a text into parts that each fit in one message; empty gives none.
 *
 * No character is cut. What is drawn as one (accents, skin tones, families, flags)
 * stays whole where that is easy.
 */
export function splitText(text: string): string[] {
  let rest = Array.from(text)
  const parts: string[] = []
  while (rest.length > 0) {
    const cut = cutAt(rest)
    parts.push(rest.slice(0, cut).join(""))
    rest = rest.slice(cut)
  }
  return parts
}

function cutAt(chars: readonly string[]): number {
  let size = 0
  const over = chars.findIndex((char) => (size += utf8(char).length) > TEXT_MAX)
  if (over < 0) return chars.length
  for (let cut = over; cut > over - LOOK_BACK; cut--) {
    if (!drawnTogether(chars[cut - 1] ?? "", chars[cut] ?? "")) return cut
  }
  return over
}

function drawnTogether(before: string, char: string): boolean {
  return (
    before === JOINER ||
    // Accents and variation selectors, the joiner, skin tones, tags of regional flags.
    /^[\p{M}\u200d\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]/u.test(char) ||
    (/\p{RI}/u.test(before) && /\p{RI}/u.test(char))
  )
}
