/**
 * One term, from the facts to its end, through the laws that came meanwhile. Pure.
 * The same as src/havre/law/running.py: every shared case asks both.
 */
import { after, earliest, inWords, latest, majority, moved } from "./calendar-days.ts"
import { doubtsExtension, existed, fitting, PROTECTED, usual } from "./courses.ts"
import {
  byKey,
  type Day,
  type LawTables,
  type Limitation,
  type LimitationClass,
  type Offence,
  type Rule,
} from "./tables.ts"

const NEW_LAW = "CP 112-2 4°"
const INTERRUPTION = "CPP 9-2"
const HIDDEN = "CPP 9-1"

/** What the same person did afterwards; `born` is of whoever suffered it. */
export interface Later {
  readonly day: Day
  readonly offence: string
  readonly born: Day
}

/** Everything one reading takes for granted. See the Python twin. */
export interface Assumed {
  readonly offence: Offence
  readonly day: Day
  readonly born: Day
  readonly class: string
  readonly related: boolean
  readonly pleaded: boolean
  readonly extending: boolean
  readonly discovered: Day | null
  /** Judges counted from the discovery before the law said so. */
  readonly always: boolean
  readonly interrupted: readonly Day[]
  readonly later: readonly Later[]
}

/** A term at one moment. */
export interface Run {
  readonly rule: Rule
  readonly starts: Day
  readonly ends: Day
  readonly restarted: Day | null
  readonly prolonged: Day | null
  readonly hidden: boolean
  /** It ends on a birthday, or one day sooner if the day of majority counts. */
  readonly ofAge: boolean
  readonly closed: boolean
  readonly articles: readonly string[]
  readonly steps: readonly string[]
}

type Meeting = readonly [Day, (now: Run) => Run]

/** Runs terms under the data of the tables. */
export class Clock {
  readonly law: Limitation
  readonly offences: ReadonlyMap<string, Offence>
  readonly #classes: ReadonlyMap<string, LimitationClass>

  constructor(tables: LawTables) {
    this.law = tables.limitation
    this.offences = byKey(tables.offences, "id")
    this.#classes = byKey(tables.limitation.classes, "key")
  }

  /** The term at its end. */
  run(on: Assumed): Run {
    const rule = this.#rule(on, on.day)
    const bare = { starts: on.day, ends: on.day, steps: [], articles: [] }
    const none = {
      restarted: null,
      prolonged: null,
      hidden: false,
      ofAge: false,
      closed: false,
    }
    const first = this.#counted(on, { rule, ...bare, ...none })
    const now = told(first, this.#told("facts", on.day, first), ...rule.articles)
    const events = this.#events(on).map((event, at) => [event, at] as const)
    // Of one day, laws come first: the order of `#events` decides.
    events.sort(([[one], a], [[two], b]) => (one < two ? -1 : one > two ? 1 : a - b))
    return events.reduce((run, [[, meet]]) => meet(run), now)
  }

  #events(on: Assumed): Meeting[] {
    const days = new Set<Day>()
    for (const { since, until } of this.#rules(on)) {
      if (since) days.add(since)
      if (until) days.add(moved(until, 1))
    }
    const events: Meeting[] = [...days]
      .filter((day) => day > on.day)
      .map((day) => [day, (now) => this.#pivot(on, day, now)])
    const { discovered } = on
    if (discovered) {
      const since = on.always ? on.day : latest(on.day, this.law.hidden_since)
      events.push([since, (now) => this.#discover(on, discovered, since, now)])
    }
    for (const day of on.interrupted) {
      events.push([day, (now) => this.#restart(on, day, now)])
    }
    for (const later of on.later) {
      const early = on.extending && later.day < this.law.extended_since
      const day = early ? this.law.extended_since : later.day
      events.push([day, (now) => this.#prolong(on, later, day, now)])
    }
    return events
  }

  #rules(on: Assumed): readonly Rule[] {
    return this.#family(on).flatMap(({ rules }) => rules)
  }

  /** A class after those it falls back on, the most general first. */
  #family({ class: own }: Assumed): readonly LimitationClass[] {
    const family: LimitationClass[] = []
    for (let key = own; key; key = family[0]?.general ?? "") {
      family.unshift(this.#class(key))
    }
    return family
  }

  #class(key: string): LimitationClass {
    const found = this.#classes.get(key)
    if (!found) throw new Error(`no class ${key}`)
    return found
  }

  /** The rule in force on `day` for these facts: the last of the best. */
  #rule(on: Assumed, day: Day): Rule {
    const held = this.#rules(on).filter((rule) => holds(rule, on, day))
    const best = held.reduce((one, two) => (outranks(one, two) ? one : two))
    return best
  }

  /** The same term, counted anew under its rule. */
  #counted(on: Assumed, now: Run): Run {
    const { rule, restarted, prolonged } = now
    const adult = majority(on.born)
    const from = rule.counts === "majority" ? adult : on.day
    const found = now.hidden && rule.counts === "facts" ? on.discovered : null
    const starts = latest(from, found, restarted)
    let ends = after(starts, rule.years, rule.months)
    if (found !== null && (restarted === null || restarted < found)) {
      ends = this.#capped(on, now, ends)
    }
    const counted = { ...now, starts, ends: latest(ends, prolonged) }
    if (counted.ends === prolonged) return counted
    return { ...counted, ofAge: rule.counts === "majority" && starts === adult }
  }

  /** `ends`, no later than CPP 9-1 lets a discovery carry it. */
  #capped(on: Assumed, now: Run, ends: Day): Day {
    const years = Math.max(...this.#family(on).map((one) => one.cap_years))
    const cap = latest(after(on.day, years), this.law.hidden_since)
    return latest(
      earliest(ends, cap),
      this.#counted(on, { ...now, hidden: false }).ends,
    )
  }

  #pivot(on: Assumed, day: Day, now: Run): Run {
    const rule = this.#rule(on, day)
    if (rule === now.rule || now.closed) return now
    if (now.ends < day) {
      const closed = this.say("closed", { date: day, law: rule.law })
      return told({ ...now, closed: true }, closed, NEW_LAW)
    }
    const kept = now.articles.filter((one) => one === INTERRUPTION || one === HIDDEN)
    const next = this.#counted(on, { ...now, rule, articles: rule.articles })
    const milder = next.ends < now.ends ? "milder" : "changed"
    return told(next, this.#told(milder, day, next), ...kept, NEW_LAW)
  }

  #discover(on: Assumed, found: Day, since: Day, now: Run): Run {
    if (now.ends < since) return now
    const next = this.#counted(on, { ...now, hidden: true })
    return told(next, this.say("discovered", { date: found, end: next.ends }), HIDDEN)
  }

  #restart(on: Assumed, day: Day, now: Run): Run {
    if (day > now.ends) return told(now, this.say("interrupted-late", { date: day }))
    const next = this.#counted(on, { ...now, restarted: day })
    if (next.ends === now.ends) {
      return told(next, this.say("interrupted-early", { date: day }))
    }
    const said = this.say("interrupted", { date: day, end: next.ends })
    return told(next, said, INTERRUPTION)
  }

  /** Meet, on `day`, what came of an offence on another minor (CPP 7 al. 3, 8 al. 4). */
  #prolong(on: Assumed, later: Later, day: Day, now: Run): Run {
    const other = this.offences.get(later.offence)
    const minors = on.day < majority(on.born) && later.day < majority(later.born)
    const inTime = this.law.extended_since <= day && day <= now.ends
    const none = () => told(now, this.say("extended-none", { date: later.day }))
    if (!other || !(on.offence.extends && other.extends && minors && inTime)) {
      return none()
    }
    const sure = on.extending || !doubtsExtension(on.offence, other)
    if (!sure || !existed(other, later.day)) return none()
    const { ends, ofAge } = this.#later(other, later)
    if (ends <= now.ends) return none()
    const said = this.say("extended", { date: later.day, end: ends })
    return told({ ...now, ends, prolonged: ends, ofAge }, said)
  }

  /** The term of the later offence: the first of its usual ones to end. */
  #later(other: Offence, { day, born }: Later): Run {
    const assumed = {
      offence: other,
      day,
      born,
      related: false,
      pleaded: false,
      extending: false,
      discovered: null,
      always: false,
      interrupted: [],
      later: [],
    }
    return usual(fitting(other, day, born, false))
      .map((row) => this.run({ ...assumed, class: row.class }))
      .reduce((one, two) => (two.ends < one.ends ? two : one))
  }

