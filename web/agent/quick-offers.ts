/**
 * What the quick field offers for a few typed letters: values of any fact, signs, dates,
 * questions to insert, acts of the panel. The best one first, so that Enter is enough;
 * acts last, for Enter after a few letters must never do one.
 */
import { factsByKey, isFlag, law, limits, valueText } from "./catalogue.ts"
import { folded } from "./french.ts"
import { isWrong, readAge, readWhen, shown } from "./loose-dates.ts"
import type { Dated, PistesForm } from "./pistes-form.ts"
import { today } from "./pistes-form.ts"
import { questionsFor } from "./questions.ts"
import { words } from "./words.ts"

export const OFFERS_MOST = 8 // without scrolling

/** What is typed without being looked for: « dans le bus » is « bus ». */
const SMALL = new Set(
  "a au aux avec ce dans de des du elle en est et il je la le les ma me mes mon m l d s j on par pour que qui sa se ses son sur un une".split(
    " ",
  ),
)

/** One line of the list. */
export interface Offer {
  readonly key: string
  /** To what it belongs, in small. */
  readonly group: string
  readonly text: string
  /** Ticked already: chosen again, it is taken back. */
  readonly on: boolean
  readonly does:
    | { readonly is: "mark"; readonly mark: string }
    | { readonly is: "date"; readonly what: Dated; readonly text: string }
    | { readonly is: "ask"; readonly key: string; readonly ask: string }
    | { readonly is: "adult" }
    | { readonly is: "note" }
    | { readonly is: "clear" }
    | { readonly is: "restore" }
}

/** A mark, and all the words by which it is found. */
interface Entry {
  readonly mark: string
  readonly group: string
  readonly text: string
  /** Its name, then other words for it; small words are left out. */
  readonly phrases: readonly string[]
  /** The words of what it belongs to. */
  readonly wide: readonly string[]
}

const ENTRIES: readonly Entry[] = [
  ...law.facts.flatMap((fact) =>
    fact.values.map(({ key, text, also }) => {
      const no = isFlag(fact) && key === "no"
      const mark = `${fact.key}: ${key}`
      const name = isFlag(fact) ? fact.text : text
      const named = no
        ? [`${words.pistesNot} ${name}`, `${words.pistesNo} ${name}`]
        : []
      const group = isFlag(fact) ? words.pistesFlags : fact.text
      const phrases = [...(no ? named : [name]), ...also]
      return entry({ mark, group, text: valueText(mark) }, phrases, fact.text)
    }),
  ),
  ...law.signs.map(({ key, text, also, group: kind }) => {
    const group = words.pistesSigns[kind]
    return entry({ mark: `sign: ${key}`, group, text }, [text, ...also], group)
  }),
]

function entry(
  shown: Pick<Entry, "mark" | "group" | "text">,
  phrases: readonly string[],
  wide: string,
): Entry {
  const bare = phrases.map((each) => wordsOf(each).join(" "))
  return { ...shown, phrases: bare, wide: wordsOf(wide) }
}

/** The words of a text, without those that are in every text. */
function wordsOf(text: string): readonly string[] {
  const every = folded(text).split(/[^a-z0-9]+/)
  return every.filter((word) => word && !SMALL.has(word))
}

/** The best offers for what is typed; none while nothing is. */
export function offersFor(typed: string, form: PistesForm): readonly Offer[] {
  const text = folded(typed)
  if (!text) return []
  if (text.startsWith("?")) return questionOffers(text.slice(1).trim(), form)
  const doubt = form.ageDoubt.value ? adultOffers(text) : []
  const acts = actOffers(text, form)
  const dates = [...dateOffers(text, form), ...ageOffers(text, form)]
  const facts = [...dates, ...doubt, ...markOffers(text, form)]
  return [...facts.slice(0, OFFERS_MOST - acts.length), ...acts]
}

/** Which one Enter does as it stands: an act only by its whole name. -1: none. */
export function atOnce(offers: readonly Offer[], typed: string): number {
  const named = offers.findIndex((one) => isAct(one) && isWhole(one, typed))
  return named < 0 ? offers.findIndex((one) => !isAct(one)) : named
}

function isAct({ does }: Offer): boolean {
  return ["note", "clear", "restore"].includes(does.is)
}

function isWhole({ text }: Offer, typed: string): boolean {
  return folded(text) === folded(typed)
}

function markOffers(text: string, form: PistesForm): readonly Offer[] {
  const typed = wordsOf(text)
  const ranked = ENTRIES.flatMap((one, place) => {
    const score = scoreOf(one, typed)
    return score === null ? [] : [{ one, rank: score * 1000 + place }]
  })
  ranked.sort((one, two) => one.rank - two.rank)
  return ranked.map(({ one: { mark, group, text } }) => ({
    key: mark,
    group,
    text,
    on: form.has(mark),
    does: { is: "mark", mark },
  }))
}

