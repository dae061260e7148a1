/**
 * Days and hours where a station is: a screen elsewhere, or one whose clock is set for
 * another zone, tells the same hour as the slip.
 */

const HOUR = 3_600_000 // milliseconds

/** The day and the time of an instant, as its zone's clocks say them. */
interface Clock {
  /** "2026-11-05" */
  readonly day: string
  /** "09:30" */
  readonly time: string
}

export function clockIn(zone: string, at: number): Clock {
  const told = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(at)
  const part = (type: string) => told.find((one) => one.type === type)?.value ?? ""
  return {
    day: `${part("year")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}`,
  }
}

/**
 * The instant at which a zone's clocks show a day and a time; `null` when they never do,
 * for they are put forward at that hour.
 */
export function instantIn(zone: string, day: string, time: string): number | null {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  if (!Number.isFinite(asUtc)) return null
  // No zone is further than 14 hours, none moves by more than one in a night.
  let at = asUtc
  for (const _ of [1, 2]) {
    const shown = clockIn(zone, at)
    at -= Date.parse(`${shown.day}T${shown.time}:00Z`) - asUtc
  }
  const shown = clockIn(zone, at)
  return shown.day === day && shown.time === time ? at : null
}

/** The day after, in the calendar. */
export function dayAfter(day: string): string {
  const noon = Date.parse(`${day}T12:00:00Z`)
  return new Date(noon + 24 * HOUR).toISOString().slice(0, 10)
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(day: string): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay() || 7
}

/** "9 h 30", with fixed spaces. */
export function hourShown(zone: string, at: number): string {
  const [hours = "", minutes = ""] = clockIn(zone, at).time.split(":")
  return `${Number(hours)}\u00a0h\u00a0${minutes}`
}

/** "jeudi 5 novembre" */
export function dayShown(zone: string, at: number): string {
  const day = {
    timeZone: zone,
    weekday: "long",
    day: "numeric",
    month: "long",
  } as const
  // Intl does not write the first of a month as French does.
  return new Intl.DateTimeFormat("fr-FR", day).format(at).replace(" 1 ", " 1er ")
}

/** "jeudi 5 novembre à 9 h 30" */
export function momentShown(zone: string, at: number): string {
  return `${dayShown(zone, at)} à ${hourShown(zone, at)}`
}

/** Whether two instants are on one day there. */
export function isSameDay(zone: string, one: number, other: number): boolean {
  return clockIn(zone, one).day === clockIn(zone, other).day
}
