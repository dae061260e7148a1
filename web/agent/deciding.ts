/** « Suites données »: from the officer's choice to what the server is told, in order. */
import { isCleared, isFlagged } from "./clearing.ts"
import { Correct, explain } from "./explain.ts"
import type { Decision, FollowUp } from "./shapes.ts"
import type { Talk } from "./talk.ts"
import { words } from "./words.ts"

const NOTHING: Decision = {
  outcome: "interrupted",
  family: "none",
  follow_up: "nothing",
  reason: null,
}

/**
 * One press: nothing to transmit, destroy. Where a danger or a minor was indicated it
 * needs a transmission or a supervisor's release, and then the first press asks.
 */
export async function nothing(talk: Talk): Promise<void> {
  if (!talk.decidable.value) return
  if (isCleared(talk) && asksFirst(talk)) return
  await said(talk, async () => {
    mustBeCleared(talk)
    if (talk.report.value) throw new Correct(words.reportStops)
    await talk.decide(NOTHING)
  })
}

/** Close what no key of this desk opens, or it comes back for ever. */
export async function unreadable(talk: Talk): Promise<void> {
  if (!talk.unreadable.value) return
  if (isCleared(talk) && asksFirst(talk)) return
  await said(talk, async () => {
    mustBeCleared(talk)
    await talk.decide(NOTHING)
  })
}

function asksFirst(talk: Talk): boolean {
  if (!isFlagged(talk) || talk.sure.value) return false
  talk.sure.value = true
  return true
}

/** @throws {Correct} flagged, and neither passed on nor let go: what to do next. */
function mustBeCleared(talk: Talk): void {
  if (isCleared(talk)) return
  throw new Correct(words.refusals["needs-transmission"] ?? words.clearNeeded)
}

/** Keep and transmit what the visitor left: the report first, then the decision. */
export async function transmit(talk: Talk, followUp: FollowUp): Promise<void> {
  await said(talk, () => {
    const chosen = { ...talk.decision.value, follow_up: followUp, reason: null }
    return decided(talk, chosen)
  })
}

/**
 * Close with what the form says.
 * @throws {Correct | Refused | Unreachable | KeyRefused}
 */
export async function close(talk: Talk): Promise<void> {
  const decision = talk.decision.value
  const { follow_up: followUp } = decision
  const reason = decision.reason?.trim() || null
  if (followUp === "nothing") {
    if (talk.report.value) throw new Correct(words.reportStops)
    if (isCleared(talk) && isFlagged(talk) && !reason)
      throw new Correct(words.reasonNeeded)
  }
  await decided(talk, { ...decision, reason: followUp === "nothing" ? reason : null })
}

async function decided(talk: Talk, decision: Decision): Promise<void> {
  if (!talk.decidable.value) throw new Correct(words.notDecidable)
  mustBeCleared(talk) // before a report is opened: nobody goes back from there
  if (decision.follow_up !== "nothing") await talk.openReport()
  await talk.decide(decision)
}

/** Do it; what is refused stands beside the buttons. */
async function said(talk: Talk, act: () => Promise<void>): Promise<void> {
  talk.trouble.value = ""
  try {
    await act()
  } catch (refusal) {
    talk.trouble.value = explain(refusal)
  }
}