  #told(key: string, date: Day, now: Run): string {
    const { law, plain } = now.rule
    const act = now.restarted
    const counts = act !== null && now.starts === act && key !== "facts"
    const [span = ""] = plain.split(" à partir")
    const values = { date, end: now.ends, law, plain, span, act: act ?? date }
    return this.say(counts ? `${key}-act` : key, values)
  }

  /** A sentence of the data with its holes filled, days in full. */
  say(key: string, values: Readonly<Record<string, string>>): string {
    return filled(this.law, this.law.words[key] ?? "", values)
  }
}

/** `sentence` with its holes filled, days in full. */
export function filled(
  law: Limitation,
  sentence: string,
  values: Readonly<Record<string, string>>,
): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name]
    if (value === undefined) return hole
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? inWords(value, law.calendar) : value
  })
}

function told(run: Run, sentence: string, ...articles: readonly string[]): Run {
  const more = articles.filter((each) => !run.articles.includes(each))
  const steps = [...run.steps, sentence]
  return { ...run, steps, articles: [...run.articles, ...more] }
}

/** Whether `rule` is in force on `day` for facts of `on.day`. */
function holds(rule: Rule, on: Assumed, day: Day): boolean {
  const protectedUntil = after(on.born, PROTECTED[rule.victim] ?? 0)
  return (
    (rule.since ?? "") <= day &&
    day <= (rule.until ?? "9999") &&
    ((rule.since ?? "") <= on.day || rule.applies !== "new") &&
    (on.pleaded || rule.applies !== "pleaded") &&
    (on.related || rule.authors.length === 0) &&
    (rule.victim === "any" || on.day < protectedUntil)
  )
}

/** Whether `one` goes before `two`, which comes after it in the data. */
function outranks(one: Rule, two: Rule): boolean {
  const [a, b] = [rank(one), rank(two)]
  for (const [at, value] of a.entries()) {
    const other = b[at] ?? ""
    if (value !== other) return value > other
  }
  return false
}

/** Texts whose order is the order of precedence. */
function rank(rule: Rule): readonly string[] {
  const narrow = String(99 - (PROTECTED[rule.victim] ?? 99)).padStart(2, "0")
  return [narrow, rule.since ?? "", rule.authors.length > 0 ? "1" : "0"]
}
