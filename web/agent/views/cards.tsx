/**
 * « Fiches »: found by a digit or a few letters, and sent at once, sealed. The list is a
 * listbox that the search field steers, so nothing leaves the keyboard.
 */
import { type Signal, useSignal } from "@preact/signals"
import { useLayoutEffect, useRef } from "preact/hooks"
import { besideOf } from "../beside.ts"
import { type CardGroup, cardsAsked, offeredCards, standing } from "../card-list.ts"
import { bodyFor, sendCard, switchBody } from "../card-sending.ts"
import { sentCards } from "../card-text.ts"
import { useConsole } from "../context.ts"
import { digitFrom } from "../keys-of-cards.ts"
import { strayKey } from "../stray-key.ts"
import type { Card } from "../shapes.ts"
import type { Talk } from "../talk.ts"
import { hour } from "../times.ts"
import { words } from "../words.ts"
import { CardShown } from "./card-shown.tsx"
import { Key } from "./form.tsx"

const LIST = "cards-list"

export function Cards({ talk }: { readonly talk: Talk | undefined }) {
  const { cards, talks, area } = useConsole()
  const filter = useSignal("")
  const active = useSignal("")
  const inside = useSignal(false)
  const { all, moved, ...asked } = useStill(talk, inside.value)
  const groups = offeredCards(all, { ...asked, filter: filter.value })
  const flat = groups.flatMap((group) => group.cards)
  const first = filter.value.trim() ? flat[0] : undefined
  const chosen = flat.find(({ key }) => key === active.value) ?? first
  const last = talk && besideOf(talk).lastCard.value
  const shown = chosen ?? cards.value.find(({ key }) => key === last?.key)
  const send = (card: Card) => {
    if (!talk?.writable.value) return
    sendCard(talk, card)
    filter.value = ""
    active.value = ""
    area.value = "talk"
    talks.focusOn.value = talk.id
  }
  if (cards.value.length === 0) return <p class="quiet">{words.cardsEmpty}</p>
  return (
    <div class="replies cards">
      <Search
        filter={filter}
        active={active}
        flat={flat}
        chosen={chosen}
        inside={inside}
        moved={moved}
        send={send}
        opened={() => talk && (besideOf(talk).lastCard.value = null)}
      />
      {talk ? <Goes talk={talk} /> : <p class="quiet">{words.needTalk}</p>}
      <p role="status" class="spoken">
        {filter.value && words.cardsCount(flat.length)}
      </p>
      {flat.length === 0 && <p class="quiet">{words.cardsNone}</p>}
      <List groups={groups} chosen={chosen} talk={talk} active={active} />
      {shown && (
        <section class="replies__preview" aria-label={shown.title}>
          <CardShown card={shown} talk={talk} send={send} />
        </section>
      )}
    </div>
  )
}

/** The order while the field has the focus; `moved`: it is not the one looked at. */
function useStill(talk: Talk | undefined, inside: boolean) {
  const { cards } = useConsole()
  const minor = talk?.minor.value ?? false
  const now = {
    all: cards.value,
    minor,
    danger: talk?.danger.value ?? false,
    language: talk?.held.value.language ?? "fr",
  }
  const still = useRef(now)
  const choosing = inside && !cardsAsked.value
  if (!choosing) still.current = now
  const moved = minor !== still.current.minor
  return { ...standing(still.current, now, choosing), moved }
}

interface SearchProps {
  readonly filter: Signal<string>
  readonly active: Signal<string>
  readonly inside: Signal<boolean>
  /** The order is no longer the one that was looked at: a digit only points. */
  readonly moved: boolean
  readonly flat: readonly Card[]
  readonly chosen: Card | undefined
  readonly send: (card: Card) => void
  /** Come to choose another: what was sent before leaves its room to the list. */
  readonly opened: () => void
}

