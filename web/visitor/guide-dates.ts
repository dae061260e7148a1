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
  readonly why: "form" | "future" | "old" | "order" | "birth" | "age" | "facts"
}

export const AGE_MOST = 120 // years
/** From which birthday, and before which other, in years. */
const AGES: Readonly<Record<string, readonly [number, number]>> = {
  "under-15": [0, 15],
  "15-17": [15, 18],
  adult: [18, AGE_MOST + 1],
}

const NUMBERS = "un deux trois quatre cinq six sept huit neuf dix".split(" ")
/** Words beside a date that change nothing. */
const BESIDE = /^(en|vers|le|er|de|depuis|environ|env|\w+di|dimanche)$/
/** From the first month to the last; a winter is that of either year. */
const SEASONS: Readonly<Record<string, readonly [number, number]>> = {
  printemps: [3, 6],
  ete: [6, 9],
  automne: [9, 12],
  hiver: [1, 15],
}

/** The days of "2019", "mars 2019", "28/03/2019", "été 2004"; null when it is no date. */
export function readDate(
  text: string,
  months: readonly string[],
  today: Day,
): Between | null {
  const spelt = plain(text)
  const now = Number(today.slice(0, 4))
  const ago = /y a (?:environ )?(\w+) (an|mois)/.exec(spelt)
  const count = ago && (NUMBERS.indexOf(ago[1] ?? "") + 1 || Number(ago[1]))
  if (count && count <= AGE_MOST) {
    const day = ago[2] === "an" ? after(today, -count) : after(today, 0, -count)
    return span(day.slice(0, 4), ago[2] === "an" ? "" : day.slice(5, 7))
  }
  if (/\ban(nee)? (derni|pass)/.test(spelt)) return span(`${now - 1}`)
  const parts = (spelt.match(/\d+|[a-z]+/g) ?? [])
    .filter((part) => !BESIDE.test(part))
    .map((part) => {
      const found = months.filter((month) => plain(month).startsWith(part))
      const alone = part.length > 2 && found.length === 1 && found[0]
      return alone ? String(months.indexOf(alone) + 1) : part
    })
  if (parts[0]?.length === 4) parts.reverse() // 2019-03-28
  const [year = "", month = "", day = ""] = parts.reverse()
  if (parts.length > 3) return null
  const season = SEASONS[month]
  if (season && !day) return span(year, ...season)
  // « 5/3/19 »: never in the future.
  const short = day && /^\d\d$/.test(year)
  const century = Number(`20${year}`) > now ? 19 : 20
  return span(short ? century + year : year, month, month, day)
}

/** The days of a year, of its months from one to another, or one; null: none. */
function span(
  year: string,
  month: string | number = "",
  last = month,
  day = "",
): Between | null {
  const first = `${year}-${two(`${month || 1}`)}-${two(day || "1")}`
  if (!/^\d{4}$/.test(year) || !isDay(first)) return null
  if (day) return { first, last: first }
  const end = after(first, 0, month ? Number(last) - Number(month) + 1 : 12)
  return { first, last: moved(end, -1) }
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
  const both = /^\D*(\d{4})\s*(?:-|à|et|au)\s*(\d{4})\s*$/i.exec(written.facts)
  if (both && !written.to.trim()) {
    written = { ...written, facts: both[1] ?? "", to: both[2] ?? "" }
  }
  for (const field of ["facts", "to", "born"] as const) {
    const text = written[field].trim()
    const found = readDate(text, months, today)
    if (text && !found) return { field, why: "form" }
    if (found && found.first > today) return { field, why: "future" }
    if (found && after(found.last, AGE_MOST) < today) return { field, why: "old" }
    read[field] = found && { ...found, last: found.last > today ? today : found.last }
  }
  const { facts = null, to = null, born = null } = read
  if (to && !facts) return { field: "facts", why: "facts" }
  if (facts && to && to.last < facts.first) return { field: "to", why: "order" }
  if (born && facts) {
    // Of what lasted, the age may be that of any day.
    const whole = { first: facts.first, last: (to ?? facts).last }
    const apart = (told: string) => pairs(whole, born, told).length === 0
    if (apart("")) return { field: "born", why: "birth" }
    if (apart(age)) return { field: "born", why: "age" }
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
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => `${digit.charCodeAt(0) & 15}`)
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
