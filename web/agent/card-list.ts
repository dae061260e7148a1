/**
 * Which cards are offered, in which order: those that fit who writes stand in front, in
 * an order that nothing done meanwhile changes, for officers learn its digits. With a
 * minor, what is for her comes first, and a card that names an offence or lists its
 * signs is never offered (CPP 706-52: nothing may suggest to a child what happened).
 */
import { signal } from "@preact/signals"
import { folded } from "./french.ts"
import type { Card } from "./shapes.ts"

/** The search field is to take the focus, empty; taken back once given. */
export const cardsAsked = signal(false)

/** How many have a digit. */
export const DIGITS = 9

const CHILDREN = "enfants"
const PROTECTION = "protection"
const CARE = "sante"
const OTHER_LANGUAGE = "autre-langue"

/** What is most often asked for, where nothing else is known. */
const USUAL = [
  "porter-plainte",
  "premieres-heures",
  "soins-urgence",
  "garder-des-preuves",
  "partir",
  "mesures-de-protection",
  "main-courante",
  "vos-droits",
  "aides-argent",
]

/** They say what an offence is, or what to recognise. */
const LEADING = [
  "emprise",
  "produit-a-votre-insu",
  "en-ligne",
  "handicap-dependance",
  "hommes",
  "lgbt",
]

export interface AskedCards {
  /** Words typed to find a card. */
  readonly filter: string
  readonly minor: boolean
  readonly danger: boolean
  /** What the visitor reads in, by the protocol's code. */
  readonly language: string
}

/** What decides of the order. */
export interface CardOrder extends Omit<AskedCards, "filter"> {
  readonly all: readonly Card[]
}

/**
 * The order that stands: as `before` while one chooses, so that no digit changes its card
 * under the finger. That she is a minor takes cards away at once all the same.
 */
export function standing(
  before: CardOrder,
  now: CardOrder,
  choosing: boolean,
): CardOrder {
  return choosing ? { ...before, minor: now.minor } : now
}

export interface CardGroup {
  /** `front`: those with a digit. `found`: what was searched. Else a topic. */
  readonly name: string
  readonly cards: readonly Card[]
}

export function offeredCards(
  cards: readonly Card[],
  asked: AskedCards,
): readonly CardGroup[] {
  const open = ordered(cards, asked)
  const filter = folded(asked.filter)
  if (filter) return filled([{ name: "found", cards: found(open, filter) }])
  const rest = open.slice(DIGITS)
  const topics = [...new Set(cards.map(({ topic }) => topic))]
  return filled([
    { name: "front", cards: open.slice(0, DIGITS) },
    ...topics.map((name) => ({
      name,
      cards: rest.filter(({ topic }) => topic === name),
    })),
  ])
}

function ordered(cards: readonly Card[], asked: AskedCards): readonly Card[] {
  const allowed = cards.filter(({ key }) => !asked.minor || !LEADING.includes(key))
  const ranked = allowed.map((card, at) => ({ card, at, ranks: ranksOf(card, asked) }))
  ranked.sort(
    (one, two) =>
      one.ranks[0] - two.ranks[0] || one.ranks[1] - two.ranks[1] || one.at - two.at,
  )
  return ranked.map(({ card }) => card)
}

/** How it fits, then how usual it is. The smaller the sooner. */
function ranksOf({ key, topic }: Card, asked: AskedCards): readonly [number, number] {
  const usual = USUAL.indexOf(key)
  const place = usual < 0 ? USUAL.length : usual
  const reads = asked.language.split("@")[0]
  const fits = [
    asked.minor && topic === CHILDREN,
    asked.danger && topic === PROTECTION,
    asked.danger && topic === CARE,
    reads !== "fr" && key === OTHER_LANGUAGE,
  ]
  const first = fits.indexOf(true)
  return [first < 0 ? fits.length : first, place]
}

/** Those that have every word, those whose title has them first. */
function found(cards: readonly Card[], filter: string): readonly Card[] {
  const wanted = filter.split(" ")
  const has = (text: string) => wanted.every((word) => folded(text).includes(word))
  const titled = cards.filter(({ title }) => has(title))
  const told = cards.filter(({ title, text, easy }) => has(`${title} ${text} ${easy}`))
  return [...titled, ...told.filter((card) => !titled.includes(card))]
}

function filled(groups: readonly CardGroup[]): readonly CardGroup[] {
  return groups.filter(({ cards }) => cards.length > 0)
}
