/** Sentences ready to insert: a digit inserts, arrows move, Escape goes back. */
import type { Signal } from "@preact/signals"
import { useLayoutEffect, useRef } from "preact/hooks"
import { digitOf, moved } from "../toolbar-keys.ts"
import { Key } from "./form.tsx"

const DIGITS = 9
const LINE = 24 // pixels

export interface Sentence {
  readonly key: string
  readonly text: string
  /** What stands beside it: that it was inserted already. */
  readonly note: string
  /** What must be known before it is chosen, line by line. */
  readonly more?: readonly string[]
}

interface Props {
  readonly label: string
  readonly rows: readonly Sentence[]
  readonly disabled: boolean
  /** @param event - the key that chose it; none under a mouse. */
  readonly insert: (key: string, event?: KeyboardEvent) => void
  readonly back: () => void
  /** What is chosen goes at once: one scrolled away is only shown. */
  readonly goesAtOnce?: boolean
  /** The first one is to take the focus; taken back once given. */
  readonly focusAsked?: Signal<boolean>
}

function isFocused(button: HTMLElement): boolean {
  return button === document.activeElement
}

/** Its first line is before the eyes, not scrolled away nor covered. */
function isTitleSeen(button: HTMLElement): boolean {
  const { left, top, width } = button.getBoundingClientRect()
  const there = document.elementFromPoint(left + width / 2, top + LINE / 2)
  return button.contains(there)
}

export function DigitList(props: Props) {
  const { label, rows, disabled, insert, back, goesAtOnce, focusAsked } = props
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    // Before the next key: a digit must never fall into the message.
    if (!focusAsked?.value) return
    focusAsked.value = false
    box.current?.querySelector("button")?.focus()
  }, [focusAsked?.value])
  const pressed = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const buttons = [...(box.current?.querySelectorAll("button") ?? [])]
    const digit = Math.min(digitOf(event), DIGITS)
    const at = event.key === "Enter" ? buttons.findIndex(isFocused) : digit - 1
    const [row, button] = [rows[at], buttons[at]]
    if (row && button && !disabled) {
      if (goesAtOnce && !isTitleSeen(button)) button.focus()
      else insert(row.key, event)
    } else if (event.key === "Escape") back()
    else if (!moved(event, box.current)) return
    event.preventDefault()
  }
  return (
    <div
      role="toolbar"
      aria-orientation="vertical"
      aria-label={label}
      class="sentences"
      ref={box}
      onKeyDown={pressed}
    >
      {rows.map(({ key, text, note, more = [] }, at) => (
        <button
          key={key}
          type="button"
          class="sentences__row"
          tabIndex={at === 0 ? 0 : -1}
          aria-disabled={disabled}
          aria-keyshortcuts={at < DIGITS ? String(at + 1) : undefined}
          onClick={() => !disabled && insert(key)}
        >
          <Key>{at < DIGITS ? at + 1 : ""}</Key>
          <span>
            {text} {note && <small class="quiet">({note})</small>}
            {more.map((line) => (
              <small key={line} class="sentences__more">
                {line}
              </small>
            ))}
          </span>
        </button>
      ))}
    </div>
  )
}
