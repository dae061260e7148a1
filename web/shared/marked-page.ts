/**
 * A page that carries its own hash: SHA-256 of the whole page with zeros in the places
 * of the hash. One byte changed anywhere, and it no longer stands.
 */
import { type Bytes, toBase64, utf8 } from "./bytes.ts"

const HEX = 64 // digits
const NONE = "0".repeat(HEX)
const META = /<meta name="havre-sha256" content="([0-9a-f]{64})">/

/** The mark that must stand once in the head of such a page. */
export function hashMeta(hash: string): string {
  return `<meta name="havre-sha256" content="${hash}">`
}

/**
 * Write a page that says its own hash.
 * @param page - writes it for a hash, and the same each time but for the hash.
 * @returns the hash in hexadecimal, as it stands in the page.
 */
export async function marked(
  page: (hash: string) => string,
): Promise<{ readonly html: string; readonly hash: string }> {
  const hash = await hexHash(page(NONE))
  return { html: page(hash), hash }
}

/** What the page says of itself, and whether it is so. `hash` is empty if it says none. */
export async function checkMarked(
  html: string,
): Promise<{ readonly hash: string; readonly intact: boolean }> {
  const hash = META.exec(html)?.[1] ?? ""
  if (!hash) return { hash, intact: false }
  const plain = html.split(hash).join(NONE)
  const bare = plain.split(shownHash(hash)).join(shownHash(NONE))
  return { hash, intact: (await hexHash(bare)) === hash }
}

/** The text of a page as it came from a disk; a text of another form becomes none. */
export function pageText(raw: Bytes): string {
  try {
    // ignoreBOM: a mark that was added is kept, and noticed.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw)
  } catch {
    return ""
  }
}

/** The bytes of a hash in hexadecimal, as the server takes them. */
export function hashBytes(hash: string): string {
  const pairs = hash.match(/../g) ?? []
  return toBase64(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)))
}

/** In groups that can be read aloud. */
export function shownHash(hash: string): string {
  return (hash.match(/.{1,8}/g) ?? []).join(" ")
}

/** SHA-256 of a text, in hexadecimal. */
export async function hexHash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", utf8(text))
  return Array.from(new Uint8Array(digest), hexByte).join("")
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0")
}
