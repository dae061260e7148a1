/**
 * Dates as people write them: a year, a month, a day. What is not written is not guessed:
 * a year is all the days from the first to the last. Pure.
 */
import { after, isDay, majority, moved } from "../shared/law/calendar-days.ts"
import type { Day } from "../shared/law/tables.ts"

/** The days that a date, as it was written, may be. */
export interface Between {
  readonly first: Day
  readonly last: Day
}

/** What was written in the three fields. */
export interface Written {
  readonly facts: string
  readonly to: string
  readonly born: string
}

/** The same, read; null where nothing was written. */
export interface When {
  readonly facts: Between | null
  readonly to: Between | null
  readonly born: Between | null
}

/** A field, and the key of the sentence that says what is wrong with it. */
export interface Wrong {
  readonly field: keyof Written
  readonly why: "form" | "future" | "order" | "birth" | "facts"
}

export const AGE_MOST = 120 // years
/** From which birthday, and before which other, in years. */
const AGES: Readonly<Record<string, readonly [number, number]>> = {
  "under-15": [0, 15],
  "15-17": [15, 18],
  adult: [18, AGE_MOST + 1],
}

/** The days of "2019", "mars 2019", "28/03/2019"; null when it is no date. */
export function readDate(text: string, months: readonly string[]): Between | null {
  const spelt = months.reduce(
    (said, month, at) => said.replace(plain(month), ` ${at + 1} `),
    plain(text).replace("1er", "1"),
  )
  const parts = spelt.split(/[^0-9a-z]+/).filter(Boolean)
  if (parts[0]?.length === 4) parts.reverse() // 2019-03-28
  const [year, month, day] = parts.reverse()
  if (!year || parts.length > 3 || !/^\d{4}$/.test(year)) return null
  const first = `${year}-${two(month ?? "1")}-${two(day ?? "1")}`
  if (!isDay(first)) return null
  if (day) return { first, last: first }
  return { first, last: moved(month ? after(first, 0, 1) : after(first, 1), -1) }
}

/**
 * Read the three fields, an empty one being nothing.
 *
 * @param age - what was told of the age at the facts; "" when nothing was.
 */
export function readDates(
  written: Written,
  age: string,
  months: readonly string[],
  today: Day,
): When | Wrong {
  const read: Record<string, Between | null> = {}
  for (const field of ["facts", "to", "born"] as const) {
    const text = written[field].trim()
    const found = readDate(text, months)
    if (text && !found) return { field, why: "form" }
    if (found && found.first > today) return { field, why: "future" }
    read[field] = found && { ...found, last: found.last > today ? today : found.last }
  }
  const { facts = null, to = null, born = null } = read
  if (to && !facts) return { field: "facts", why: "facts" }
  if (facts && to && to.last < facts.first) return { field: "to", why: "order" }
  // Too old, born after the facts, or not of the age that was told.
  const apart = born && facts && pairs(facts, born, age).length === 0
  if (born && (apart || after(born.last, AGE_MOST) < today)) {
    return { field: "born", why: "birth" }
  }
  return { facts, to, born }
}

/**
 * The outermost days of the facts, each with a birth, that agree with each other and with
 * the age: what is counted from them is the shortest and the longest that may be.
 */
export function pairs(facts: Between, born: Between, age: string): [Day, Day][] {
  const [from, before] = AGES[age] ?? [0, AGE_MOST + 1]
  const first = later(born.first, moved(after(facts.first, -before), 1))
  const last = earlier(born.last, after(facts.last, -from))
  const found: [Day, Day][] = []
  for (const birth of first === last ? [first] : [first, last]) {
    const start = later(facts.first, after(birth, from))
    const end = earlier(facts.last, moved(after(birth, before), -1))
    if (birth < born.first || birth > born.last || end < start) continue
    found.push([start, birth])
    if (end !== start) found.push([end, birth])
  }
  return found
}

/** The age at the facts, when the dates leave no doubt; else "". */
export function ageOf({ facts, born }: When): string {
  if (!facts || !born) return ""
  const ages = Object.keys(AGES).filter((age) => pairs(facts, born, age).length > 0)
  return ages.length === 1 ? (ages[0] ?? "") : ""
}

/** Whether whoever was born then may be under eighteen today. */
export function maybeMinor({ born }: When, today: Day): boolean {
  return !born || majority(born.last) > today
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
}

function two(part: string): string {
  return part.padStart(2, "0")
}

function later(one: Day, two: Day): Day {
  return one > two ? one : two
}

function earlier(one: Day, two: Day): Day {
  return one < two ? one : two
}
