/**
 * Closing at once what is not for this service: three presses, none by accident. What
 * must be looked at longer (a danger, a minor, a report, something unread) is refused
 * here, and closed from « Suites ».
 */
import { signal } from "@preact/signals"
import { Correct, explain } from "./explain.ts"
import type { Outcome } from "./shapes.ts"
import type { Talk } from "./talk.ts"
import { lastOfVisitor } from "./unread.ts"
import { words } from "./words.ts"

export const QUICK = ["out-of-scope", "wrong-service", "test", "abuse"] as const

export type QuickOutcome = Extract<Outcome, (typeof QUICK)[number]>

/** Why it cannot be closed this way; empty when it can. */
export function stopped(talk: Talk): string {
  if (talk.report.value) return words.quickReport
  if (talk.danger.value) return words.quickDanger
  if (talk.minor.value) return words.quickMinor
  if (!talk.decidable.value) return words.notDecidable
  return talk.unread.value > 0 ? words.quickUnread : ""
}

export class QuickClose {
  /** The conversation whose menu is open. */
  readonly on = signal<Talk | null>(null)
  readonly chosen = signal<QuickOutcome | null>(null)
  readonly reason = signal("")
  readonly trouble = signal("")
  readonly busy = signal(false)
  #read = 0

  /** Open the menu of `talk`; pressed again, close it. */
  toggle(talk: Talk): void {
    if (this.on.value === talk) return this.cancel()
    this.cancel()
    this.#read = lastOfVisitor(talk.said.value)
    this.on.value = talk
  }

  /** Nothing was done. */
  cancel(): void {
    this.on.value = null
    this.chosen.value = null
    this.reason.value = ""
    this.trouble.value = ""
  }

  /** Choose one, with the reason that goes with it; a reason typed already stays. */
  choose(outcome: QuickOutcome): void {
    const former = this.chosen.value
    const untouched =
      former === null || this.reason.value === words.quickReasons[former]
    this.chosen.value = outcome
    if (untouched) this.reason.value = words.quickReasons[outcome]
    this.trouble.value = ""
  }

  /** Close it. What is refused stands in `trouble`, and what was typed stays. */
  async confirm(): Promise<void> {
    const talk = this.on.value
    if (!talk || this.busy.value) return
    this.busy.value = true
    this.trouble.value = ""
    try {
      await this.#close(talk)
      this.cancel()
    } catch (refusal) {
      this.trouble.value = explain(refusal)
    } finally {
      this.busy.value = false
    }
  }

  /** @throws {Correct | Refused | Unreachable} */
  async #close(talk: Talk): Promise<void> {
    const outcome = this.chosen.value
    if (!outcome) throw new Correct(words.quickChoose)
    const why = stopped(talk)
    if (why) throw new Correct(why)
    const last = lastOfVisitor(talk.said.value)
    if (last > this.#read) {
      this.#read = last // pressed once more, it has been seen
      throw new Correct(words.quickArrived)
    }
    await talk.decide({
      outcome,
      family: "none",
      follow_up: "nothing",
      reason: this.reason.value.trim() || null,
    })
  }
}
