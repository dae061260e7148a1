/**
 * Days as people tell them: « 2019 », « 03/2019 », « il y a 20 ans », « de 2004 à 2008 ».
 * What is told roughly stays rough: a span of days, never a day that was made up. Pure.
 */
import { after, inWords, isDay, moved } from "../shared/law/calendar-days.ts"
import type { Day, Limitation } from "../shared/law/tables.ts"
import { folded } from "./french.ts"

/** A day known more or less: any from `first` to `last`. */
export interface Span {
  readonly first: Day
  readonly last: Day
  readonly by: "day" | "month" | "year" | "about" | "now"
}

/** One moment, or from one to another. */
export interface When {
  readonly from: Span
  readonly to: Span | null
}

/** Not understood, no such day, not come yet, or the end before the beginning. */
export type Wrong = "unread" | "unreal" | "future" | "order"

const OLDEST = 1900 // nobody who writes was born before
const AGE_MOST = 120 // years
const MONTHS = "janv fevr mars avr mai juin juil aout sept oct nov dec".split(" ")
const NUMBERS: Readonly<Record<string, number>> = {
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  douze: 12,
  quinze: 15,
  vingt: 20,
  trente: 30,
  quarante: 40,
}
const AGO = /^(?:il )?y a (?:environ )?(\w+) (ans?|mois|semaines?|jours?)$/
const NEAR: Readonly<Record<string, number>> = {
  "aujourd'hui": 0,
  hier: 1,
  "avant-hier": 2,
}
const BETWEEN = [
  /^(?:de|du|entre) (.+?) (?:a|au|et|jusqu'a|jusqu'en) (.+)$/,
  /^(.+?) (?:a|au) (.+)$/,
  /^(\d{4}) ?- ?(\d{4})$/,
]

export function isWrong(read: When | Wrong): read is Wrong {
  return typeof read === "string"
}

/** When the facts were: a moment, or a period. */
export function readWhen(typed: string, today: Day): When | Wrong {
  const text = folded(typed).replace(/’/g, "'")
  const since = /^depuis (.+)$/.exec(text)?.[1]
  if (since) {
    const from = spanOf(since, today) ?? spanOf(`il y a ${since}`, today)
    return joined(from, { first: today, last: today, by: "now" }, today)
  }
  const one = spanOf(text, today)
  if (one) return joined(one, null, today)
  for (const pattern of BETWEEN) {
    const [, begins, ends] = pattern.exec(text) ?? []
    if (!begins || !ends) continue
    const to = spanOf(ends, today)
    return to ? joined(spanOf(begins, today), to, today) : "unread"
  }
  return "unread"
}

/** One moment: a birth, a discovery. */
export function readSpan(typed: string, today: Day): Span | Wrong {
  const read = readWhen(typed, today)
  if (isWrong(read)) return read
  return read.to ? "unread" : read.from
}

/** An age in years: « 12 », « 12 ans », « à 12 ans »; null when it is none. */
export function readAge(typed: string): number | null {
  const found = /^(?:a )?(\d{1,3})(?: ?ans?)?$/.exec(folded(typed))?.[1]
  const age = Number(found)
  return found !== undefined && age <= AGE_MOST ? age : null
}

/** As it is told back: « 2006 », « depuis mars 2019 », « de 2004 à 2008 ». */
export function shown({ from, to }: When, calendar: Limitation["calendar"]): string {
  const start = shownSpan(from, calendar)
  if (!to) return start
  if (to.by === "now") return `depuis ${from.by === "day" ? "le " : ""}${start}`
  const [of, until] = [from.by === "day" ? "du" : "de", to.by === "day" ? "au" : "à"]
  return `${of} ${start} ${until} ${shownSpan(to, calendar)}`
}

function shownSpan(span: Span, calendar: Limitation["calendar"]): string {
  const full = inWords(span.first, calendar)
  if (span.by === "year") return span.first.slice(0, 4)
  if (span.by === "month") return full.replace(/^\S+ /, "")
  return span.by === "about" ? `vers le ${inWords(middle(span), calendar)}` : full
}

function middle({ first, last }: Span): Day {
  return [3, 2, 1].map((days) => moved(first, days)).find((day) => day <= last) ?? last
}

function joined(
  from: Span | Wrong | null,
  to: Span | Wrong | null,
  today: Day,
): When | Wrong {
  if (!from) return "unread"
  for (const one of [from, to]) {
    if (typeof one === "string") return one
    if (one && one.first > today) return "future"
  }
  const [start, end] = [from, to] as [Span, Span | null]
  if (end && end.last < start.first) return "order"
  const past = (span: Span) => (span.last > today ? { ...span, last: today } : span)
  return { from: past(start), to: end && past(end) }
}

function spanOf(text: string, today: Day): Span | Wrong | null {
  return ago(text, today) ?? written(text, today)
}

function ago(text: string, today: Day): Span | null {
  const near = NEAR[text]
  if (near !== undefined) return day(moved(today, -near))
  if (/^(l'an|l'annee) (dernier|derniere|passee?)$/.test(text)) {
    return year(Number(today.slice(0, 4)) - 1)
  }
  const [, count = "", unit = ""] = AGO.exec(text) ?? []
  const n = NUMBERS[count] ?? (/^\d{1,3}$/.test(count) ? Number(count) : null)
  if (n === null) return null
  if (unit.startsWith("an")) return year(Number(today.slice(0, 4)) - n)
  if (unit === "mois") return month(after(today, 0, -n))
  if (unit.startsWith("jour")) return day(moved(today, -n))
  const about = moved(today, -7 * n)
  return { first: moved(about, -3), last: moved(about, 3), by: "about" }
}

function written(text: string, today: Day): Span | Wrong | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso) return onDay(iso[1], iso[2], iso[3], today)
  const named = text.replace(/^1er /, "1 ").replace(/[a-z]{3,}\.?/, monthOf)
  const [, d, m, y] = /^(?:(\d{1,2})[/. -])?(\d{1,2})[/. -](\d{4})$/.exec(named) ?? []
  if (y) return d ? onDay(y, m, d, today) : inMonth(y, m)
  const short = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{2})$/.exec(named)
  if (short) return onDay(century(short[3], today), short[2], short[1], today)
  const alone = /^(?:en )?(\d{4})$/.exec(text)?.[1]
  return alone && Number(alone) >= OLDEST ? year(Number(alone)) : null
}

/** « mars » is 3; what is no month stays, and is not understood. */
function monthOf(name: string): string {
  const found = MONTHS.findIndex((one) => name.startsWith(one.slice(0, 4)))
  return found < 0 ? name : String(found + 1)
}

/** « 98 » is 1998, « 19 » is 2019: never in the future. */
function century(short = "", today: Day): string {
  return `20${short}` <= today.slice(0, 4) ? `20${short}` : `19${short}`
}

function onDay(y = "", m = "", d = "", today: Day): Span | Wrong {
  const written = `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`
  if (!isDay(written) || Number(y) < OLDEST) return "unreal"
  return written > today ? "future" : day(written)
}

function inMonth(y = "", m = ""): Span | Wrong {
  const first = `${y}-${m.padStart(2, "0")}-01`
  return isDay(first) && Number(y) >= OLDEST ? month(first) : "unreal"
}

function day(of: Day): Span {
  return { first: of, last: of, by: "day" }
}

function month(of: Day): Span {
  const first = `${of.slice(0, 8)}01`
  return { first, last: moved(after(first, 0, 1), -1), by: "month" }
}

function year(of: number): Span {
  return { first: `${of}-01-01`, last: `${of}-12-31`, by: "year" }
}
