/**
 * Sending a card: through the line like any message, beside what is being written. Once
 * the server has it, a sealed note says which card, which version and which body; a note
 * that fails is tried again and never sends the card twice (see owed-notes.ts).
 */
import { besideOf } from "./beside.ts"
import { type Body, cardIn, messageOf, noteOfCard } from "./card-text.ts"
import type { Card } from "./shapes.ts"
import type { Talk } from "./talk.ts"

const READS_EASY = "fr@falc"

/** Which body goes: what the officer chose, else what the visitor reads in. */
export function bodyFor(talk: Talk): Body {
  const easy = besideOf(talk).easy.value ?? talk.held.value.language === READS_EASY
  return easy ? "easy" : "plain"
}

/** The other body, for this conversation. */
export function switchBody(talk: Talk): void {
  besideOf(talk).easy.value = bodyFor(talk) === "plain"
}

/** Seal and send. @throws {Correct} nothing may be said now. */
export function sendCard(talk: Talk, card: Card): void {
  const body = bodyFor(talk)
  talk.say(messageOf(card, body), noteOfCard(card, body))
  besideOf(talk).lastCard.value = { key: card.key, body }
}

/**
 * Seal and send what was written. A card that could not go and came back as a draft is
 * noted like any other. @throws {Correct} nothing may be said now.
 */
export function sendDraft(talk: Talk, cards: readonly Card[]): void {
  const found = cardIn(talk.draft.value, cards)
  talk.send(found && noteOfCard(found.card, found.body))
}
