/** What the closing form says before the officer changes it, and when things happen. */
import type { Decision, FollowUp } from "./shapes.ts"

export const FIRST_DECISION: Decision = {
  outcome: "informed",
  family: "none",
  follow_up: "nothing",
  reason: null,
}

/** What is known of a conversation that is to be closed. */
export interface Flags {
  readonly report: boolean
  readonly danger: boolean
  readonly minor: boolean
  /** The officer has chosen what follows. */
  readonly chosen: boolean
}

/**
 * What follows is proposed by what is open and flagged: a report, a danger, a minor.
 * What the officer chose stays, except that with a report open something is transmitted.
 */
export function prefilled(decision: Decision, known: Flags): Decision {
  if (decision.follow_up !== "nothing") return decision
  if (known.chosen && !known.report) return decision
  return { ...decision, follow_up: proposed(known) }
}

function proposed({ report, danger, minor }: Flags): FollowUp {
  if (report) return "report"
  if (danger) return "danger"
  return minor ? "minor-at-risk" : "nothing"
}

/** She left: « interrompue » is the likely outcome, unless another was chosen. */
export function left(decision: Decision): Decision {
  if (decision.outcome !== FIRST_DECISION.outcome) return decision
  return { ...decision, outcome: "interrupted" }
}
