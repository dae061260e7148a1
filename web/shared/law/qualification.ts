/**
 * Which offences a story may be: hypotheses to check, never a verdict. Pure.
 * The same as src/havre/law/qualification.py: every shared case asks both.
 */
import type { Told, Vocabulary } from "./conditions.ts"
import type { Offence } from "./tables.ts"

const NATURES = ["crime", "crime ou délit", "délit", "contravention"]
const FOR_LIFE = 1000 // years: more than any term of prison

/** A hypothesis of qualification. See the Python twin. */
export interface Piste {
  readonly id: string
  readonly state: "matched" | "open"
  readonly yes: readonly string[]
  readonly missing: readonly string[]
  readonly aggravations: readonly number[]
  readonly most: string
}

/** What the story may be, the best-founded and gravest first. */
export function pistes(
  vocabulary: Vocabulary,
  offences: readonly Offence[],
  told: Told,
): Piste[] {
  const found = offences.flatMap((offence, place) => {
    const one = piste(vocabulary, offence, told)
    if (!one) return []
    const grave = NATURES.indexOf(offence.nature)
    const rank = [one.state === "open" ? 1 : 0, one.missing.length, grave, place]
    return [{ rank, offence, one }]
  })
  const covered = new Set(
    found.flatMap(({ one, offence }) =>
      one.state === "matched" ? offence.covers : [],
    ),
  )
  found.sort((one, two) => before(one.rank, two.rank))
  return found.map(({ one }) => one).filter(({ id }) => !covered.has(id))
}

function before(one: readonly number[], two: readonly number[]): number {
  return one.map((n, at) => n - (two[at] ?? 0)).find((gap) => gap !== 0) ?? 0
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
    aggravations,
    most: mosts.reduce((one, two) => (yearsOf(two) > yearsOf(one) ? two : one)),
  }
}

/** The years of prison in a maximum: "7 ans de prison…" is 7. */
export function yearsOf(most: string): number {
  if (most.includes("à vie")) return FOR_LIFE
  const years = /(\d+) ans? de/.exec(most)
  const months = /(\d+) mois de/.exec(most)
  return years ? Number(years[1]) : months ? Number(months[1]) / 12 : 0
}