function Search(props: SearchProps) {
  const { filter, active, inside, moved, flat, chosen, send, opened } = props
  const { talks, area } = useConsole()
  const box = useRef<HTMLInputElement>(null)
  const pointed = useRef("")
  useLayoutEffect(() => {
    // Before the next key, and empty: that key may be a digit.
    if (!cardsAsked.value) return
    cardsAsked.value = false
    filter.value = ""
    active.value = ""
    opened()
    box.current?.focus()
  }, [cardsAsked.value])
  const typed = (text: string) => {
    filter.value = text
    active.value = text.length === 1 ? pointed.current : ""
    pointed.current = ""
  }
  const move = (step: number) => {
    const now = chosen ? flat.indexOf(chosen) : step > 0 ? -1 : 0
    active.value = flat[(now + step + flat.length) % flat.length]?.key ?? ""
  }
  const sendBy = (event: KeyboardEvent, card: Card) => {
    strayKey.sent(event)
    send(card)
  }
  /** Nothing is typed: a digit is no text. Answers whether it was one. */
  const digit = (event: KeyboardEvent): boolean => {
    const { n, sure } = digitFrom(event)
    const card = flat[n - 1]
    if (filter.value.trim() || n === 0) return false
    if (!sure) pointed.current = card?.key ?? ""
    else if (card && (moved || !isInSight(card))) active.value = card.key
    else if (card && !event.repeat) sendBy(event, card)
    return sure
  }
  const pressed = (event: KeyboardEvent) => {
    if (strayKey.swallows(event)) return event.preventDefault()
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
    if (event.getModifierState("AltGraph")) return
    if (event.key === "ArrowDown") move(1)
    else if (event.key === "ArrowUp") move(-1)
    else if (event.key === "Enter") {
      if (chosen && !event.repeat) sendBy(event, chosen)
    } else if (event.key === "Escape" && filter.value) typed("")
    else if (event.key === "Escape" && talks.current.value) {
      area.value = "talk"
      talks.focusOn.value = talks.current.value.id
    } else if (!digit(event)) return
    event.preventDefault()
  }
  return (
    <div class="replies__search">
      <label for="cards-filter">
        {words.cardsFilter} <Key>{words.cardsKeys}</Key>
      </label>
      <input
        id="cards-filter"
        ref={box}
        type="text"
        role="combobox"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded="true"
        aria-controls={LIST}
        aria-activedescendant={chosen && idOf(chosen)}
        aria-keyshortcuts={words.cardsKeys}
        aria-describedby="cards-how"
        value={filter.value}
        onInput={(event) => typed(event.currentTarget.value)}
        onKeyDown={pressed}
        onFocus={() => (inside.value = true)}
        onBlur={() => (inside.value = false)}
      />
      <p id="cards-how" class="quiet">
        {words.cardsHow}
      </p>
    </div>
  )
}

/** In which French it goes, what was sent last, and what is left out with a minor. */
function Goes({ talk }: { readonly talk: Talk }) {
  const { cards } = useConsole()
  const body = bodyFor(talk)
  const last = besideOf(talk).lastCard.value
  const title = cards.value.find(({ key }) => key === last?.key)?.title
  return (
    <>
      {talk.minor.value && (
        <p class="replies__minor">
          <strong>◆ {words.minor}</strong> {words.cardsMinor}
        </p>
      )}
      <p class="cards__goes">
        {talk.writable.value ? (
          <>
            <strong>{words.cardsGoes(words.cardsBodies[body])}</strong>
            <button
              type="button"
              class="small"
              aria-keyshortcuts={words.cardsBodyKeys}
              onClick={() => switchBody(talk)}
            >
              <span>
                <span class="spoken">{words.cardsSwitch} </span>
                {words.cardsOther[body]}
              </span>
              <Key>{words.cardsBodyKeys}</Key>
            </button>
          </>
        ) : (
          words.cardsNotNow
        )}
      </p>
      <p role="status" class="spoken">
        {last && title && words.cardsSent(title, words.cardsBodies[last.body])}
      </p>
    </>
  )
}

interface ListProps {
  readonly groups: readonly CardGroup[]
  readonly chosen: Card | undefined
  readonly talk: Talk | undefined
  readonly active: Signal<string>
}

function List({ groups, chosen, talk, active }: ListProps) {
  useLayoutEffect(() => {
    const option = chosen && document.getElementById(idOf(chosen))
    option?.scrollIntoView({ block: "nearest" })
  }, [chosen?.key])
  const sent = new Map(
    sentCards(talk?.notes.shown.value ?? []).map(({ key, at }) => [key, at]),
  )
  return (
    <div role="listbox" id={LIST} class="replies__list" aria-label={words.cardsTab}>
      {groups.map(({ name, cards }) => (
        <div key={name} role="group" aria-labelledby={`cards-${name}`}>
          <div id={`cards-${name}`} role="presentation" class="replies__group">
            {NAMES[name] ?? words.cardsTopic(name)}
          </div>
          {cards.map((card, at) => (
            <div
              key={card.key}
              role="option"
              id={idOf(card)}
              class="replies__option cards__option"
              aria-selected={card.key === chosen?.key}
              onClick={() => (active.value = card.key)}
            >
              {name === "front" && <b class="tab__n">{at + 1}</b>}
              <span>
                {card.title} <Standing card={card} at={sent.get(card.key)} />
              </span>
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}

const NAMES: Readonly<Record<string, string>> = {
  front: words.cardsFront,
  found: words.cardsFound,
}

/** What must be known before its digit is pressed. */
function Standing(props: { readonly card: Card; readonly at: number | undefined }) {
  const { card, at } = props
  return (
    <small class="quiet">
      {card.certain === false && `◔ ${words.cardsToCheck} `}
      {at !== undefined && (
        <>
          ✓ <span class="spoken">{words.cardsSentAt} </span>
          {hour(at)}
        </>
      )}
    </small>
  )
}

/** Nothing goes by its digit whose title is scrolled away: it is shown first. */
function isInSight(card: Card): boolean {
  const option = document.getElementById(idOf(card))
  if (!option) return false
  const { left, top, width, height } = option.getBoundingClientRect()
  const there = document.elementFromPoint(left + width / 2, top + height / 2)
  return option.contains(there)
}

function idOf({ key }: Card): string {
  return `card-${key}`
}
