/** What she wrote that was not looked at, and since when she waits for an answer. */
import type { Said } from "../shared/line.ts"

/** The highest number of the visitor's messages; 0 before the first. */
export function lastOfVisitor(said: readonly Said[]): number {
  return Math.max(0, ...hers(said).map(({ n }) => n ?? 0))
}

/** How many of her messages are later than the last one looked at. */
export function unreadOf(said: readonly Said[], seen: number): number {
  return hers(said).filter(({ n }) => (n ?? 0) > seen).length
}

/**
 * When she wrote what nobody has answered; null when the last word is the officer's.
 * What did not pass is no answer.
 */
export function awaitedSince(said: readonly Said[]): number | null {
  let since: number | null = null
  for (const { side, fate, at } of said) {
    if (side === "visitor") since ??= at
    else if (fate !== "failed") since = null
  }
  return since
}

function hers(said: readonly Said[]): readonly Said[] {
  return said.filter(({ side }) => side === "visitor")
}
