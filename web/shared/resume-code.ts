/**
 * The 26-digit code a visitor may keep, to come back to the same conversation.
 *
 * 25 random digits (83 bits, so no slow derivation is needed) and one check digit,
 * which finds every single wrong digit and every swap of two neighbours before
 * anything is sent.
 * Source: docs/reference/protocol.md §2.5.
 */
import { deriveBytes, deriveKey, KEY_BYTES, lock, unlock } from "./blocks.ts"
import { type Bytes, randomBytes, utf8 } from "./bytes.ts"
import { fields, SUITE, VERSION } from "./canonical.ts"
import { CannotOpen, NotACode } from "./sealing-errors.ts"

export { CannotOpen, NotACode } from "./sealing-errors.ts"

/** What a code gives: `auth` is shown to the server, `wrap` never leaves. */
export interface ResumeKeys {
  readonly auth: Bytes
  readonly wrap: CryptoKey
}

const RANDOM_DIGITS = 25
/** Source: H. Michael Damm, Total anti-symmetrische Quasigruppen, Marburg 2004. */
const DAMM = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
]

/** The Damm digit of a string of digits; "0" when it ends with its own. */
export function checkDigit(digits: string): string {
  let row = "0"
  for (const digit of digits) row = DAMM[Number(row)]?.[Number(digit)] ?? "?"
  return row
}

/** A new code: 26 digits. */
export function makeCode(): string {
  let digits = ""
  while (digits.length < RANDOM_DIGITS) {
    const byte = randomBytes(1)[0] ?? 255
    // 250 to 255 would make 0 to 5 likelier than 6 to 9.
    if (byte < 250) digits += byte % 10
  }
  return digits + checkDigit(digits)
}

/** The code in groups, as it is shown and read aloud: `1234 5678 … 56`. */
export function showCode(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join(" ")
}

/**
 * Read a code as typed, forgiving spaces, dashes and dots between groups.
 *
 * @throws {NotACode} not 26 digits, or a slip in one of them.
 */
export function parseCode(typed: string): string {
  const code = typed.replace(/[\s.\u2010-\u2015-]/g, "")
  if (!/^[0-9]{26}$/.test(code) || checkDigit(code) !== "0") {
    throw new NotACode("not 26 digits that agree")
  }
  return code
}

export async function resumeKeys(code: string): Promise<ResumeKeys> {
  const secret = utf8(code)
  const [auth, wrap] = await Promise.all([
    deriveBytes(secret, "havre resume auth"),
    deriveKey(secret, "havre resume wrap"),
  ])
  return { auth, wrap }
}

/** What the server keeps of `auth`. */
export async function authHash(auth: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", auth))
}

/** Wrap the conversation key: 61 bytes. The nonce is given by vectors only. */
export async function wrapKey(
  keys: ResumeKeys,
  conversation: string,
  ck: Bytes,
  nonce?: Bytes,
): Promise<Bytes> {
  return lock(keys.wrap, ck, bound(conversation), nonce)
}

/** @throws {CannotOpen} tampered with, another conversation's, or another code. */
export async function unwrapKey(
  keys: ResumeKeys,
  conversation: string,
  wrapped: Bytes,
): Promise<Bytes> {
  const ck = await unlock(keys.wrap, wrapped, bound(conversation))
  if (ck.length !== KEY_BYTES) throw new CannotOpen("not a conversation key")
  return ck
}

function bound(conversation: string): Bytes {
  return fields(VERSION, SUITE, "resume", conversation)
}
