/**
 * The one line that says where the visitor stands, and what is said once when it
 * changes. Pure, so that it can be tested.
 */
import type { StateFrame } from "../shared/frames.ts"
import type { Link } from "../shared/wire.ts"
import type { Say, Values } from "./words.ts"

const HOUR = 60 // minutes; beyond, a figure would promise too much

export interface Situation {
  readonly link: Link
  /** The line has been lost for longer than a blink. */
  readonly offline: boolean
  readonly state: StateFrame | null
  /** The officer's screen is connected. */
  readonly there: boolean
  /** It has been since this officer took the conversation. */
  readonly met: boolean
  /** Shown name of the last officer who held it. */
  readonly last: string | null
  /** An officer had her, here or before she used a code: then her place is the head. */
  readonly answered: boolean
}

/** Something to say once: a key of the words, and what fills it. */
export type News = readonly [key: string, values?: Values]

/** What is learnt changes where the visitor stands; an officer is new until they come. */
export function after(before: Situation, change: Partial<Situation>): Situation {
  const now = { ...before, ...change }
  const same = holder(before.state) === holder(now.state)
  return {
    ...now,
    met: now.there || (same && before.met),
    last: holder(now.state) || before.last,
    answered: now.state?.step === "talking" || now.answered,
  }
}

/** What has just happened, from `before` to `now`, that she is to be told once. */
export function newsOf(before: Situation, now: Situation, say: Say): News[] {
  const [was, is] = [before.state, now.state]
  if (!is) return []
  if (is.step === "talking") {
    const moved = before.last !== null && is.agent !== null && is.agent !== before.last
    return moved ? [["now-with", { name: is.agent }]] : []
  }
  if (is.step !== "line") return []
  if (was?.step !== "line") {
    // Who was handed to another desk knows it: she has just been asked.
    const handed = was?.transfer && !was.transfer.refused
    return before.answered && !handed ? [["returned"]] : []
  }
  const told = (key: string, of: StateFrame, other: StateFrame): News[] =>
    of.desks
      .filter((desk) => !other.desks.includes(desk))
      .map((desk) => [key, { desk: say(team(desk)) }])
  // A line that has just begun, or ends, has teams that neither join nor leave.
  if (was.desks.length === 0 || is.desks.length === 0) return []
  return [...told("joined", is, was), ...told("left", was, is)]
}

/** The word for a desk: the second of a force is named like the first. */
function team(desk: string): string {
  return desk.replace("-2", "")
}

/** Who holds the conversation; null when nobody does. */
function holder(state: StateFrame | null): string | null {
  return state?.step === "talking" ? (state.agent ?? "") : null
}

/** True when nothing can be written any more. */
export function isOver({ link, state }: Situation): boolean {
  return link.state === "gone" || state?.step === "ended" || state?.step === "frozen"
}

/** True when nobody answers her now: the numbers are to be in sight. */
export function isAlone(situation: Situation): boolean {
  return isOver(situation) || situation.state?.step === "line"
}

export function statusOf(situation: Situation, say: Say): string {
  const { link, offline, state } = situation
  if (link.state === "gone" && link.code === 4409) return say("elsewhere")
  if (isOver(situation)) return say("ended")
  if (offline) return say("offline")
  if (!state) return say("connecting")
  if (state.step === "hold") return say("on-hold")
  return state.step === "talking" ? talking(situation, state, say) : waiting(state, say)
}

function waiting(state: StateFrame, say: Say): string {
  const { position, ahead_minutes: from, ahead_most: most, staffed, closed } = state
  const said: string[] = []
  if (position === 1) said.push(say("next"))
  else if (position) said.push(say("position", { place: String(position) }))
  if (!staffed) said.push(say("unstaffed"))
  else {
    const to = most ?? from
    if (to !== null && to > HOUR) said.push(say("estimate-long"))
    else if (from !== null && to !== null) {
      said.push(say("estimate", { from: String(from), to: String(to) }))
    }
    said.push(say("waiting"))
  }
  if (closed) said.push(say("closing"))
  return said.join(" ")
}

function talking(
  { there, met }: Situation,
  { agent, desk, away }: StateFrame,
  say: Say,
): string {
  const name = agent ?? say("agent")
  if (away) return say("away", { name })
  // They have just taken her: their screen is on its way, nothing is lost.
  if (!there) return say(met ? "agent-away" : "connecting")
  return say("answered", { name: `${name} (${say(team(desk))})` })
}

/**
 * What she is told of a transfer; empty when there is none.
 *
 * @param wanted - her answer has not been given yet.
 */
export function transferTold(
  state: StateFrame | null,
  wanted: boolean,
  say: Say,
): string {
  if (state?.step !== "talking" || !state.transfer) return ""
  const { desk, agent: whom, refused } = state.transfer
  const name = state.agent ?? say("agent")
  if (refused) return say("staying", { name })
  const force = say(team(desk))
  const asked = whom
    ? say("transfer", { name, whom: `${whom} (${force})` })
    : say("transfer-desk", { name, desk: force })
  return wanted ? `${asked} ${say("transfer-silence")}` : asked
}
