/**
 * The document that goes to the prosecutor (CPP 40 al. 2 and 19): a plain text, so that
 * what is printed is exactly what the hash beside it is of. Pure.
 */
import type { KeptLetter, Piste, Report } from "../shared/documents.ts"
import { offencesById } from "./catalogue.ts"
import type { Court, Place } from "./court-shapes.ts"
import { fullDay } from "./pistes-note.ts"
import { ROLES } from "./report-doc.ts"
import { words } from "./words.ts"

/** What the letter says and the report does not. */
export interface Letter {
  /** How it came to the officer. */
  readonly received: string
  readonly unverified: string
  /** What the person asked for. It binds nobody (CPP 40). */
  readonly wishes: string
  readonly urgent: boolean
}

export const FIRST_LETTER: Letter = {
  received: words.letterReceivedFirst,
  unverified: words.letterUnverifiedFirst,
  wishes: "",
  urgent: false,
}

export interface LetterParts {
  readonly doc: Report
  readonly letter: Letter
  readonly court: Court
  /** Where the facts are said to have been; the court follows from it. */
  readonly place: Place
  readonly certain: boolean
  readonly conversation: string
  readonly desk: string
  readonly officer: string
  readonly at: number
}

/** The whole document; lines end with "\n". */
export function letterText(parts: LetterParts): string {
  return letterAgain(parts.doc, keptOf(parts), parts.conversation)
}

/** What is sealed with the report, so that the same document may be made again. */
export function keptOf(parts: Omit<LetterParts, "doc" | "conversation">): KeptLetter {
  const { letter, court, place, certain, officer, desk, at } = parts
  const { received, unverified, wishes, urgent } = letter
  return {
    to: court.id,
    court: court.name,
    address: court.address,
    certain,
    place: place.name,
    insee: place.insee,
    officer,
    desk,
    dated: fullDate(at),
    received,
    unverified,
    wishes,
    urgent,
  }
}

/** The document of a letter that was kept: the same while `doc` is the same. */
export function letterAgain(
  doc: Report,
  letter: KeptLetter,
  conversation: string,
): string {
  return [
    words.letterTitle,
    words.letterLaw,
    "",
    words.letterTo(letter.court),
    ...filled(letter.address),
    ...(letter.certain ? [] : [words.letterDoubt]),
    "",
    words.letterFrom(letter.officer, letter.desk),
    words.letterAt(letter.dated),
    words.letterReference(conversation),
    words.letterPlace(letter.place, letter.insee),
    ...(letter.urgent ? [words.letterUrgent] : []),
    ...part(words.letterReceived, letter.received),
    ...part(words.reportReported, doc.reported),
    ...part(words.reportFacts, doc.facts),
    ...part(words.reportPersons, personLines(doc)),
    ...part(words.reportPlaces, doc.places),
    ...part(words.reportDates, doc.dates),
    ...part(words.reportPistes, doc.pistes.map(pisteLine).join("\n")),
    ...part(words.reportDanger, dangerLine(doc)),
    ...part(words.reportView, doc.view),
    ...part(words.letterUnverified, letter.unverified),
    ...part(words.letterWishes, letter.wishes),
    "",
    words.letterEnd,
    "",
  ].join("\n")
}

/** « 1 novembre 2026 », from "2026-11-01"; what is no day stands as it is. */
export function dayShown(day: string): string {
  return isDay.test(day) ? fullDay(day) : day
}

const isDay = /^\d{4}-\d{2}-\d{2}$/

/** « 26 novembre 2026 à 04:12 », here. */
export function fullDate(at: number): string {
  return whole.format(at)
}

const whole = new Intl.DateTimeFormat("fr-FR", {
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
})

/** A piste with its articles, from the version of the catalogue in which it was kept. */
export function pisteLine({ id, version, name }: Piste): string {
  const now = offencesById.get(id)
  const kept = words.letterPiste(name, version)
  if (!now || now.version !== version) return `- ${kept}. ${words.letterPisteOther}`
  const unsure = now.certain ? "" : ` (${words.letterPisteUnsure})`
  return `- ${kept}. ${now.cited}${unsure}`
}

function personLines({ persons }: Report): string {
  return ROLES.flatMap((role) =>
    persons
      .filter((one) => one.role === role && one.what.trim())
      .map(({ what }) => `- ${words.reportRoles[role]}\u00a0: ${what.trim()}`),
  ).join("\n")
}

function dangerLine({ danger: { level, why } }: Report): string {
  const told = words.reportDangers[level]
  return why.trim() ? `${told}\u00a0: ${why.trim()}` : told
}

/** A title and what was written; told also where nothing was. */
function part(title: string, text: string): readonly string[] {
  return ["", title.toUpperCase(), text.trim() || words.letterNothing]
}

function filled(text: string): readonly string[] {
  return text.trim() ? [text.trim()] : []
}
