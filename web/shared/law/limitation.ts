/**
 * Until when a trial may take place. Pure; a hypothesis, never a verdict.
 * The same as src/havre/law/limitation.py: every shared case asks both.
 */
import { type Ask, checked, spanOf } from "./asked.ts"
import { distinct, mainOf, type Reading, readAll } from "./readings.ts"
import type { Clock } from "./running.ts"
import type { Day } from "./tables.ts"

/** The main reading, then every other. See the Python twin. */
export interface Answer {
  readonly ends: Day
  readonly starts: Day
  readonly term_years: number
  readonly certain: boolean
  readonly readings: readonly Reading[]
  readonly rule: string
  readonly articles: readonly string[]
  readonly explanation: string
}

/**
 * @throws {Impossible} a date that cannot be, or a victim the text does not protect.
 * @throws {NotYetAnOffence} it came into the law after the facts.
 */
export function limitation(clock: Clock, ask: Ask, today: Day): Answer {
  const offence = checked(clock, ask, today)
  const span = spanOf(clock, ask, offence)
  const found = readAll(clock, ask, offence, span)
  const best = mainOf(found)
  const { run } = best
  const readings = distinct(clock, best, found)
  const unheard = ask.discovered != null && !offence.hidden
  const told = unheard ? [...span.told, clock.say("not-hidden", {})] : span.told
  const own = offence.articles.filter((each) => !run.articles.includes(each))
  return {
    ends: run.ends,
    starts: run.starts,
    term_years: run.rule.years + run.rule.months / 12,
    certain: readings.length === 1,
    readings,
    rule: `${best.class} ${run.rule.since ?? ""}`.trim(),
    articles: [...run.articles, ...own],
    explanation: [...told, ...run.steps].join(" "),
  }
}
