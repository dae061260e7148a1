/**
 * From what an officer ticked to what may be checked: hypotheses, what to ask, terms.
 * Pure; a browser does it at each tick (docs/decisions/0021). Never a verdict.
 */
import { DATE, inForce, type Told } from "../shared/law/conditions.ts"
import { type Piste, pistes } from "../shared/law/qualification.ts"
import type { Day, Offence } from "../shared/law/tables.ts"
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
import type { When } from "./loose-dates.ts"
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
  /** What decides nothing but may aggravate what is matched; to ask last. */
  readonly also: readonly Question[]
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
  const told = { facts: factsBy(dated), ...daysOf(story.facts) }
  const later = rules.offences.filter((each) => isLater(each, story.facts))
  const known = rules.offences.filter((each) => !later.includes(each))
  const found = pistes(vocabulary, known, told)
  const relations = relationsOf(told)
  const limit = (offence: Offence) =>
    limitOf({ offence, story: dated, relations, today }, kept)
  return {
    pistes: found.map((one) => shownPiste(one, told, limit)),
    notYet: notYetOf(told, later),
    questions: questionsOf(story, found),
    also: alsoOf(found),
    meanings: meaningsOf(told, found),
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

/** The day whose law holds: the last one; and the first it may be, where it is rough. */
function daysOf(facts: When | null): Pick<Told, "day" | "first"> {
  if (!facts) return { day: null }
  const { first, last } = facts.to ?? facts.from
  return { day: last, first: facts.to ? last : first }
}

/** The links with the person designated; a relative's authority as it was told. */
function relationsOf({ facts }: Told): readonly string[] {
  const { relation = [], "kin-power": power = [] } = facts
  if (power.includes("yes")) return [...relation, "kin-authority"]
  if (!power.includes("no")) return relation
  return relation.map((one) => (one === "kin" ? "acquaintance" : one))
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

function alsoOf(found: readonly Piste[]): readonly Question[] {
  const missing = new Set(found.flatMap((one) => one.missing))
  const keys = found
    .filter(({ state }) => state === "matched")
    .flatMap((one) => one.also)
    .filter((key) => !missing.has(key))
  return [...new Set(keys)].map(asked)
}

function asked(key: string): Question {
  return { key, ask: factsByKey.get(key)?.ask ?? "" }
}

/** What conditions mean that day; of an act, only where another day would change it. */
function meaningsOf(told: Told, found: readonly Piste[]): readonly Meaning[] {
  const named = new Set(
    found.flatMap(({ id }) => ruled(id).when.flatMap((each) => each.split(" | "))),
  )
  const turning = { facts: told.facts, day: null }
  return law.conditions
    .filter(({ key }) => named.has(key))
    .filter(({ key, fact }) => fact === "consent" || turns(key, turning))
    .flatMap((each) => inForce(each, told))
}

function turns(key: string, told: Told): boolean {
  return vocabulary.asked(key, told).includes(DATE)
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
