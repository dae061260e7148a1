/**
 * Civil dates as limitation counts them: quantième à quantième. A day is written
 * "2019-03-28", so that the order of texts is the order of days.
 */
import type { Day, Limitation } from "./tables.ts"

export const MAJORITY = 18 // years; Code civil, article 388
const YEAR_LEAST = 1000 // an earlier one was mistyped
const FIRST = "0001-01-01"
const LAST = "9999-12-31"

/** The anniversary of `day`: 29 February, in a common year, is 28 February. */
export function after(day: Day, years: number, months = 0): Day {
  const [year, month, date] = parts(day)
  const total = month - 1 + months
  const y = year + years + Math.floor(total / 12)
  const m = (total % 12) + 1
  return written(y, m, Math.min(date, new Date(Date.UTC(y, m, 0)).getUTCDate()))
}

export function majority(born: Day): Day {
  return after(born, MAJORITY)
}

/** `day` moved by a number of days. */
export function moved(day: Day, days: number): Day {
  const [year, month, date] = parts(day)
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10)
}

export function latest(...days: readonly (Day | null)[]): Day {
  return days.reduce<Day>((one, two) => (two !== null && two > one ? two : one), FIRST)
}

export function earliest(...days: readonly (Day | null)[]): Day {
  return days.reduce<Day>((one, two) => (two !== null && two < one ? two : one), LAST)
}

/** Whether `text` is a day that exists, written in full. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, date] = parts(text)
  return year >= YEAR_LEAST && month > 0 && date > 0 && moved(text, 0) === text
}

/** `day` in full: "1er mars 2017". */
export function inWords(day: Day, { months, first }: Limitation["calendar"]): string {
  const [year, month, date] = parts(day)
  return `${date === 1 ? first : date} ${months[month - 1] ?? ""} ${year}`
}

function parts(day: Day): [number, number, number] {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number)
  return [year, month, date]
}

function written(year: number, month: number, date: number): Day {
  const two = (n: number) => String(n).padStart(2, "0")
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(date)}`
}
