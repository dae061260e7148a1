/**
 * What goes to a station: her identity and the file, under one key that her tab makes.
 * Source: docs/reference/protocol.md §2.8.
 */
import { deriveKey, KEY_BYTES, openText, sealText } from "./blocks.ts"
import { type Bytes, randomBytes, randomId, utf8 } from "./bytes.ts"
import { fields, SUITE, VERSION } from "./canonical.ts"
import { type Bound, openParts, sealParts } from "./parts.ts"
import { CannotOpen, CannotSeal } from "./sealing-errors.ts"

/** One key for her identity, one for the file; no script can read them back. */
export interface FileKeys {
  readonly identity: CryptoKey
  readonly file: CryptoKey
}

/** A new file. `fk` opens all of it: `fk.fill(0)` when it is no longer needed. */
export function newFile(): { readonly id: string; readonly fk: Bytes } {
  return { id: randomId(), fk: randomBytes(KEY_BYTES) }
}

/** @throws {CannotSeal} `fk` is not 32 bytes. */
export async function fileKeys(fk: Bytes): Promise<FileKeys> {
  if (fk.length !== KEY_BYTES) throw new CannotSeal("a file key of a wrong size")
  const [identity, file] = await Promise.all([
    deriveKey(fk, "havre identity"),
    deriveKey(fk, "havre file"),
  ])
  return { identity, file }
}

/**
 * Seal what she agrees to give; each later revision replaces the one before.
 * @throws {CannotSeal} empty, over 16,000 bytes, or a revision that is no rank from 1.
 */
export async function sealIdentity(
  keys: FileKeys,
  file: string,
  revision: number,
  text: string,
  nonce?: Bytes,
): Promise<Bytes> {
  return sealText(keys.identity, text, ofIdentity(file, revision), nonce)
}

/** @throws {CannotOpen} another file's, another revision, tampered with, another key. */
export async function openIdentity(
  keys: FileKeys,
  file: string,
  revision: number,
  sealed: Bytes,
): Promise<string> {
  return openText(keys.identity, sealed, ofIdentity(file, revision))
}

/** The file's document in sealed parts. @throws {CannotSeal} the text is empty. */
export function sealFile(
  keys: FileKeys,
  file: string,
  text: string,
  nonces: readonly Bytes[] = [],
): Promise<Bytes[]> {
  return sealParts(keys.file, text, ofParts(file), nonces)
}

/**
 * Open a file and check that it is the document that was sent.
 * @param hash - SHA-256 of the document, as the server shows it.
 * @throws {CannotOpen} a part is missing, moved or altered; or it is another document.
 */
export async function openFile(
  keys: FileKeys,
  file: string,
  parts: readonly Bytes[],
  hash: Bytes,
): Promise<string> {
  const text = await openParts(keys.file, parts, ofParts(file))
  const found = await fileHash(text)
  if (found.length !== hash.length || found.some((byte, at) => byte !== hash[at])) {
    throw new CannotOpen("not the document that was sent")
  }
  return text
}

/** SHA-256 of a document, as UTF-8: what is shown beside it. */
export async function fileHash(text: string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(text)))
}

/** @throws {CannotSeal} a revision that is no rank from 1. */
function ofIdentity(file: string, revision: number): Bytes {
  if (!Number.isSafeInteger(revision) || revision < 1) {
    throw new CannotSeal("revisions run from 1")
  }
  return fields(VERSION, SUITE, file, "identity", revision)
}

function ofParts(file: string): Bound {
  return (part, parts) => fields(VERSION, SUITE, file, "file", part, parts)
}
