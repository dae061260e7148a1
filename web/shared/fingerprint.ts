/**
 * A public key as six French words, to be compared aloud. For officers only: the word
 * list weighs more than the rest of a visitor's page.
 *
 * Source: docs/reference/protocol.md §2.6.
 */
import list from "../../src/havre/data/words.txt"
import type { Bytes } from "./bytes.ts"

const WORDS = list.trim().split("\n")
const COUNT = 6
const BITS = 11 // of each word: the list has 2,048

/** The six words of a 65-byte point, with one space between. */
export async function fingerprint(publicKey: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", publicKey))
  const words: string[] = []
  let held = 0 // bits read and not yet used, at most 18
  let value = 0
  for (const byte of digest) {
    value = (value << 8) | byte
    held += 8
    if (held < BITS) continue
    held -= BITS
    words.push(WORDS[value >> held] ?? "")
    value &= (1 << held) - 1
    if (words.length === COUNT) break
  }
  return words.join(" ")
}
