/**
 * Until when a trial may take place, for dates that are told roughly: every extreme is
 * counted, and the first to end is shown. A hypothesis, never a verdict. Pure.
 */
import {
  type Ask,
  Impossible,
  NotYetAnOffence,
  type Relation,
} from "../shared/law/asked.ts"
import { type Answer, limitation } from "../shared/law/limitation.ts"
import type { Day, Offence, Rule } from "../shared/law/tables.ts"
import { limits } from "./catalogue.ts"
import { type Exact, extremes, type Story } from "./story-dates.ts"

/** A term, or why there is none: dates to be told, or a person the text does not see. */
export type Limit =
  { readonly is: "told"; readonly term: Term } | { readonly is: "untold" | "elsewhere" }

export interface Term {
  /** The reading that ends first: the prudent one. */
  readonly answer: Answer
  /** Where the exact dates may bring the last day: the first and the last of them. */
  readonly between: readonly [Day, Day]
  /** The rule in words: « 30 ans à partir de la majorité ». */
  readonly plain: string
  readonly articles: readonly string[]
  /** The prudent reading is over today. */
  readonly over: boolean
}

export interface Asked {
  readonly offence: Offence
  readonly story: Story
  /** The ticked links with the person designated. */
  readonly relations: readonly string[]
  readonly today: Day
}

/** Terms by what decides them: many offences run alike. */
export type Kept = Map<string, Limit>

export function limitOf(asked: Asked, kept: Kept): Limit {
  const { offence, story, relations, today } = asked
  const exact = extremes(story)
  const { limitation, victim, born, before, repeated, hidden } = offence
  const alike = [limitation, victim, born, before, repeated, hidden, offence.extends]
  const discovered = hidden ? story.discovered : null
  const key = JSON.stringify([alike, exact, discovered, relationOf(relations), today])
  const found = kept.get(key) ?? counted(asked, exact)
  kept.set(key, found)
  return found
}

function counted({ offence, story, relations, today }: Asked, all: readonly Exact[]) {
  if (all.length === 0) return { is: "untold" } as const
  const found = all.flatMap((exact) => {
    const known = story.discovered?.last ?? null
    const discovered = known !== null && known >= exact.facts ? known : null
    const relation = relationOf(relations)
    const ask = { ...exact, offence: offence.id, relation, discovered }
    const answer = answered(ask, today)
    return answer ? [answer] : []
  })
  if (found.length === 0) return { is: "elsewhere" } as const
  return { is: "told", term: termOf(found, offence, today) } as const
}

/** The answer, or none where these exact dates cannot be those of this offence. */
function answered(ask: Ask, today: Day): Answer | null {
  try {
    return limitation(limits, ask, today)
  } catch (refusal) {
    if (refusal instanceof Impossible || refusal instanceof NotYetAnOffence) return null
    throw refusal
  }
}

function termOf(found: readonly Answer[], offence: Offence, today: Day): Term {
  const ordered = [...found].sort((one, two) => (one.ends < two.ends ? -1 : 1))
  const [first, last] = [ordered[0] as Answer, ordered.at(-1) as Answer]
  return {
    answer: first,
    between: [first.ends, last.ends],
    plain: ruleOf(first)?.plain ?? "",
    articles: first.articles.filter((each) => !offence.articles.includes(each)),
    over: first.ends < today,
  }
}

/** The rule that an answer names: « class since ». */
function ruleOf({ rule, term_years }: Answer): Rule | undefined {
  const [key, since = null] = rule.split(" ")
  const rows: Rule[] = []
  for (let each: string | undefined = key; each;) {
    const own = limits.law.classes.find((one) => one.key === each)
    rows.push(...(own?.rules ?? []))
    each = own?.general
  }
  return rows.find(
    (one) => one.since === since && one.years + one.months / 12 === term_years,
  )
}

/**
 * What the law of limitation asks of a link. Whether a relative or somebody in office
 * had authority is a matter of fact: both are read.
 */
export function relationOf(relations: readonly string[]): Relation | null {
  if (relations.includes("ascendant")) return "ascendant"
  if (relations.includes("kin-authority") || relations.includes("authority")) {
    return "authority"
  }
  const unsure = relations.length === 0 || relations.some((one) => OPEN.includes(one))
  return unsure ? null : "other"
}

const OPEN: readonly string[] = ["kin", "function"]
