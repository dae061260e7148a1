/** A file that was sent, as whoever has its key opens it: whole, or not at all. */
import { type Bytes, fromBase64 } from "./bytes.ts"
import { type FileDocument, readFileDocument } from "./documents.ts"
import { fileKeys, openFile } from "./file.ts"
import { CannotOpen } from "./sealing-errors.ts"

/** What the server gives of it, whoever reads. */
export interface SealedParts {
  readonly file: string
  readonly of: number
  readonly parts: readonly string[]
  readonly hash: string
}

/**
 * The document; `fk` is gone afterwards.
 * @throws {CannotOpen} a part is missing or altered, or it is no file of this form.
 */
export async function openDocument(
  { file, of, parts, hash }: SealedParts,
  fk: Bytes,
): Promise<FileDocument> {
  try {
    if (parts.length !== of) throw new CannotOpen("parts are missing")
    const keys = await fileKeys(fk)
    const sealed = parts.map(fromBase64)
    const text = await openFile(keys, file, sealed, fromBase64(hash))
    const document = readFileDocument(text)
    if (document.file !== file) throw new CannotOpen("another file's document")
    return document
  } finally {
    fk.fill(0)
  }
}
