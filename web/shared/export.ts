/**
 * The file as a page that leaves Havre: to print, or for the official channel of a station
 * without Havre. It says its own hash, and carries the document for who reads it again.
 */
import { type Bytes, fromBase64, toBase64, utf8 } from "./bytes.ts"
import { type FileDocument, fileDocumentText, readFileDocument } from "./documents.ts"
import { type Block, exportBlocks, type ExportedTo, exportPage } from "./export-page.ts"
import { checkMarked, hexHash, marked, pageText } from "./marked-page.ts"

export type { Block, ExportedTo } from "./export-page.ts"
export { hashBytes, shownHash } from "./marked-page.ts"

export interface Exported {
  /** Self-contained; nothing in it runs. */
  readonly html: string
  /** SHA-256 of the page, in hexadecimal: see `hashBytes` for the server. */
  readonly hash: string
  /** What the page shows, its hash too, for a sheet to print. */
  readonly blocks: readonly Block[]
}

export interface Checked {
  /** What the page says of itself; empty if it says nothing. */
  readonly hash: string
  /** Not one byte was changed since it was made. */
  readonly intact: boolean
  /** SHA-256 of the document it carries, as it was when sealed; empty if not intact. */
  readonly fileHash: string
  /** The document it carries; null if not intact. */
  readonly document: FileDocument | null
}

const CARRIED = /<meta name="havre-document" content="([A-Za-z0-9+/=]*)">/

/** @param to - where it goes, in words; else the station stands by its id. */
export async function makeExport(
  document: FileDocument,
  to: ExportedTo | null = null,
): Promise<Exported> {
  const text = fileDocumentText(document)
  const fileHash = await hexHash(text)
  const carried = toBase64(utf8(text))
  const page = { document, to, fileHash, carried }
  const { html, hash } = await marked((mark) => exportPage({ ...page, hash: mark }))
  return { html, hash, blocks: exportBlocks({ ...page, hash }) }
}

/**
 * Whether an exported page is as it was made. Anyone can make another page that says
 * another hash: only the server tells whether it knows that one.
 * @param page - the bytes as they were read, or their text.
 */
export async function checkExport(page: Bytes | string): Promise<Checked> {
  const html = typeof page === "string" ? page : pageText(page)
  const { hash, intact } = await checkMarked(html)
  const carried = intact ? CARRIED.exec(html)?.[1] : undefined
  if (carried === undefined) return { hash, intact, fileHash: "", document: null }
  const text = pageText(fromBase64(carried))
  return {
    hash,
    intact,
    fileHash: await hexHash(text),
    document: readFileDocument(text),
  }
}
