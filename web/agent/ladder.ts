/**
 * The ladder for words that hurt the officer: turn away softly, warn, then end. Steps are
 * the replies of the group `limites`, in their order; a step counts once it was sent.
 */
import type { Said } from "../shared/line.ts"
import type { Reply } from "./shapes.ts"

export const LIMITS = "limites"

const TELLING = 45 // letters: a shorter sentence may be anybody's own words

export function stepsOf(replies: readonly Reply[]): readonly Reply[] {
  return replies.filter(({ group }) => group === LIMITS)
}

/**
 * How many steps were gone through: the rank of the last one sent. One recognises a step
 * by a sentence of its own, since an officer may change the rest before sending.
 */
export function stepsGone(steps: readonly Reply[], said: readonly Said[]): number {
  const sent = said
    .filter(({ side, fate }) => side === "agent" && fate !== "failed")
    .map(({ text }) => plain(text ?? ""))
  const gone = (step: Reply) =>
    telling(step.text).some((one) => sent.some((text) => text.includes(one)))
  return steps.reduce((last, step, rank) => (gone(step) ? rank + 1 : last), 0)
}

/** The step to propose now; null once all are gone. */
export function nextStep(steps: readonly Reply[], said: readonly Said[]): Reply | null {
  return steps[stepsGone(steps, said)] ?? null
}

/** The sentences by which a reply is known: the long ones, or the longest. */
function telling(text: string): readonly string[] {
  const all = plain(text)
    .split(/(?<=[.!?…])\s/)
    .filter((one) => !one.includes("[…]"))
    .sort((one, two) => two.length - one.length)
  const long = all.filter((one) => one.length >= TELLING)
  return long.length > 0 ? long : all.slice(0, 1)
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim()
}
