/**
 * The end of a shift: for each conversation two lines for who takes over, kept as a
 * sealed note, and the transfer, in one act. What fails keeps what was typed.
 */
import { besideOf } from "./beside.ts"
import { Correct, explain } from "./explain.ts"
import type { Note } from "./note-book.ts"
import { lastNoted, noteOf } from "./noted.ts"
import { announce, type Target } from "./passing-on.ts"
import type { Held } from "./shapes.ts"
import type { Talk } from "./talk.ts"
import { words } from "./words.ts"

const LONG = 3 * 60 * 60_000 // milliseconds: past it, the officer needs relief too
const TO_DO = "\nÀ faire : "

/** Two lines for who takes over. */
export interface Summary {
  readonly n: number
  readonly now: string
  readonly next: string
}

export function isLong({ opened_at: since }: Held, now: number): boolean {
  return now - since >= LONG
}

export function noteOfSummary(now: string, next: string): string {
  return noteOf("summary", now.trim() + TO_DO + next.trim())
}

/** The last summary left, for who received the conversation. */
export function summaryIn(notes: readonly Note[]): Summary | null {
  const found = lastNoted(notes, "summary")
  if (!found) return null
  const [now = "", ...next] = found.text.split(TO_DO)
  return { n: found.n, now, next: next.join(TO_DO) }
}

/** Whether the two lines are there. */
export function isFilled(talk: Talk): boolean {
  const { now, next } = besideOf(talk)
  return now.value.trim() !== "" && next.value.trim() !== ""
}

/**
 * Keep the summary, then announce the transfer. What goes wrong stands in the `trouble`
 * of the line; a note already kept is not written again.
 */
export async function passOn(talk: Talk, target: Target | undefined): Promise<void> {
  const beside = besideOf(talk)
  if (beside.progress.value !== "typing") return
  beside.trouble.value = ""
  try {
    if (!target || !isFilled(talk)) throw new Correct(words.handoverFilled)
    if (!talk.writable.value) throw new Correct(words.transferNotNow)
    const note = noteOfSummary(beside.now.value, beside.next.value)
    beside.progress.value = "noting"
    if (beside.noted !== note) await talk.addNote(note)
    beside.noted = note
    beside.progress.value = "announcing"
    await announce(talk, target, false)
    beside.progress.value = "announced"
  } catch (refusal) {
    beside.progress.value = "typing"
    beside.trouble.value = explain(refusal)
  }
}
