/**
 * From what an officer ticked to what may be checked: hypotheses, what to ask, terms.
 * Pure; a browser does it at each tick (docs/decisions/0021). Never a verdict.
 */
import { DATE, type Told } from "../shared/law/conditions.ts"
import { type Piste, pistes } from "../shared/law/qualification.ts"
import type { Condition, Day, Offence } from "../shared/law/tables.ts"
import {
  factsByKey,
  law,
  limits,
  type Meaning,
  type OffenceWords,
  offencesById,
  rules,
  valueText,
  vocabulary,
} from "./catalogue.ts"
import type { Span, When } from "./loose-dates.ts"
import { ageTold, impossible, type Story } from "./story-dates.ts"
import { type Kept, type Limit, limitOf } from "./story-limits.ts"

/** One hypothesis, with the words that an officer reads. */
export interface Found extends Piste {
  readonly offence: OffenceWords
  /** The ticked facts that hold, in words. */
  readonly why: readonly string[]
  readonly limit: Limit
}

/** What the law did not know yet when the facts were. */
export interface NotYet {
  readonly offence: OffenceWords
  /** Where to look instead, by name. */
  readonly other: readonly string[]
}

export interface Question {
  readonly key: string
  readonly ask: string
}

export interface Findings {
  readonly pistes: readonly Found[]
  readonly notYet: readonly NotYet[]
  readonly questions: readonly Question[]
  /** What consent means on the day of the facts; on both sides when it is not known. */
  readonly meanings: readonly Meaning[]
  /** A reason for which the dates cannot be; the key of a sentence, or nothing. */
  readonly impossible: string
}

/**
 * Everything that follows from a story.
 * @param today - the day it is asked; terms may be over by then.
 * @param kept - terms counted before for the same dates; nothing else is remembered.
 */
export function evaluate(story: Story, today: Day, kept: Kept = new Map()): Findings {
  const wrong = impossible(story, today)
  // Dates that cannot be tell no age and no term; the pistes stay.
  const dated = wrong ? { ...story, facts: null } : story
  const told = { facts: factsBy(dated), day: dayOf(story.facts) }
  const later = rules.offences.filter((each) => isLater(each, story.facts))
  const known = rules.offences.filter((each) => !later.includes(each))
  const found = pistes(vocabulary, known, told)
  const relations = told.facts["relation"] ?? []
  const limit = (offence: Offence) =>
    limitOf({ offence, story: dated, relations, today }, kept)
  return {
    pistes: found.map((one) => shownPiste(one, told, limit)),
    notYet: notYetOf(told, later),
    questions: questionsOf(story, found),
    meanings: meaningsOf(story.facts, found),
    impossible: wrong,
  }
}

/** What was ticked, and what follows from it without a second tick. */
function factsBy(story: Story): Told["facts"] {
  const { act, substance } = story.ticked
  const age = ageTold(story)
  const same = act?.includes("substance") && !substance ? { substance: ["yes"] } : {}
  return { ...story.ticked, ...same, ...(age ? { age: [age] } : {}) }
}

/** The day whose law holds: none where one more day or less would change its sense. */
function dayOf(facts: When | null): Day | null {
  if (!facts) return null
  if (facts.to) return facts.to.last
  return rules.conditions.some((one) => turns(one, facts.from)) ? null : facts.from.last
}

function turns({ versions }: Condition, { first, last }: Span): boolean {
  return versions.some(({ since }) => since !== null && first < since && since <= last)
}

/** Whether the law did not know it yet on the last day of the facts. */
function isLater({ born }: Offence, facts: When | null): boolean {
  return born !== null && facts !== null && born > (facts.to ?? facts.from).last
}

function shownPiste(one: Piste, told: Told, limit: (offence: Offence) => Limit): Found {
  const reasons = one.yes.flatMap((each) => vocabulary.reasons(each, told))
  const why = [...new Set(reasons)].map(valueText)
  return { ...one, offence: named(one.id), why, limit: limit(ruled(one.id)) }
}

/** Those that only their own date keeps out, when little else is missing. */
function notYetOf(told: Told, later: readonly Offence[]): readonly NotYet[] {
  const bare = later.map((offence) => ({ ...offence, born: null }))
  return pistes(vocabulary, bare, told)
    .filter(({ state, missing }) => state === "matched" || missing.length <= 1)
    .map(({ id }) => ({
      offence: named(id),
      other: ruled(id).before.map((each) => named(each).name),
    }))
}

/** What is still to be asked, what decides most first. */
function questionsOf(story: Story, found: readonly Piste[]): readonly Question[] {
  if (!story.ticked["act"]) return [asked("act")]
  const needed = found.flatMap(({ missing }) => missing)
  const age = story.ticked["age"]?.includes("adult") ?? false
  const undated = story.facts && !needed.includes(DATE) ? [] : [DATE]
  const ageless = age || story.birth || story.age !== null ? [] : ["age"]
  return [...new Set([...undated, ...ageless, ...needed])].map(asked)
}

function asked(key: string): Question {
  return { key, ask: factsByKey.get(key)?.ask ?? "" }
}

function meaningsOf(facts: When | null, found: readonly Piste[]): readonly Meaning[] {
  const named = new Set(
    found.flatMap(({ id }) => ruled(id).when.flatMap((each) => each.split(" | "))),
  )
  const first = facts?.from.first ?? ""
  const last = facts ? (facts.to ?? facts.from).last : "9999"
  return law.conditions
    .filter(({ key }) => named.has(key))
    .flatMap(({ versions }) => versions)
    .filter(({ since, until }) => (since ?? "") <= last && first <= (until ?? "9999"))
}

function ruled(id: string): Offence {
  return of(limits.offences, id)
}

function named(id: string): OffenceWords {
  return of(offencesById, id)
}

function of<T>(rows: ReadonlyMap<string, T>, id: string): T {
  const found = rows.get(id)
  if (!found) throw new Error(`no offence ${id}`)
  return found
}
