/**
 * The law as this console has it: tables made when the front end is built, read and
 * evaluated here. Nothing is asked of the server, so nothing of a story is told to it.
 */
import rulesMade from "../made/rules.json"
import wordsMade from "../made/words.json"
import { Vocabulary } from "../shared/law/conditions.ts"
import { Clock } from "../shared/law/running.ts"
import { byKey, type Day, type LawTables } from "../shared/law/tables.ts"
import { allSpaced } from "./french.ts"

export interface ValueWords {
  readonly key: string
  readonly text: string
  readonly also: readonly string[]
}

export interface FactWords {
  readonly key: string
  readonly text: string
  readonly ask: string
  readonly many: boolean
  readonly values: readonly ValueWords[]
}

export interface SignWords extends ValueWords {
  readonly group: "danger" | "control"
  readonly ask: string
  readonly shown_by: readonly string[]
}

/** What a condition means between two days, in a sentence. */
export interface Meaning {
  readonly since: Day | null
  readonly until: Day | null
  readonly note: string
  readonly article: string
  readonly certain: boolean
}

export interface OffenceWords {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly plain: string
  readonly detail: string
  readonly nature: string
  readonly cited: string
  readonly penalties: readonly { readonly most: string; readonly case: string }[]
  readonly aggravations: readonly {
    readonly text: string
    readonly cited: string
  }[]
  readonly source: string
  readonly checked: Day
  readonly certain: boolean
  readonly doubt: string
  readonly born_text: string
}

interface LawWords {
  readonly checked: Day
  readonly reviewed: boolean
  readonly facts: readonly FactWords[]
  readonly signs: readonly SignWords[]
  readonly conditions: readonly {
    readonly key: string
    readonly fact: string
    readonly versions: readonly Meaning[]
  }[]
  readonly offences: readonly OffenceWords[]
}

export const rules = rulesMade as unknown as LawTables
export const law = allSpaced(wordsMade) as unknown as LawWords
export const vocabulary = new Vocabulary(rules)
export const limits = new Clock(rules)
export const factsByKey = byKey(law.facts, "key")
export const offencesById = byKey(law.offences, "id")

/** A ticked value in words: "act: contact" is « contact sexuel ». */
export function valueText(mark: string): string {
  const [key = "", value = ""] = mark.split(": ")
  const fact = factsByKey.get(key)
  const found = fact?.values.find((one) => one.key === value)
  if (!fact || !found) return ""
  if (!isFlag(fact)) return found.text
  return value === "yes" ? fact.text : `${fact.text}\u00a0: ${found.text}`
}

/** Whether a fact is only « oui » or « non »: its name says it better than its values. */
export function isFlag({ values }: FactWords): boolean {
  return values.length === 2 && values[0]?.key === "yes"
}
