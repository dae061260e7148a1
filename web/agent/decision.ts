/** What the closing form says before the officer changes it, and when things happen. */
import type { Decision } from "./shapes.ts"

export const FIRST_DECISION: Decision = {
  outcome: "informed",
  family: "none",
  follow_up: "nothing",
  reason: null,
}

/** A report is open: the conversation is kept, so something is transmitted. */
export function kept(decision: Decision): Decision {
  if (decision.follow_up !== "nothing") return decision
  return { ...decision, follow_up: "report" }
}

/** She left: « interrompue » is the likely outcome, unless another was chosen. */
export function left(decision: Decision): Decision {
  if (decision.outcome !== FIRST_DECISION.outcome) return decision
  return { ...decision, outcome: "interrupted" }
}
