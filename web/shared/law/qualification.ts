/**
 * Which offences a story may be: hypotheses to check, never a verdict. Pure.
 * The same as src/havre/law/qualification.py: every shared case asks both.
 */
import { DATE, type Told, type Vocabulary } from "./conditions.ts"
import type { Offence } from "./tables.ts"

const FOR_LIFE = 1000 // years: more than any term of prison
const AS_THE_ACT = 5 // years: the least that "celui de l'acte imposé" may be

/** A hypothesis of qualification. See the Python twin. */
export interface Piste {
  readonly id: string
  readonly state: "matched" | "open"
  readonly yes: readonly string[]
  readonly missing: readonly string[]
  readonly also: readonly string[]
  readonly aggravations: readonly number[]
  readonly most: string
}

/** What the story may be: what is matched first, and the gravest of it. */
export function pistes(
  vocabulary: Vocabulary,
  offences: readonly Offence[],
  told: Told,
): Piste[] {
  const found = offences.flatMap((offence, place) => {
    const one = piste(vocabulary, offence, told)
    return one ? [{ rank: rankOf(one, place), offence, one }] : []
  })
  const covered = new Map<string, number>()
  for (const { offence, one } of found) {
    if (one.state === "open" || !covers(vocabulary, offence, told)) continue
    for (const id of offence.covers) {
      covered.set(id, Math.max(covered.get(id) ?? 0, gravity(one.most)))
    }
  }
  found.sort((one, two) => before(one.rank, two.rank))
  // What is covered stays named when it may be punished more.
  return found
    .map(({ one }) => one)
    .filter(({ id, most }) => gravity(most) > (covered.get(id) ?? -1))
}

function rankOf({ state, missing, most }: Piste, place: number): readonly number[] {
  const grave = -gravity(most)
  if (state === "matched") return [0, grave, place]
  return [1, missing.filter((key) => key !== DATE).length, grave, place]
}

function before(one: readonly number[], two: readonly number[]): number {
  return one.map((n, at) => n - (two[at] ?? 0)).find((gap) => gap !== 0) ?? 0
}

function covers(vocabulary: Vocabulary, offence: Offence, told: Told): boolean {
  return (offence.covers_when ?? []).every((each) => vocabulary.holds(each, told))
}

function piste(vocabulary: Vocabulary, offence: Offence, told: Told): Piste | null {
  if (offence.born !== null && told.day !== null && told.day < offence.born) return null
  const held = offence.when.map((each) => [each, vocabulary.holds(each, told)] as const)
  if (held.some(([, answer]) => answer === false) || !held[0]?.[1]) return null
  const missing = new Set(held.flatMap(([each]) => vocabulary.asked(each, told)))
  const aggravations = [...offence.aggravations.keys()].filter((n) =>
    offence.aggravations[n]?.when.every((each) => vocabulary.holds(each, told)),
  )
  const mosts = [
    offence.most,
    ...aggravations.map((n) => offence.aggravations[n]?.most ?? ""),
  ]
  return {
    id: offence.id,
    state: held.every(([, answer]) => answer) ? "matched" : "open",
    yes: held.filter(([, answer]) => answer).map(([each]) => each),
    missing: [...missing],
    also: also(vocabulary, offence, told, missing),
    aggravations,
    most: mosts.reduce((one, two) => (gravity(two) > gravity(one) ? two : one)),
  }
}

/** What would tell whether an aggravation holds. */
function also(
  vocabulary: Vocabulary,
  { aggravations }: Offence,
  told: Told,
  missing: ReadonlySet<string>,
): string[] {
  const keys = aggravations
    .filter(({ when }) => when.every((each) => vocabulary.holds(each, told) !== false))
    .flatMap(({ when }) => when.flatMap((each) => vocabulary.asked(each, told)))
  return [...new Set(keys)].filter((key) => key !== DATE && !missing.has(key))
}

/** The years by which maxima are put in order. */
function gravity(most: string): number {
  return most.startsWith("celui de") ? AS_THE_ACT : yearsOf(most)
}

/** The years of prison in a maximum: "7 ans de prison…" is 7. */
export function yearsOf(most: string): number {
  if (most.includes("à vie")) return FOR_LIFE
  const years = /(\d+) ans? de/.exec(most)
  const months = /(\d+) mois de/.exec(most)
  return years ? Number(years[1]) : months ? Number(months[1]) / 12 : 0
}
