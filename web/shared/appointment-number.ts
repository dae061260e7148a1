/**
 * The number on the slip: it tells a front desk the hour and the name, no more.
 *
 * Nine random symbols of 31 (44 bits: guesses are slowed, and a hit opens no file) and a
 * check symbol: the weights are distinct modulo a prime, so that every wrong symbol and
 * every swap of two is found before anything is sent.
 * Source: docs/reference/protocol.md §2.11.
 */
import { type Bytes, randomBytes, utf8 } from "./bytes.ts"
import { NotANumber } from "./sealing-errors.ts"

export { NotANumber } from "./sealing-errors.ts"

/** Without 0, 1, I, L and O, which read as each other on paper. */
const SYMBOLS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
const RANDOM_SYMBOLS = 9

/** The check symbol of nine symbols. */
export function checkSymbol(symbols: string): string {
  let sum = 0
  for (let at = 0; at < symbols.length; at++) {
    sum += (at + 1) * SYMBOLS.indexOf(symbols.charAt(at))
  }
  return SYMBOLS.charAt(sum % SYMBOLS.length)
}

/** A new number. */
export function makeNumber(): string {
  let symbols = ""
  while (symbols.length < RANDOM_SYMBOLS) {
    const byte = randomBytes(1)[0] ?? 255
    // Beyond the last whole turn some symbols would be likelier than others.
    if (byte < 256 - (256 % SYMBOLS.length)) symbols += SYMBOLS[byte % SYMBOLS.length]
  }
  return symbols + checkSymbol(symbols)
}

/**
 * Read a number as typed, forgiving case, spaces, dashes and dots.
 *
 * @throws {NotANumber} not ten symbols, or a slip in one of them.
 */
export function parseNumber(typed: string): string {
  const number = typed.replace(/[\s.\u2010-\u2015-]/g, "").toUpperCase()
  const known = Array.from(number).every((one) => SYMBOLS.includes(one))
  if (number.length !== RANDOM_SYMBOLS + 1 || !known) {
    throw new NotANumber("not ten symbols")
  }
  if (checkSymbol(number.slice(0, -1)) !== number.slice(-1)) {
    throw new NotANumber("ten symbols that do not agree")
  }
  return number
}

/** The number in two groups, as it is printed and read aloud. */
export function showNumber(number: string): string {
  return `${number.slice(0, 5)} ${number.slice(5)}`
}

/** What the server keeps of a number. */
export async function numberHash(number: string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(number)))
}
