/**
 * The law and the questions as the guide carries them, and as the evaluators read them.
 * Made from src/havre/data/law by `havre.law.guide_table`: rows are short, places stand
 * for names, and what is usual is left out. An offence is the place of its card.
 */
import type {
  Condition,
  Course,
  Day,
  LawTables,
  LimitationClass,
  Offence,
  Rule,
} from "../shared/law/tables.ts"

type Classes = readonly (Pick<LimitationClass, "key"> &
  Partial<LimitationClass> & { readonly rules: readonly Partial<Rule>[] })[]

/**
 * What `havre.law.guide_table` writes. A zero stands for what is absent before the end of
 * a row.
 */
export interface Table {
  readonly questions: readonly {
    readonly key: string
    readonly ask: string
    readonly hint?: string
    readonly one?: boolean
    readonly rest?: boolean
    /** Text, says, kind, denies. */
    readonly choices: readonly (readonly (string | number)[])[]
  }[]
  /** When, limits, covers, born, before, victim, repeated, most, covers when. */
  readonly offences: readonly (readonly (string | number)[])[]
  readonly closed: readonly string[]
  readonly open: readonly string[]
  readonly conditions: readonly Condition[]
  readonly classes: Classes
  readonly hidden_since: Day
  readonly extended_since: Day
  readonly calendar: LawTables["limitation"]["calendar"]
}

/** The table that an article bears. */
export function tableOf(article: Element): Table {
  const text = article.querySelector("#guide script")?.textContent ?? ""
  return JSON.parse(text) as Table
}

/** One answer: what it tells, and what is told when it was left unticked. */
export interface Choice {
  readonly text: string
  readonly says: readonly string[]
  readonly denies: readonly string[]
  readonly kind: string
}

export interface Question {
  readonly key: string
  readonly ask: string
  readonly hint: string
  readonly one: boolean
  /** What is left unticked did not happen; none of it is an answer too. */
  readonly rest: boolean
  readonly choices: readonly Choice[]
}

/** The questions in order; the first is of what kind it is. */
export function questionsOf({ questions }: Table): readonly Question[] {
  return questions.map((each) => ({
    hint: "",
    one: false,
    rest: false,
    ...each,
    choices: each.choices.map(([text, says, kind, denies]) => ({
      text: String(text),
      says: parts(says),
      denies: parts(denies),
      kind: String(kind),
    })),
  }))
}

/** What the evaluators read. What only officers are told is empty. */
export function lawOf(table: Table): LawTables {
  const { hidden_since, extended_since, calendar } = table
  return {
    offences: table.offences.map(offence),
    facts: [...facts(table.closed, true), ...facts(table.open, false)],
    conditions: table.conditions,
    limitation: {
      hidden_since,
      extended_since,
      calendar,
      words: {},
      doubts: {},
      refusals: {},
      classes: table.classes.map((each) => ({
        general: "",
        cap_years: 0,
        ...each,
        rules: each.rules.map((rule) => ({ ...RULE, ...rule })),
      })),
    },
  }
}

const RULE: Rule = {
  law: "",
  plain: "",
  counts: "facts",
  articles: [],
  victim: "any",
  authors: [],
  since: null,
  until: null,
  years: 0,
  months: 0,
  applies: "open",
}

function offence(row: readonly (string | number)[], place: number): Offence {
  const [when, limits, covers, born, before, victim, repeated, most, under] = row
  return {
    id: String(place),
    nature: "",
    articles: [],
    victim: (victim || "any") as Offence["victim"],
    repeated: Boolean(repeated),
    hidden: false,
    extends: false,
    born: born ? String(born) : null,
    before: words(before),
    covers: words(covers),
    covers_when: parts(under),
    when: parts(when),
    limitation: words(limits).map(course),
    aggravations: [],
    most: String(most || ""),
  }
}

/** From "class:ages:relations". */
function course(written: string): Course {
  const [name = "", ages, authors] = written.split(":")
  return {
    class: name,
    when: "",
    doubt: "",
    victims: list(ages),
    authors: list(authors),
  }
}

function list(joined: string | undefined): string[] {
  return joined ? joined.split(",") : []
}

function facts(keys: readonly string[], closed: boolean): LawTables["facts"] {
  return keys.map((key) => ({ key, closed }))
}

function parts(joined: string | number | undefined): string[] {
  return joined ? String(joined).split(" & ") : []
}

function words(joined: string | number | undefined): string[] {
  return joined ? String(joined).split(" ") : []
}
