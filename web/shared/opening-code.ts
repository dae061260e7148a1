/**
 * The code that opens her file: 26 digits made and read as the resume code's, for another
 * lock. It is kept apart from the appointment number, which opens nothing.
 * Source: docs/reference/protocol.md §2.10.
 */
import { deriveBytes, deriveKey, KEY_BYTES, lock, unlock } from "./blocks.ts"
import { type Bytes, utf8 } from "./bytes.ts"
import { fields, SUITE, VERSION } from "./canonical.ts"
import { CannotOpen } from "./sealing-errors.ts"

export { authHash, makeCode, parseCode, showCode } from "./resume-code.ts"

/** What a code gives: `auth` is shown to the server, `wrap` never leaves. */
export interface OpeningKeys {
  readonly auth: Bytes
  readonly wrap: CryptoKey
}

export async function openingKeys(code: string): Promise<OpeningKeys> {
  const secret = utf8(code)
  const [auth, wrap] = await Promise.all([
    deriveBytes(secret, "havre opening auth"),
    deriveKey(secret, "havre opening wrap"),
  ])
  return { auth, wrap }
}

/** Wrap the file's key: 61 bytes. The nonce is given by vectors only. */
export async function wrapFile(
  keys: OpeningKeys,
  file: string,
  fk: Bytes,
  nonce?: Bytes,
): Promise<Bytes> {
  return lock(keys.wrap, fk, bound(file), nonce)
}

/** @throws {CannotOpen} tampered with, another file's, or another code. */
export async function unwrapFile(
  keys: OpeningKeys,
  file: string,
  wrapped: Bytes,
): Promise<Bytes> {
  const fk = await unlock(keys.wrap, wrapped, bound(file))
  if (fk.length !== KEY_BYTES) throw new CannotOpen("not a file key")
  return fk
}

function bound(file: string): Bytes {
  return fields(VERSION, SUITE, "opening", file)
}
