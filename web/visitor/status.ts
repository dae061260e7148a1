/** The one line that says where the visitor stands. Pure, so that it can be tested. */
import type { StateFrame } from "../shared/frames.ts"
import type { Link } from "../shared/wire.ts"
import type { Say } from "./words.ts"

export interface Situation {
  readonly link: Link
  /** The line has been lost for longer than a blink. */
  readonly offline: boolean
  readonly state: StateFrame | null
  /** The officer's screen is connected. */
  readonly there: boolean
  /** It has been since this officer took the conversation. */
  readonly met: boolean
}

/** What is learnt changes where the visitor stands; an officer is new until they come. */
export function after(before: Situation, change: Partial<Situation>): Situation {
  const now = { ...before, ...change }
  const same = holder(before.state) === holder(now.state)
  return { ...now, met: now.there || (same && before.met) }
}

/** Who holds the conversation; null when nobody does. */
function holder(state: StateFrame | null): string | null {
  return state?.step === "talking" ? (state.agent ?? "") : null
}

/** True when nothing can be written any more. */
export function isOver({ link, state }: Situation): boolean {
  return link.state === "gone" || state?.step === "ended" || state?.step === "frozen"
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

function waiting({ position, ahead_minutes }: StateFrame, say: Say): string {
  const said = [say("waiting")]
  if (position === 1) said.push(say("next"))
  else if (position) said.push(say("position", { ahead: String(position - 1) }))
  if (ahead_minutes !== null) {
    said.push(say("estimate", { minutes: String(ahead_minutes) }))
  }
  return said.join(" ")
}

function talking(
  { there, met }: Situation,
  { agent, desk }: StateFrame,
  say: Say,
): string {
  // They have just taken her: their screen is on its way, nothing is lost.
  if (!there) return say(met ? "agent-away" : "connecting")
  return say("answered", { name: `${agent ?? say("agent")} (${say(desk)})` })
}
