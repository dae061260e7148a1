/**
 * A card as it goes into the conversation, and as the sealed notes keep that it went.
 * Consoles and visitors' pages know both by agreed words (protocol.md §4 and §5).
 */
import { CARD_BEGINS } from "../shared/card-title.ts"
import type { Note } from "./note-book.ts"
import { allNoted, noteOf } from "./noted.ts"
import type { Card } from "./shapes.ts"

/** Its two bodies: French as it is written, and easy French. */
export type Body = "plain" | "easy"

/** In a note. Never translated: other consoles read it. */
const NOTED: Record<Body, string> = { plain: "courant", easy: "facile" }
const IN_NOTE = /^(.*) \(([^\s(),]+), version (\d+), (courant|facile)\)$/

/** That a card was sent. */
export interface SentCard {
  readonly key: string
  readonly version: number
  readonly body: Body
  readonly at: number
}

/** An address or a helper, sent as a card is: written from what is known of a place. */
export type Told = Pick<Card, "key" | "title" | "text" | "version">

/** What is sealed and sent: the title, then one of its bodies. */
export function messageOf(card: Card, body: Body): string {
  return messageTold({ ...card, text: body === "easy" ? card.easy : card.text })
}

/** The same of what has one body. */
export function messageTold({ title, text }: Told): string {
  return `${CARD_BEGINS}${title}\n\n${text}`
}

/** The card, and which body, with which `text` begins. */
export function cardIn(
  text: string,
  cards: readonly Card[],
): { readonly card: Card; readonly body: Body } | undefined {
  const every = cards.flatMap((card) => [
    { card, body: "plain" as const },
    { card, body: "easy" as const },
  ])
  return every.find(({ card, body }) => text.startsWith(messageOf(card, body)))
}

/** « Fiche envoyée : Porter plainte (porter-plainte, version 1, facile) ». */
export function noteOfCard(
  { title, key, version }: Omit<Told, "text">,
  body: Body,
): string {
  return noteOf("card", `${title} (${key}, version ${version}, ${NOTED[body]})`)
}

/** What the notes say was sent, oldest first. */
export function sentCards(notes: readonly Note[]): readonly SentCard[] {
  return titledCards(notes).map(({ key, version, body, at }) => ({
    key,
    version,
    body,
    at,
  }))
}

/** The same, each with the title under which it went. */
export function titledCards(
  notes: readonly Note[],
): readonly (SentCard & { readonly title: string })[] {
  return allNoted(notes, "card").flatMap(({ text, at }) => {
    const [, title = "", key, version, body] = IN_NOTE.exec(text) ?? []
    if (!key) return []
    const easy = body === NOTED.easy
    const sent = { key, version: Number(version), at, title }
    return [{ ...sent, body: easy ? "easy" : "plain" }]
  })
}
