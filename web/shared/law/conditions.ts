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

  /** The facts to ask for before a condition is known. */
  asked(written: string, told: Told): string[] {
    const parts = written.split(" | ")
    const dates = parts.filter((part) => this.#dependsOnDay(part, told)).map(() => DATE)
    if (this.holds(written, told) !== null) return dates
    const unknown = parts.filter((part) => this.#one(part, told) === null)
    return [...dates, ...unknown.map((part) => this.#fact(part))]
  }

  /** The ticked values that make a condition hold, as "fact: value". */
  reasons(written: string, told: Told): string[] {
    return written.split(" | ").flatMap((part) => {
      const named = this.#conditions.get(part)
      if (named) {
        return this.#version(named, told.day).any.flatMap((one) =>
          this.reasons(one, told),
        )
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
    if (named) return this.#named(this.#version(named, told.day), told)
    const [, not, fact = "", values = ""] = FACT.exec(part) ?? []
    const known = this.#facts.get(fact)
    if (!known) throw new Error(`not a condition: ${part}`)
    const ticked = told.facts[fact] ?? []
    if (ticked.length === 0) return null
    const wanted = values.split(" ")
    const among =
      ticked.some((one) => wanted.includes(one)) || (known.closed ? false : null)
    return not && among !== null ? !among : among
  }

  #named(wording: Wording, told: Told): Held {
    return any(wording.any.map((part) => this.#one(part, told)))
  }

  /** What it meant on `day`: the newest when that is not known. */
  #version({ versions }: Condition, day: Day | null): Wording {
    const held =
      day !== null &&
      versions.find(
        ({ since, until }) => (since ?? "") <= day && day <= (until ?? "9999"),
      )
    const newest = versions.at(-1)
    if (!newest) throw new Error("a condition without a meaning")
    return held || newest
  }

  #fact(part: string): string {
    return this.#conditions.get(part)?.fact ?? FACT.exec(part)?.[2] ?? part
  }

  #dependsOnDay(part: string, told: Told): boolean {
    const named = this.#conditions.get(part)
    if (!named || told.day !== null) return false
    return new Set(named.versions.map((one) => this.#named(one, told))).size > 1
  }
}

function any(answers: readonly Held[]): Held {
  if (answers.includes(true)) return true
  return answers.includes(null) ? null : false
}
