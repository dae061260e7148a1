/** The three numbers read from across the room, and what counts as long. Pure. */
import type { BoardView, Person } from "./board-shapes.ts"

/** From here on the eye is drawn, here and in the officers' line. */
export const LONG_WAIT = 5 * 60_000 // milliseconds

export function waiting(view: BoardView): number {
  return view.desks.reduce((sum, desk) => sum + desk.waiting, 0)
}

/** When the one who has waited longest came; null when nobody waits. */
export function oldestAt(view: BoardView): number | null {
  const times = view.desks.flatMap(({ oldest_at }) => oldest_at ?? [])
  return times.length > 0 ? Math.min(...times) : null
}

/**
 * Places where a conversation could be taken now. Counted by person: somebody of two
 * desks has each place once. A paused desk takes nobody.
 */
export function freePlaces(view: BoardView): number {
  const open = new Set(
    view.desks.filter(({ paused }) => !paused).map(({ desk }) => desk),
  )
  return view.people
    .filter((person) => canTake(person) && person.desks.some((one) => open.has(one)))
    .reduce((sum, { capacity, held }) => sum + capacity - held, 0)
}

/** Here, on duty, with a place left. */
export function canTake({ here, status, held, capacity }: Person): boolean {
  return here && status === "on" && held < capacity
}

export function isLong(since: number | null, now: number): boolean {
  return since !== null && now - since > LONG_WAIT
}
