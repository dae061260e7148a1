/**
 * Conditions over facts that were told: yes, no, or not known yet. Pure.
 * The same as src/havre/law/conditions.py, which says how one is written.
 */
import { byKey, type Condition, type Day, type Fact, type LawTables } from "./tables.ts"
import type { Wording } from "./tables.ts"

/** Yes, no, or null: not known. */
export type Held = boolean | null

/** What to ask when the day of the facts would decide. */
export const DATE = "date"
const FACT = /^(not )?([a-z-]+): ([a-z0-9 -]+)$/

/** The values ticked, by fact, and the last day of the facts. */
export interface Told {
  readonly facts: Readonly<Record<string, readonly string[]>>
  readonly day: Day | null
  /** The first day they may be of, when their day is known roughly. */
  readonly first?: Day | null
}

export class Vocabulary {
  readonly #facts: ReadonlyMap<string, Fact>
  readonly #conditions: ReadonlyMap<string, Condition>

  constructor(tables: Pick<LawTables, "facts" | "conditions">) {
    this.#facts = byKey(tables.facts, "key")
    this.#conditions = byKey(tables.conditions, "key")
  }

  /** @throws {Error} it is not well-formed. */
  holds(written: string, told: Told): Held {
    return any(written.split(" | ").map((part) => this.#one(part, told)))
  }

  /** The facts to ask for before a condition is known; never one that was told. */
  asked(written: string, told: Told): string[] {
    const parts = written.split(" | ")
    const turning = parts.filter((part) => this.#dependsOnDay(part, told))
    const sure = parts.some((part) => !turning.includes(part) && this.#one(part, told))
    const dates = turning.length > 0 && !sure ? [DATE] : []
    if (this.holds(written, told) !== null) return dates
    const unknown = parts.filter((part) => this.#one(part, told) === null)
    return [...dates, ...unknown.flatMap((part) => this.#asks(part, told))]
  }

  /** The ticked values that make a condition hold, as "fact: value". */
  reasons(written: string, told: Told): string[] {
    return written.split(" | ").flatMap((part) => {
      const named = this.#conditions.get(part)
      if (named) {
        return this.#newest(named, told).any.flatMap((one) => this.reasons(one, told))
      }
      const [, not, fact = "", values = ""] = FACT.exec(part) ?? []
      if (not) return []
      const wanted = values.split(" ")
      const ticked = told.facts[fact] ?? []
      return ticked
        .filter((one) => wanted.includes(one))
        .map((one) => `${fact}: ${one}`)
    })
  }

  #one(part: string, told: Told): Held {
    const named = this.#conditions.get(part)
    if (named) return this.#named(this.#newest(named, told), told)
    const [, not, fact = "", values = ""] = FACT.exec(part) ?? []
    const known = this.#facts.get(fact)
    if (!known) throw new Error(`not a condition: ${part}`)
    const ticked = told.facts[fact] ?? []
    if (ticked.length === 0) return null
    const wanted = values.split(" ")
    const told_by = turned(known, wanted, ticked)
    const may = any(told_by.map((key) => flag(told, key)))
    const among = ticked.some((one) => wanted.includes(one)) || may
    const held = among === false && !known.closed ? null : among
    return not && held !== null ? !held : held
  }

  #named(wording: Wording, told: Told): Held {
    return any(wording.any.map((part) => this.#one(part, told)))
  }

  #newest(named: Condition, told: Told): Wording {
    const newest = inForce(named, told).at(-1)
    if (!newest) throw new Error("a condition without a meaning")
    return newest
  }

  /** What to ask of one that is not known. */
  #asks(part: string, told: Told): string[] {
    const named = this.#conditions.get(part)
    if (named) {
      if (!told.facts[named.fact]) return [named.fact]
      const { any: parts } = this.#newest(named, told)
      return parts.flatMap((each) => this.#asks(each, told)).slice(0, 1)
    }
    const [, , key = "", values = ""] = FACT.exec(part) ?? []
    const known = this.#facts.get(key)
    if (!known) return []
    const ticked = told.facts[key] ?? []
    if (ticked.length === 0) return [key]
    return turned(known, values.split(" "), ticked).filter((each) => !told.facts[each])
  }

  #dependsOnDay(part: string, told: Told): boolean {
    const named = this.#conditions.get(part)
    if (!named) return false
    return new Set(inForce(named, told).map((one) => this.#named(one, told))).size > 1
  }
}

/** The facts that tell whether what is ticked is one of `wanted` too. */
function turned(
  { may_be = [] }: Fact,
  wanted: readonly string[],
  ticked: readonly string[],
): string[] {
  return may_be
    .filter(([value, other]) => ticked.includes(value) && wanted.includes(other))
    .map(([, , told_by]) => told_by)
}

function flag({ facts }: Told, key: string): Held {
  return facts[key] ? facts[key].includes("yes") : null
}

/** What it meant on the days that the facts may be of, the newest last. */
export function inForce<W extends Pick<Wording, "since" | "until">>(
  { versions }: { readonly versions: readonly W[] },
  { day, first = null }: Pick<Told, "day" | "first">,
): readonly W[] {
  const [from, to] = [first ?? day ?? "", day ?? "9999"]
  const held = versions.filter(
    ({ since, until }) => (since ?? "") <= to && from <= (until ?? "9999"),
  )
  return held.length > 0 ? held : versions.slice(-1)
}

function any(answers: readonly Held[]): Held {
  if (answers.includes(true)) return true
  return answers.includes(null) ? null : false
}
