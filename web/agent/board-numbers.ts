/** The three numbers read from across the room, and what counts as long. Pure. */
import type { BoardView, Person } from "./board-shapes.ts"

/** From here on the eye is drawn, here and in the officers' line. */
export const LONG_WAIT = 5 * 60_000 // milliseconds

/** How many wait; `some`: there are more, beyond the rows that are shown. */
export interface InLine {
  readonly n: number
  readonly some: boolean
}

/**
 * Counted by conversation: one that stands in front of two desks waits once. The line
 * comes first among the rows, so it is whole unless it fills them all.
 */
export function waiting({ conversations, more }: BoardView): InLine {
  const n = conversations.filter(({ step }) => step === "line").length
  return { n, some: more > 0 && n === conversations.length }
}

/** When the one who has waited longest came; null when nobody waits. */
export function oldestAt(view: BoardView): number | null {
  const times = view.desks.flatMap(({ oldest_at }) => oldest_at ?? [])
  return times.length > 0 ? Math.min(...times) : null
}

/**
 * Places where a conversation could be taken now. Counted by person: somebody of two
 * desks has each place once. A paused desk takes nobody; nor does somebody whom the
 * server counts at no desk, because they do not answer.
 */
export function freePlaces(view: BoardView): number {
  const open = view.desks.filter(({ paused, free }) => !paused && free > 0)
  const names = new Set(open.map(({ desk }) => desk))
  const people = view.people.filter(
    (person) => canTake(person) && person.desks.some((one) => names.has(one)),
  )
  const byPerson = people.reduce((sum, one) => sum + one.capacity - one.held, 0)
  const byDesk = open.reduce((sum, { free }) => sum + free, 0)
  return Math.min(byPerson, byDesk)
}

/** Here, on duty, with a place left. */
export function canTake({ here, status, held, capacity }: Person): boolean {
  return here && status === "on" && held < capacity
}

export function isLong(since: number | null, now: number): boolean {
  return since !== null && now - since > LONG_WAIT
}
