/**
 * How long she may have: the shortest and the longest, over everything that is not known.
 * Pure. What is uncertain is never cut short: it is told as two days.
 */
import { type Ask, Impossible, NotYetAnOffence, spanOf } from "../shared/law/asked.ts"
import { after, moved } from "../shared/law/calendar-days.ts"
import { readAll } from "../shared/law/readings.ts"
import type { Clock } from "../shared/law/running.ts"
import type { Day } from "../shared/law/tables.ts"
import { AGE_MOST, type Between, pairs, type When } from "./guide-dates.ts"

/** The key of a sentence, and the days that fill it. */
export interface Term {
  readonly told: "until" | "least" | "between" | "perhaps" | "maybe" | "over" | "none"
  readonly first: Day
  readonly last: Day
}

const RELATIONS: Readonly<Record<string, Ask["relation"]>> = {
  ascendant: "ascendant",
  "kin-authority": "authority",
  authority: "authority",
  function: "authority",
}

/**
 * @param age - at the facts; "" when it is not known.
 * @param relations - what was ticked; none: not known.
 * @returns null without a date of the facts.
 */
export function termOf(
  clock: Clock,
  offence: string,
  { facts, to, born }: When,
  age: string,
  relations: readonly string[],
  today: Day,
): Term | null {
  if (!facts) return null
  const known = relations.map((one) => RELATIONS[one] ?? "other")
  const relation = known.find((one) => one !== "other") ?? known[0] ?? null
  const births = born ?? anyBirth(facts)
  // Of what lasted, the age may be that of a later day.
  const aged = to && pairs(facts, births, age).length === 0 ? "" : age
  const every = pairs(facts, births, aged)
    .flatMap(([day, birth]) =>
      (to ? [to.first, to.last] : [day]).flatMap((last) => {
        const until = last < day ? day : last
        return ends(clock, { offence, facts: day, to: until, born: birth, relation })
      }),
    )
    .sort()
  const [first = "", last = first] = [every[0], every.at(-1)]
  const toTheDay = [facts, to, born].every((one) => !one || one.first === one.last)
  // A last day that hangs only on an unknown birth is never told.
  const sure = born !== null || age === "adult"
  return { told: toldOf(first, last, toTheDay, sure, today), first, last }
}

/** Every last day that is pleaded; none when the text did not exist or does not protect. */
function ends(clock: Clock, ask: Ask): Day[] {
  const offence = clock.offences.get(ask.offence)
  try {
    if (!offence) return []
    const found = readAll(clock, ask, offence, spanOf(clock, ask, offence))
    // What came last decides whether a trial is possible; the page says so of the first.
    const last = found.filter(({ whys: [day] }) => day !== "first")
    // Whether the day of majority counts is not settled.
    return last.flatMap(({ run }) =>
      run.ofAge ? [run.ends, moved(run.ends, -1)] : [run.ends],
    )
  } catch (refusal) {
    if (refusal instanceof Impossible || refusal instanceof NotYetAnOffence) return []
    throw refusal
  }
}

function toldOf(
  first: Day,
  last: Day,
  toTheDay: boolean,
  aged: boolean,
  today: Day,
): Term["told"] {
  if (!first) return "none"
  if (last < today) return "over"
  if (first < today) return aged ? "perhaps" : "maybe"
  if (toTheDay && moved(first, 1) >= last) return "until"
  return toTheDay && aged ? "between" : "least"
}

/** Whoever was born that day: from the oldest to who was born as it happened. */
function anyBirth(facts: Between): Between {
  return { first: after(facts.first, -AGE_MOST), last: facts.last }
}