/**
 * How well what is typed is found; null when a word of it is not. The smaller the better:
 * the whole name, then another word for it, then a beginning, then each word somewhere.
 */
function scoreOf(one: Entry, typed: readonly string[]): number | null {
  if (typed.length === 0) return null
  const phrase = typed.join(" ")
  const [name = "", ...other] = one.phrases
  const within = (known: string) => ` ${known}`.includes(` ${phrase}`)
  const whole = [
    name === phrase,
    other.includes(phrase),
    name.startsWith(phrase),
    within(name),
    other.some(within),
  ].indexOf(true)
  if (whole >= 0) return whole
  const ranks = typed.map((word) => rankOf(one, word))
  return ranks.includes(-1) ? null : 5 + ranks.reduce((sum, rank) => sum + rank, 0)
}

/** Where one word is found: in the name or another, with another ending, in the label. */
function rankOf({ phrases, wide }: Entry, word: string): number {
  const own = phrases.flatMap((known) => known.split(" "))
  const begins = (known: string) => known.startsWith(word)
  // « insultée » finds « insultes »: endings are not what an officer looks at.
  const stem = word.slice(0, Math.max(4, word.length - 2))
  const near = (known: string) => word.length > 4 && known.startsWith(stem)
  return [own.some(begins), own.some(near), wide.some(begins)].indexOf(true)
}

const DATE_WORDS: readonly (readonly [RegExp, Dated])[] = [
  [/^(?:nee?|naissance) (?:le |en )?/, "birth"],
  [/^(?:decouvert\w*|appris) (?:le |en )?/, "discovered"],
  [/^(?:faits?|date) (?:du |le |en )?/, "facts"],
]

/** A day or a period: of the facts first, then of what may be dated else. */
function dateOffers(text: string, form: PistesForm): readonly Offer[] {
  const named = DATE_WORDS.find(([begins]) => begins.test(text))
  const bare = named ? text.replace(named[0], "") : text
  const read = readWhen(bare, today.value)
  if (isWrong(read)) return []
  const told = shown(read, limits.law.calendar)
  const single: readonly Dated[] = read.to
    ? ["facts"]
    : ["facts", "birth", "discovered"]
  const offered = named ? [named[1]] : single
  return offered.map((what) => ({
    key: `date-${what}`,
    group: words.pistesDates,
    text: `${words.pistesDated[what]}\u00a0: ${told}`,
    on: form.typed.value[what] === bare,
    does: { is: "date", what, text: bare },
  }))
}

function ageOffers(text: string, form: PistesForm): readonly Offer[] {
  const age = /ans?$/.test(text) ? readAge(text) : null
  if (age === null) return []
  const typed = String(age)
  return [
    {
      key: "date-age",
      group: words.pistesDates,
      text: `${words.pistesDated.age}\u00a0: ${words.pistesYears(age)}`,
      on: form.typed.value.age === typed,
      does: { is: "date", what: "age", text: typed },
    },
  ]
}

/** Acts of the panel by their names. */
function actOffers(text: string, form: PistesForm): readonly Offer[] {
  const restore = form.erased.value ? (["restore"] as const) : []
  const note = form.ageDoubt.value ? [] : (["note"] as const)
  return named(text, [...restore, ...note, "clear"], words.pistesActHow)
}

/** That an adult writes, which is being asked. */
function adultOffers(text: string): readonly Offer[] {
  return named(text, ["adult"], words.pistesAct)
}

type Act = keyof typeof words.pistesActs

function named(text: string, acts: readonly Act[], group: string): readonly Offer[] {
  return acts
    .filter((is) => text.length > 2 && folded(words.pistesActs[is]).startsWith(text))
    .map((is) => ({
      key: `act-${is}`,
      group,
      text: words.pistesActs[is],
      on: false,
      does: { is },
    }))
}

function questionOffers(text: string, form: PistesForm): readonly Offer[] {
  const wanted = text.split(" ").filter(Boolean)
  return questionsFor(form)
    .filter(({ ask }) => wanted.every((word) => folded(ask).includes(word)))
    .slice(0, OFFERS_MOST)
    .map(({ key, ask }) => ({
      key: `ask-${key}`,
      group: factsByKey.get(key)?.text ?? words.pistesAssessment,
      text: ask,
      on: form.asked.value.includes(key),
      does: { is: "ask", key, ask },
    }))
}
