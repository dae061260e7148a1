/** One card as it would be sent, with what an officer must know of it. */
import { bodyFor } from "../card-sending.ts"
import { sentCards } from "../card-text.ts"
import type { Card } from "../shapes.ts"
import type { Talk } from "../talk.ts"
import { hour } from "../times.ts"
import { words } from "../words.ts"

interface CardShownProps {
  readonly card: Card
  readonly talk: Talk | undefined
  readonly send: (card: Card) => void
}

export function CardShown({ card, talk, send }: CardShownProps) {
  const body = talk ? bodyFor(talk) : "plain"
  const sent = sentCards(talk?.notes.shown.value ?? [])
  const before = sent.filter(({ key }) => key === card.key).at(-1)
  return (
    <>
      <div class="cards__text" tabIndex={0} lang="fr">
        <h3>{card.title}</h3>
        {before && (
          <p>
            ✓ {words.cardsSentBody(hour(before.at), words.cardsBodies[before.body])}
          </p>
        )}
        {card.certain === false && (
          <p>
            <span class="mark mark--long">◔ {words.cardsToCheck}</span>
          </p>
        )}
        {card.doubt && (
          <p class="quiet">
            {words.cardsDoubt} : {card.doubt}
          </p>
        )}
        <p class="cards__body" dir="auto">
          {body === "easy" ? card.easy : card.text}
        </p>
        <p class="quiet">{factsOf(card)}</p>
      </div>
      <p class="acts">
        <button
          type="button"
          aria-disabled={!talk?.writable.value}
          onClick={() => send(card)}
        >
          {words.cardsSend}
        </button>
      </p>
    </>
  )
}

const dayWritten = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long" })

/** Topic, version, articles, the day it was checked. */
function factsOf({ topic, version, articles, checked }: Card): string {
  const facts = [
    words.cardsTopic(topic),
    words.cardsVersion(version),
    ...articles,
    ...(checked ? [words.cardsChecked(dayWritten.format(new Date(checked)))] : []),
  ]
  return facts.join(" · ")
}
