/**
 * How long she may have: the shortest and the longest, over everything that is not known.
 * Pure. What is uncertain is never cut short: it is told as two days.
 */
import { type Ask, Impossible, NotYetAnOffence, spanOf } from "../shared/law/asked.ts"
import { after, moved } from "../shared/law/calendar-days.ts"
import { readAll } from "../shared/law/readings.ts"
import type { Clock } from "../shared/law/running.ts"
import type { Day } from "../shared/law/tables.ts"
import { type Between, pairs, type When } from "./guide-dates.ts"

/** The key of a sentence, and the days that fill it. */
export interface Term {
  readonly told: "until" | "least" | "between" | "perhaps" | "over" | "birth" | "none"
  readonly first: Day
  readonly last: Day
}

/** Ages, in years, at which somebody whose birth is not told is tried. */
const TRIED: Readonly<Record<string, readonly number[]>> = {
  "under-15": [4, 14],
  "15-17": [15, 17],
  adult: [40],
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
  const endings = births(facts, born, age).map((possible) =>
    possible.flatMap(([day, birth]) =>
      (to ? [to.first, to.last] : [day]).flatMap((last) => {
        const until = last < day ? day : last
        return ends(clock, { offence, facts: day, to: until, born: birth, relation })
      }),
    ),
  )
  const every = endings.flat().sort()
  const first = every[0] ?? ""
  const last = every.at(-1) ?? ""
  // Another birth, another end: it cannot be told without it.
  const depends = !born && new Set(endings.map((one) => `${one}`)).size > 1
  if (!first || depends) return { told: first ? "birth" : "none", first, last }
  const exact = [facts, to, born].every((one) => !one || one.first === one.last)
  return { told: toldOf(first, last, exact, today), first, last }
}

/** Every last day that is pleaded; none when the text did not exist or does not protect. */
function ends(clock: Clock, ask: Ask): Day[] {
  const offence = clock.offences.get(ask.offence)
  try {
    if (!offence) return []
    const found = readAll(clock, ask, offence, spanOf(clock, ask, offence))
    // Whether the day of majority counts is not settled.
    return found.flatMap(({ run }) =>
      run.ofAge ? [run.ends, moved(run.ends, -1)] : [run.ends],
    )
  } catch (refusal) {
    if (refusal instanceof Impossible || refusal instanceof NotYetAnOffence) return []
    throw refusal
  }
}

function toldOf(first: Day, last: Day, exact: boolean, today: Day): Term["told"] {
  if (last < today) return "over"
  if (first < today) return "perhaps"
  if (!exact) return "least"
  return moved(first, 1) >= last ? "until" : "between"
}

/** The facts and births to count with, one list for each birth that is supposed. */
function births(facts: Between, born: Between | null, age: string): [Day, Day][][] {
  if (born) return [pairs(facts, born, age)]
  const ages = TRIED[age] ?? Object.values(TRIED).flat()
  return ages.map((years) =>
    [facts.first, facts.last].map((day) => [day, after(day, -years)]),
  )
}
