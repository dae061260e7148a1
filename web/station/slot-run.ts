/** A run of slots, from what is typed: days, hours, a length. Pure. */
import { dayAfter, instantIn, weekday } from "./zone.ts"

export interface Run {
  /** "2026-11-05", both included. */
  readonly first: string
  readonly last: string
  /** "09:00"; the last slot ends by `to`. */
  readonly from: string
  readonly to: string
  readonly minutes: number
  /** 1 for Monday to 7 for Sunday. */
  readonly weekdays: readonly number[]
}

export interface NewSlot {
  readonly at: number
  readonly minutes: number
}

const DAYS_MOST = 184 // half a year, from now: the service takes no hour further away
const AHEAD_MOST = DAYS_MOST * 24 * 3_600_000 // milliseconds

/** The slots of a run that are still to come, in order; empty when nothing fits. */
export function slotsOf(run: Run, zone: string, now: number): NewSlot[] {
  const { minutes } = run
  if (!(minutes > 0)) return []
  return daysOf(run).flatMap((day) =>
    timesOf(run)
      .map((time) => instantIn(zone, day, time))
      .filter((at): at is number => at !== null)
      .filter((at) => at > now && at - now <= AHEAD_MOST)
      .map((at) => ({ at, minutes })),
  )
}

function daysOf({ first, last, weekdays }: Run): string[] {
  const days: string[] = []
  if (!isDay(first) || !isDay(last)) return days
  let day = first
  for (let n = 0; day <= last && n < DAYS_MOST; n++) {
    if (weekdays.includes(weekday(day))) days.push(day)
    day = dayAfter(day)
  }
  return days
}

function timesOf({ from, to, minutes }: Run): string[] {
  const times: string[] = []
  const end = minuteOf(to)
  for (let at = minuteOf(from); at + minutes <= end; at += minutes) {
    const [hours, rest] = [Math.floor(at / 60), at % 60]
    times.push(`${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`)
  }
  return times
}

function isDay(typed: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(typed) && Number.isFinite(Date.parse(typed))
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number)
  return (hours ?? NaN) * 60 + (minutes ?? NaN)
}
