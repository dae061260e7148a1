/**
 * An hour at a station: by the station's clocks, and by hers when they differ.
 * Pure but for the zone of the device.
 */
import type { Meeting, Slot } from "./course-doors.ts"

const MINUTE = 60_000 // milliseconds

/** The zone of this device. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** A moment as it is said in a zone: "jeudi 12 mars 2027 à 14:30". */
export function saidIn(at: number, zone: string, language: string): string {
  // What a slip and a clock on a wall show: never other digits.
  const locale = `${language || "fr"}-u-nu-latn`
  return new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).format(at)
}

/** A day alone, as it is said in a zone. */
export function dayIn(at: number, zone: string, language: string): string {
  const locale = `${language || "fr"}-u-nu-latn`
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: zone }).format(
    at,
  )
}

/**
 * An hour as it is to be read: the station's, then hers; hers is empty where both clocks
 * show the same.
 */
export function hoursOf(
  at: number,
  zone: string,
  own: string,
  language: string,
): readonly [there: string, here: string] {
  const there = saidIn(at, zone, language)
  const here = saidIn(at, own, language)
  return [there, here === there ? "" : here]
}

/** Hours still to be chosen: not past, not refused before, the first ones first. */
export function choosable(
  slots: readonly Slot[],
  refused: ReadonlySet<string>,
  now: number,
): readonly Slot[] {
  return slots
    .filter(({ slot, at }) => at > now && !refused.has(slot))
    .sort((one, two) => one.at - two.at)
}

/** A file for a calendar: a neutral title, no place, no code, no address of ours. */
export function calendarOf({ at, minutes }: Meeting, uid: string, now: number): string {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//agenda//FR",
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(at)}`,
    `DTEND:${stamp(at + minutes * MINUTE)}`,
    "SUMMARY:Rendez-vous",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n")
}

function stamp(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, "")
}
