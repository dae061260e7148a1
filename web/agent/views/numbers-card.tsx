/** The card of numbers: a digit, or arrows and Enter, puts one into the message. */
import { useSignal } from "@preact/signals"
import { useLayoutEffect, useRef } from "preact/hooks"
import { besideOf } from "../beside.ts"
import { useConsole } from "../context.ts"
import { card, given, type OnCard } from "../numbers.ts"
import type { Talk } from "../talk.ts"
import { digitOf, moved } from "../toolbar-keys.ts"
import { words } from "../words.ts"
import { Key } from "./form.tsx"

export function NumbersCard({ talk }: { readonly talk: Talk }) {
  const { numbers, talks, area } = useConsole()
  const box = useRef<HTMLDivElement>(null)
  const { cardAsked } = besideOf(talk)
  const all = useSignal(false)
  const found = card(numbers.value, talk.minor.value)
  const rows = all.value ? found : found.filter(({ digit }) => digit !== null)
  useLayoutEffect(() => {
    // Before the next key: a digit must never fall into the message.
    if (!cardAsked.value) return
    cardAsked.value = false
    box.current?.querySelector("button")?.focus()
  }, [cardAsked.value])
  const back = () => {
    area.value = "talk"
    talks.focusOn.value = talk.id
  }
  const insert = (row: OnCard) => {
    if (!talk.writable.value) return
    talk.insert(given(row))
    back()
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const row = rows.find(({ digit }) => digit !== null && digit === digitOf(event))
    if (row) insert(row)
    else if (event.key === "Escape") back()
    else if (!moved(event, box.current)) return
    event.preventDefault()
  }
  return (
    <section aria-labelledby="numbers-title">
      <h3 id="numbers-title">{words.numbersTitle}</h3>
      <p class="quiet">{words.numbersHow}</p>
      {numbers.value.length === 0 && <p class="quiet">{words.numbersMissing}</p>}
      <div
        role="toolbar"
        aria-orientation="vertical"
        aria-labelledby="numbers-title"
        class="numbers"
        ref={box}
        onKeyDown={pressed}
      >
        {rows.map((row, at) => (
          <button
            key={row.number}
            type="button"
            class="numbers__row"
            tabIndex={at === 0 ? 0 : -1}
            aria-disabled={!talk.writable.value}
            aria-keyshortcuts={row.digit === null ? undefined : String(row.digit)}
            onClick={() => insert(row)}
          >
            <Key>{row.digit ?? ""}</Key>
            <strong>{row.number}</strong>
            <span>
              {row.name} <small class="quiet">{unusual(row.hours)}</small>
            </span>
          </button>
        ))}
      </div>
      {rows.length < found.length && (
        <button type="button" class="plain" onClick={() => (all.value = true)}>
          {words.numbersMore(found.length - rows.length)}
        </button>
      )}
      <p class="quiet">{words.numbersRoom}</p>
    </section>
  )
}

/** Hours worth a look: most answer day and night, which the hint says once. */
function unusual(hours: string): string {
  return hours.startsWith(words.numbersAlways) ? "" : hours
}
