/**
 * What is asked of a limitation, and what of it cannot be. Pure.
 * The same as src/havre/law/asked.py: every shared case asks both.
 */
import { after, earliest, isDay, latest, moved } from "./calendar-days.ts"
import { type Clock, filled, type Later } from "./running.ts"
import type { Day, Offence } from "./tables.ts"

const AGE_MOST = 120 // years
/** The birthdays between which a text protects, in years. */
const YOUNGER: Readonly<Record<string, number>> = {
  minor: 18,
  "under-15": 15,
  "15-17": 18,
}
const OLDER: Readonly<Record<string, number>> = { "15-17": 15, adult: 18 }

export type Relation = "ascendant" | "authority" | "other"

/** What is known. See the Python twin. */
export interface Ask {
  readonly offence: string
  readonly facts: Day
  readonly born: Day
  readonly to?: Day | null
  readonly relation?: Relation | null
  readonly discovered?: Day | null
  readonly interrupted?: readonly Day[]
  readonly later?: readonly Later[]
}

/** The days that one offence may concern, and why not others. */
export interface Span {
  readonly first: Day
  readonly last: Day
  readonly told: readonly string[]
}

/** What is asked cannot be; the message says why in one French sentence. */
export class Impossible extends Error {}

/** The law did not know this offence that day; `other` is where to look instead. */
export class NotYetAnOffence extends Error {
  readonly other: readonly string[]

  constructor(told: string, other: readonly string[]) {
    super(told)
    this.other = other
  }
}

/** @throws {Impossible} there is no such offence, or a date cannot be. */
export function checked(clock: Clock, ask: Ask, today: Day): Offence {
  const wrong = wrongs(clock, ask, today).find(([, isWrong]) => isWrong())
  if (wrong) throw new Impossible(clock.law.refusals[wrong[0]])
  const offence = clock.offences.get(ask.offence)
  if (!offence) throw new Impossible(clock.law.refusals["offence"])
  return offence
}

function wrongs(
  clock: Clock,
  ask: Ask,
  today: Day,
): readonly (readonly [string, () => boolean])[] {
  const later = ask.later ?? []
  const interrupted = ask.interrupted ?? []
  const days = [ask.born, ask.facts, ...interrupted, ...later.map(({ day }) => day)]
  const more = [ask.to, ask.discovered].filter((day) => day != null)
  const every = [...days, ...more]
  const births = [ask.born, ...later.map(({ born }) => born)]
  const written = [...every, ...births]
  const named = [ask.offence, ...later.map(({ offence }) => offence)]
  return [
    ["form", () => !written.every(isDay)],
    ["offence", () => named.some((each) => !clock.offences.has(each))],
    ["future", () => every.some((day) => day > today)],
    ["age", () => births.some((born) => after(born, AGE_MOST) < today)],
    ["birth", () => ask.facts < ask.born],
    ["order", () => ask.to != null && ask.to < ask.facts],
    ["discovered", () => ask.discovered != null && ask.discovered < ask.facts],
    ["interrupted", () => interrupted.some((day) => day < ask.facts)],
    ["later", () => later.some(({ day }) => day < ask.facts)],
    ["later-birth", () => later.some(({ day, born }) => day < born)],
  ]
}

/**
 * The days of the facts that this offence may concern.
 * @throws {Impossible} the victim was older, or younger, than the text asks.
 * @throws {NotYetAnOffence} it came into the law after the last day.
 */
export function spanOf(clock: Clock, ask: Ask, offence: Offence): Span {
  const span = ofAge(clock, ask, offence)
  const { born } = offence
  if (born === null || born <= span.first) return span
  if (span.last < born) {
    const never = filled(clock.law, clock.law.refusals["never"] ?? "", {
      date: span.last,
    })
    throw new NotYetAnOffence(never, possible(clock, ask, offence.before))
  }
  const told = [...span.told, clock.say("since-born", { date: born })]
  return { first: born, last: span.last, told }
}

/** The offences that these facts may be, in order. */
function possible(clock: Clock, ask: Ask, ids: readonly string[]): string[] {
  return ids.filter((id) => {
    const offence = clock.offences.get(id)
    if (!offence) return false
    try {
      spanOf(clock, ask, offence)
      return true
    } catch (refusal) {
      const known = refusal instanceof Impossible || refusal instanceof NotYetAnOffence
      if (known) return false
      throw refusal
    }
  })
}

function ofAge(clock: Clock, ask: Ask, offence: Offence): Span {
  const refuse = (key: string) => new Impossible(clock.law.refusals[key])
  let first = ask.facts
  let last = ask.to ?? ask.facts
  const told: string[] = []
  const younger = YOUNGER[offence.victim]
  if (younger !== undefined) {
    const end = moved(after(ask.born, younger), -1)
    if (end < first) throw refuse("older")
    const values = { age: String(younger), date: end }
    if (end < last) told.push(clock.say("from-age", values))
    last = earliest(last, end)
  }
  const older = OLDER[offence.victim]
  if (older !== undefined) {
    const old = after(ask.born, older)
    if (last < old) throw refuse("younger")
    if (first < old) told.push(clock.say("since-age", { date: old }))
    first = latest(first, old)
  }
  return { first, last, told }
}
