/** The keys of the cards: go and send one, and in which French. See keys-pressed.ts. */
import { cardsAsked } from "./card-list.ts"
import { switchBody } from "./card-sending.ts"
import { addKeys, type KeyRow } from "./keys-pressed.ts"
import { words } from "./words.ts"

const rows: readonly KeyRow[] = [
  {
    keys: words.cardsKeys,
    label: words.cardsOpen,
    place: "desk",
    act: ({ help, area }) => {
      help.value = "cards"
      area.value = "help"
      cardsAsked.value = true
    },
  },
  {
    keys: words.cardsBodyKeys,
    label: words.cardsBody,
    place: "desk",
    when: ({ help, talks }) =>
      help.value === "cards" && (talks.current.value?.writable.value ?? false),
    act: ({ talks }) => {
      if (talks.current.value) switchBody(talks.current.value)
    },
  },
]

addKeys(rows)

/** What a key asks in a list of numbered lines while nothing is typed. */
export interface Digit {
  /** 1 to 9; 0 when the key is none of a digit. */
  readonly n: number
  /**
   * It writes no letter. On a French keyboard « é è ç » are 2, 7 and 9, and begin
   * words: such a key only points at its line, and Enter must follow.
   */
  readonly sure: boolean
}

/** The digit of a key, in the upper row or the pad, with or without Shift. */
export function digitFrom({ key, code }: Pick<KeyboardEvent, "key" | "code">): Digit {
  const row = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1]
  const n = Number(/^[1-9]$/.test(key) ? key : key.length === 1 ? (row ?? 0) : 0)
  return { n, sure: !/\p{L}/u.test(key) }
}
