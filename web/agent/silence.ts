/**
 * She is gone, or no longer answers: warn first, then put on hold. One key does the one
 * after the other; nothing is sent without the officer.
 */
import type { Reply } from "./shapes.ts"
import type { Talk } from "./talk.ts"
import { words } from "./words.ts"

/** The ready reply that warns; its words are the supervisors' to change. */
const WARNING = "suite-toujours-la"
const SLOW = 3 * 60_000 // milliseconds without an answer of hers
const SHORT = 60_000 // a tab that reloads is not a silence

/** Where the warning is: to be inserted, in the text box, or sent. */
export type Warned = "no" | "written" | "sent"

/** Since when she is not there, once it is more than a moment; else null. */
export function silentSince(talk: Talk, now: number): number | null {
  if (talk.step.value !== "talking") return null
  const since = talk.silentSince.value
  return since !== null && now - since >= SHORT ? since : null
}

/** Whether warning her is worth proposing: she is gone, or slow to answer. */
export function isQuiet(talk: Talk, now: number): boolean {
  if (!talk.writable.value) return false
  if (silentSince(talk, now) !== null || talk.warned.value !== "no") return true
  const last = talk.said.value.at(-1)
  return last?.side === "agent" && last.at !== null && now - last.at >= SLOW
}

/**
 * Insert the warning; once it is sent, put on hold.
 * @throws {Refused | Unreachable}
 */
export async function goOn(talk: Talk, replies: readonly Reply[]): Promise<void> {
  if (!talk.writable.value) return
  if (talk.warned.value === "sent") return talk.hold()
  if (talk.warned.value === "written") return
  const ready = replies.find(({ key }) => key === WARNING)
  talk.insert(ready?.text ?? words.warning)
  talk.warned.value = "written"
}
