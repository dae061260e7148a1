/** What a supervisor says to the officer beside the conversation, until it is read. */
import { besideOf } from "./beside.ts"
import { allNoted, type Noted } from "./noted.ts"
import type { Talk } from "./talk.ts"

/**
 * Oldest first, those put away left out; nor those of before this officer took the
 * conversation, which are among the notes.
 */
export function whispersTo(talk: Talk): readonly Noted[] {
  const { read } = besideOf(talk)
  const since = talk.held.value.taken_at ?? 0
  return allNoted(talk.notes.shown.value, "whisper").filter(
    ({ n, at }) => at >= since && !read.value.has(n),
  )
}
