/**
 * Cards that had not reached the server, as far as this console knew, when it was locked
 * or lost the conversation. The log says afterwards which of them did; the others wait
 * for the officer, each by itself: joined to another message, a card has neither its
 * title nor its note.
 */
import type { Said } from "../shared/line.ts"
import { splitText } from "../shared/sealing.ts"

/** A card, and the note that is owed once the server has it. */
export interface Unsent {
  readonly text: string
  readonly note: string
  /** The number of the officers' last message before it: it stands after that one. */
  readonly after: number
}

/** What was said with a note to keep once the server has all of it. */
export interface Underway {
  readonly text: string
  readonly note: string
  readonly keys: readonly number[]
}

/** As they are left when nothing more can come: nothing of the log is kept. */
export function leftOf(
  underway: readonly Underway[],
  said: readonly Said[],
): readonly Unsent[] {
  return underway.map(({ text, note, keys }) => {
    const before = said.filter(({ key }) => !keys.includes(key))
    return { text, note, after: lastOfOfficers(before) }
  })
}

/** Which of them the log has, and which not. One message is one card. */
export function matched(
  cards: readonly Unsent[],
  said: readonly Said[],
): { readonly sent: readonly Unsent[]; readonly left: readonly Unsent[] } {
  const sent: Unsent[] = []
  const left: Unsent[] = []
  let used = 0
  for (const card of cards) {
    const at = lastPart(card, said, Math.max(card.after, used))
    if (at) sent.push(card)
    else left.push(card)
    used = Math.max(used, at)
  }
  return { sent, left: left.map((one) => laterThan(one, used)) }
}

/** Whatever stands up to this number is another's. */
export function laterThan(card: Unsent, n: number): Unsent {
  return { ...card, after: Math.max(card.after, n) }
}

/** The number of its last part; 0 when the log does not have all of it. */
function lastPart({ text }: Unsent, said: readonly Said[], after: number): number {
  const mine = said.filter(({ side, n }) => side === "agent" && n !== null && n > after)
  const parts = splitText(text)
  const at = mine.findIndex((_, from) =>
    parts.every((part, place) => mine[from + place]?.text === part),
  )
  return at < 0 ? 0 : (mine[at + parts.length - 1]?.n ?? 0)
}

function lastOfOfficers(said: readonly Said[]): number {
  const numbers = said.map(({ side, n }) => (side === "agent" ? (n ?? 0) : 0))
  return Math.max(0, ...numbers)
}
