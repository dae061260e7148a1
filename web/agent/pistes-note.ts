/**
 * The summary of the pistes that goes into the sealed notes, for a report later: which
 * row of the catalogue, in which version, and on which facts.
 */
import { inWords } from "../shared/law/calendar-days.ts"
import type { Day } from "../shared/law/tables.ts"
import { factsByKey, law, limits, valueText } from "./catalogue.ts"
import { readWhen, isWrong, shown } from "./loose-dates.ts"
import { DATED, type Dated, type PistesForm, today } from "./pistes-form.ts"
import type { Found } from "./story.ts"
import type { Term } from "./story-limits.ts"
import type { Talk } from "./talk.ts"
import { words } from "./words.ts"

/** Put the summary into the draft of the notes, unless it is there or kept already. */
export function notePistes(talk: Talk, form: PistesForm): void {
  const { draft, shown: kept } = talk.notes
  const text = summary(form)
  const isKept = kept.value.some((note) => note.text?.includes(text))
  if (!isKept) draft.value = withSummary(draft.value, form.noted.value, text)
  form.noted.value = text
  form.said.value = isKept ? words.saidKept : words.saidNoted
}

/**
 * A draft with this summary in the place of the one before. Where the officer has written
 * into that one, their words stay: what no longer holds goes, and what is new is added.
 */
export function withSummary(draft: string, former: string, text: string): string {
  if (draft.includes(text)) return draft
  if (former && draft.includes(former)) return draft.replace(former, () => text)
  const was = former.split("\n")
  const now = text.split("\n")
  const lines = draft.split("\n")
  const begins = words.noteTitle("")
  const from = lines.findIndex(
    (line) => line.startsWith(begins) || (line !== "" && isIn(was, line)),
  )
  const before = draft.trimEnd()
  if (from < 0) return before ? `${before}\n\n${text}` : text
  const rest = lines.filter(
    (line) => line === "" || !isIn(was, line) || isIn(now, line),
  )
  const known = [...was, ...rest]
  const isNew = (line: string) => !line.startsWith(begins) && !isIn(known, line)
  const blank = rest.indexOf("", from)
  rest.splice(blank < 0 ? rest.length : blank, 0, ...now.filter(isNew))
  return rest.join("\n")
}

/** Whether one of them says the same, whatever its rank. */
function isIn(lines: readonly string[], line: string): boolean {
  const bare = (one: string) => one.replace(/^\d+\. /, "")
  return lines.some((one) => bare(one) === bare(line))
}

export function summary(form: PistesForm): string {
  const signs = form.signs.map(({ text }) => text).join(" ; ")
  return [
    words.noteTitle(fullDay(today.value)),
    words.noteWhat,
    ...(law.reviewed ? [] : [words.noteNotReviewed]),
    ...form.findings.value.pistes.map((one, at) => `${at + 1}. ${pisteLine(one)}`),
    told(words.noteFacts, factsLine(form) || words.noteNone),
    ...(signs ? [told(words.pistesSignsTitle, signs)] : []),
  ].join("\n")
}

function pisteLine({ offence, state, limit, most, why, missing }: Found): string {
  const asked = missing.map(factName).join(" ; ")
  return [
    words.noteOffence(offence.name, offence.version, fullDay(offence.checked)),
    `${offence.nature}, ${words.pistesState[state]}`,
    offence.cited,
    told(words.pistesMost, most),
    ...(limit.is === "told" ? [told(words.pistesTerm, termText(limit.term))] : []),
    told(words.pistesWhy, why.join(" ; ")),
    ...(asked ? [told(words.pistesMissing, asked)] : []),
  ].join(" · ")
}

function termText({ answer, plain }: Term): string {
  const until = words.pistesUntil(fullDay(answer.ends))
  const sure = answer.certain ? [] : [words.pistesUnsureSmall]
  return [until, plain, ...sure].filter(Boolean).join(", ")
}

function told(name: string, what: string): string {
  return `${name}\u00a0: ${what}`
}

/** « Ce qui s'est passé : pénétration ; coups. Lien… : mari. Faits : 2006. » */
function factsLine(form: PistesForm): string {
  const facts = Object.entries(form.story.value.ticked).map(([fact, values]) => {
    const ticked = values.map((value) => valueText(`${fact}: ${value}`))
    return told(factName(fact), ticked.join(" ; "))
  })
  const dates = DATED.filter((what) => form.typed.value[what].trim()).map((what) =>
    told(words.pistesDated[what], datedText(form, what)),
  )
  return [...facts, ...dates].join(". ")
}

/** A fact as it is named to be asked; the date is one. */
export function factName(key: string): string {
  return factsByKey.get(key)?.text ?? words.pistesDate
}

/** What was typed as a date, as it was understood; as typed when it was not. */
export function datedText(form: PistesForm, what: Dated): string {
  const text = form.typed.value[what]
  if (what === "age") {
    const { age } = form.story.value
    return age === null ? text : words.pistesYears(age)
  }
  const read = readWhen(text, today.value)
  return isWrong(read) ? text : shown(read, limits.law.calendar)
}

export function fullDay(day: Day): string {
  return inWords(day, limits.law.calendar)
}
