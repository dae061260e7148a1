/**
 * What a browser knows of the law: made from src/havre/data/law by `havre.law.tables`, so
 * that one set of data is read in both languages. Days are "2019-03-28".
 */

export type Day = string

export interface Rule {
  readonly law: string
  readonly plain: string
  readonly counts: "facts" | "majority"
  readonly articles: readonly string[]
  readonly victim: "any" | "minor" | "under-15"
  readonly authors: readonly string[]
  readonly since: Day | null
  readonly until: Day | null
  readonly years: number
  readonly months: number
  readonly applies: "open" | "new" | "pleaded"
}

export interface LimitationClass {
  readonly key: string
  readonly general: string
  readonly cap_years: number
  readonly rules: readonly Rule[]
}

export interface Limitation {
  readonly hidden_since: Day
  readonly extended_since: Day
  readonly classes: readonly LimitationClass[]
  readonly words: Readonly<Record<string, string>>
  readonly doubts: Readonly<Record<string, string>>
  readonly refusals: Readonly<Record<string, string>>
  readonly calendar: { readonly months: readonly string[]; readonly first: string }
}

export interface Course {
  readonly class: string
  readonly when: string
  readonly doubt: string
  /** The ages it is for; empty: any. */
  readonly victims: readonly string[]
  /** The relations it is for; empty: any. */
  readonly authors: readonly string[]
}

export interface Aggravation {
  readonly when: readonly string[]
  readonly most: string
}

export interface Offence {
  readonly id: string
  readonly nature: string
  readonly articles: readonly string[]
  readonly victim: "any" | "adult" | "minor" | "under-15" | "15-17"
  readonly repeated: boolean
  readonly hidden: boolean
  readonly extends: boolean
  readonly born: Day | null
  readonly before: readonly string[]
  readonly covers: readonly string[]
  readonly covers_when?: readonly string[]
  readonly when: readonly string[]
  readonly limitation: readonly Course[]
  readonly aggravations: readonly Aggravation[]
  readonly most: string
}

export interface Fact {
  readonly key: string
  readonly closed: boolean
  /** A value, another that ticking it leaves open, and the fact that tells which. */
  readonly may_be?: readonly (readonly [string, string, string])[]
}

export interface Wording {
  readonly since: Day | null
  readonly until: Day | null
  readonly any: readonly string[]
}

export interface Condition {
  readonly key: string
  readonly fact: string
  readonly versions: readonly Wording[]
}

export interface LawTables {
  readonly offences: readonly Offence[]
  readonly limitation: Limitation
  readonly facts: readonly Fact[]
  readonly conditions: readonly Condition[]
}

export function byKey<T, K extends keyof T>(rows: readonly T[], key: K): Map<T[K], T> {
  return new Map(rows.map((row) => [row[key], row]))
}
