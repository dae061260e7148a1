/**
 * A long document in sealed parts, each bound to its rank and to how many there are: one
 * left out, doubled, moved or taken from another document does not open.
 * Source: docs/reference/protocol.md §2.8.
 */
import { openText, sealText } from "./blocks.ts"
import type { Bytes } from "./bytes.ts"
import { splitText } from "./sealing.ts"
import { CannotSeal } from "./sealing-errors.ts"

/** The bytes to which part `part` (from 1) of `parts` is bound. */
export type Bound = (part: number, parts: number) => Bytes

/** @throws {CannotSeal} the text is empty. The nonces are given by vectors only. */
export async function sealParts(
  key: CryptoKey,
  text: string,
  bound: Bound,
  nonces: readonly Bytes[] = [],
): Promise<Bytes[]> {
  const texts = splitText(text)
  if (texts.length === 0) throw new CannotSeal("nothing to seal")
  return Promise.all(
    texts.map((part, at) =>
      sealText(key, part, bound(at + 1, texts.length), nonces[at]),
    ),
  )
}

/** @throws {CannotOpen} a part is missing, moved, altered, or sealed with another key. */
export async function openParts(
  key: CryptoKey,
  parts: readonly Bytes[],
  bound: Bound,
): Promise<string> {
  const texts = await Promise.all(
    parts.map((part, at) => openText(key, part, bound(at + 1, parts.length))),
  )
  return texts.join("")
}
