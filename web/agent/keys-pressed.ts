/**
 * The keys of the console: one table, which both the handler and the page of shortcuts
 * read. A module that brings a key adds its rows here; nothing listens on its own.
 *
 * Only with Alt, or Alt and Shift: a single letter is text (WCAG 2.1.4). Letters are those
 * written on the keys; digits are the nine keys of the upper row, also where they give
 * « & é " ».
 */
import { signal } from "@preact/signals"
import type { Console, Screen } from "./console.ts"

/** Where a key does something. `desk`: in front of the conversations. */
export type Place = "everywhere" | Screen

export interface KeyRow {
  /** As it is written: "Alt+N", "Alt+Maj+R". "Alt+1…9" stands for nine keys. */
  readonly keys: string
  /** What it does, as the page of shortcuts says it. */
  readonly label: string
  readonly place: Place
  /** Unsaid: always. While it says no, the key does nothing and is left to the browser. */
  readonly when?: (here: Console) => boolean
  /** @param digit - the digit pressed, for "Alt+1…9"; else 0. */
  readonly act: (here: Console, digit: number) => void
}

/** What of a key event is looked at. */
export type Pressed = Pick<
  KeyboardEvent,
  "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "key" | "code"
>

const DIGITS = "1…9"
/** Shift, as it is written on French keys: every letter alone is taken. */
const SHIFT = "Maj+"

const table = signal<readonly KeyRow[]>([])

/** Add rows to the table; those that are there already stay. */
export function addKeys(rows: readonly KeyRow[]): void {
  table.value = [...table.value, ...rows.filter((row) => !table.value.includes(row))]
}

/** Every row, in the order in which they were added. */
export function allKeys(): readonly KeyRow[] {
  return table.value
}

/** The rows of which another has the same keys where it works too. */
export function clashes(rows: readonly KeyRow[]): readonly KeyRow[] {
  return rows.filter((one) => rows.some((other) => other !== one && meet(one, other)))
}

/** Do what a key pressed anywhere asks; answers whether it was one of ours. */
export function press(here: Console, event: Pressed): boolean {
  if (!event.altKey || event.ctrlKey || event.metaKey) return false
  const sign = signOf(event)
  if (!sign) return false
  const shifted = `${SHIFT}${sign}`.toLowerCase()
  // A key that cannot act now must not do what its letter does without Shift.
  const isShifted =
    event.shiftKey && table.value.some((one) => signsOf(one).includes(shifted))
  const asked = isShifted ? shifted : sign
  const row = table.value.find((one) => answers(one, asked, here))
  row?.act(here, /\d/.test(sign) ? Number(sign) : 0)
  return row !== undefined
}

function answers(row: KeyRow, sign: string, here: Console): boolean {
  if (row.place !== "everywhere" && row.place !== here.screen.value) return false
  return signsOf(row).includes(sign) && (row.when?.(here) ?? true)
}

function meet(one: KeyRow, other: KeyRow): boolean {
  const apart =
    one.place !== other.place &&
    one.place !== "everywhere" &&
    other.place !== "everywhere"
  return !apart && signsOf(one).some((sign) => signsOf(other).includes(sign))
}

/** The letter or digits of "Alt+N", "Alt+1…9"; "maj+r" of "Alt+Maj+R". */
function signsOf({ keys }: KeyRow): readonly string[] {
  const sign = keys.slice(keys.indexOf("+") + 1)
  return sign === DIGITS ? [..."123456789"] : [sign.toLowerCase()]
}

/** The same keys as `aria-keyshortcuts` names them. */
export function ariaKeys(keys: string): string {
  return keys.replace(SHIFT, "Shift+")
}

/** The letter, also where Alt makes another sign of it; the digit, on any keyboard. */
function signOf({ key, code }: Pressed): string {
  const digit = /^Digit([0-9])$/.exec(code)?.[1]
  if (digit) return digit
  if (/^[a-z0-9]$/i.test(key)) return key.toLowerCase()
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? ""
}
