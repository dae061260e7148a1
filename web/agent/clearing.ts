/** Whether something flagged may be closed: the server decides again. */
import type { Talk } from "./talk.ts"

/** A danger or a minor was said. */
export function isFlagged(talk: Talk): boolean {
  return talk.danger.value || talk.minor.value
}

/** Passed on, or let go by a supervisor; what is not flagged needs neither. */
export function isCleared(talk: Talk): boolean {
  return !isFlagged(talk) || talk.transmitted.value || talk.released.value
}
