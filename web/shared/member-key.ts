/**
 * An officer's private key at rest: wrapped under the password, opened nowhere else.
 *
 * One password serves both ends: `auth` is shown to the server, which keeps its
 * argon2id; `wrap` never leaves this browser.
 * Source: docs/reference/protocol.md §2.6.
 */
import { deriveBytes, deriveKey, KEY_BYTES, lock, unlock } from "./blocks.ts"
import { type Bytes, randomBytes, utf8 } from "./bytes.ts"
import { fields, SUITE, VERSION } from "./canonical.ts"
import { CannotOpen } from "./sealing-errors.ts"

/** What a password and its salt give. */
export interface MemberKeys {
  readonly auth: Bytes
  readonly wrap: CryptoKey
}

// Fixed here, never told by the server: it could ask for one round.
const ROUNDS = 600_000
const SALT_BYTES = 16

export function newSalt(): Bytes {
  return randomBytes(SALT_BYTES)
}

/**
 * Derive both parts from a password; slow on purpose (a third of a second).
 *
 * @throws {RangeError} the salt is not 16 bytes.
 */
export async function deriveMember(password: string, salt: Bytes): Promise<MemberKeys> {
  if (salt.length !== SALT_BYTES) throw new RangeError("the salt is not 16 bytes")
  const secret = utf8(password.normalize("NFC"))
  const use: KeyUsage[] = ["deriveBits"]
  const key = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, use)
  const pbkdf2 = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }
  const root = new Uint8Array(await crypto.subtle.deriveBits(pbkdf2, key, 256))
  const [auth, wrap] = await Promise.all([
    deriveBytes(root, "havre auth"),
    deriveKey(root, "havre wrap"),
  ])
  root.fill(0)
  return { auth, wrap }
}

/** Wrap a 32-byte scalar for the member called `name` at sign-in: 61 bytes. */
export async function wrapPrivate(
  wrap: CryptoKey,
  name: string,
  privateKey: Bytes,
  nonce?: Bytes,
): Promise<Bytes> {
  return lock(wrap, privateKey, bound(name), nonce)
}

/** @throws {CannotOpen} another password or name, or tampered with. */
export async function unwrapPrivate(
  wrap: CryptoKey,
  name: string,
  wrapped: Bytes,
): Promise<Bytes> {
  const privateKey = await unlock(wrap, wrapped, bound(name))
  if (privateKey.length !== KEY_BYTES) throw new CannotOpen("not a private key")
  return privateKey
}

function bound(name: string): Bytes {
  return fields(VERSION, SUITE, "member", name)
}
