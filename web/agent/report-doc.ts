/**
 * The report as it is written, and the JSON that is sealed: fields in one order. Pure;
 * what was reported and what the officer thinks stay two fields.
 */
import type { KeptLetter, PersonRole, Piste, Report } from "../shared/documents.ts"
import { splitText } from "../shared/sealing.ts"
import { Correct } from "./explain.ts"
import { words } from "./words.ts"

/** In the order of the document. `accused` is « mis en cause désigné », no more. */
export const ROLES: readonly PersonRole[] = ["victim", "witness", "accused", "other"]

export const EMPTY: Report = {
  v: 1,
  reported: "",
  view: "",
  persons: [],
  facts: "",
  places: "",
  dates: "",
  pistes: [],
  danger: { level: "none", why: "" },
  memory: false,
}

/** A real report has two at most; one that did not get through counts too. */
const LETTERS_MOST = 8

/** Sealed parts that the service takes for one report. */
const PARTS_MOST = 4

/** What is sealed. Nobody is in it of whom nothing was written. */
export function textOf(doc: Report): string {
  const { reported, view, facts, places, dates, memory } = doc
  const persons = doc.persons
    .filter(({ what }) => what.trim())
    .map(({ role, what }) => ({ role, what }))
  const pistes = doc.pistes.map(({ id, version, name }) => ({ id, version, name }))
  const { level, why } = doc.danger
  const danger = { level, why }
  const told = { reported, view, persons, facts, places, dates, pistes, danger }
  const letters = doc.letters?.length ? { letters: doc.letters } : {}
  return JSON.stringify({ v: 1, ...told, memory, ...letters })
}

/** Whether both would be sealed as the same text. */
export function isSame(one: Report, other: Report): boolean {
  return textOf(one) === textOf(other)
}

/** @throws {Correct} more than the service takes. */
export function mustFit(text: string): void {
  if (!fits(text)) throw new Correct(words.reportTooLong)
}

function fits(text: string): boolean {
  return splitText(text).length <= PARTS_MOST
}

/** With what makes `letter` again; the oldest make way, none stops what is to go. */
export function withLetter(doc: Report, letter: KeptLetter): Report {
  let letters = [...(doc.letters ?? []), letter].slice(-LETTERS_MOST)
  while (letters.length > 0 && !fits(textOf({ ...doc, letters }))) {
    letters = letters.slice(1)
  }
  return { ...doc, letters }
}

/** Keep a piste in the version that is read now; kept already, let it go. */
export function withPiste(doc: Report, { id, version, name }: Piste): Report {
  const others = doc.pistes.filter((one) => one.id !== id)
  const isKept = doc.pistes.some((one) => one.id === id && one.version === version)
  const kept = isKept ? [] : [{ id, version, name }]
  return { ...doc, pistes: [...others, ...kept] }
}
