/** The card of numbers: those of a danger first, each with a digit that inserts it. */
import type { HelpNumber } from "./shapes.ts"
import { words } from "./words.ts"

const DIGITS = 9

/** The numbers that an emergency may need, in the order they are looked for. */
const FIRST = ["17", "112", "114", "15", "18", "3919", "3114", "119", "116 006"]
const FIRST_OF_MINORS = ["17", "112", "114", "119", "15", "18", "3114", "3018"]

export interface OnCard {
  readonly number: string
  readonly name: string
  readonly hours: string
  /** The key that inserts it, from 1 to 9; null after the ninth. */
  readonly digit: number | null
}

/** The whole list, or the three emergencies that are known without the server. */
export function card(
  numbers: readonly HelpNumber[],
  minor: boolean,
): readonly OnCard[] {
  const known = numbers.length > 0 ? numbers : words.numbersUrgent
  const first = minor ? FIRST_OF_MINORS : FIRST
  const rank = ({ number }: { readonly number: string }) => {
    const found = first.indexOf(number.replace(/\s/g, " "))
    return found < 0 ? first.length : found
  }
  const sorted = [...known].sort((one, two) => rank(one) - rank(two))
  return sorted.map(({ number, name, hours }, at) => ({
    number,
    name,
    hours,
    digit: at < DIGITS ? at + 1 : null,
  }))
}

/** What goes into the message. */
export function given({ number, name, hours }: OnCard): string {
  return words.numberGiven(number, name, hours)
}
