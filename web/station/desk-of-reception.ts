/**
 * The front desk: a number from a slip gives the hour and the name to call, and nothing
 * else. The answer leaves the screen after a minute, or with the next number.
 */
import { signal } from "@preact/signals"
import { type Api, Refused } from "../agent/api.ts"
import { Correct, KeyRefused } from "../agent/explain.ts"
import type { Session } from "../agent/session.ts"
import { NotANumber, numberHash, parseNumber } from "../shared/appointment-number.ts"
import { fromBase64, toBase64 } from "../shared/bytes.ts"
import { openName } from "../shared/reception.ts"
import { CannotOpen } from "../shared/sealing-errors.ts"
import type { Received } from "./shapes.ts"
import { words } from "./words.ts"

const SHOWN_FOR = 60_000 // milliseconds

/** Call `run` after `ms`; the answer calls it off. */
export type After = (ms: number, run: () => void) => () => void

export interface Answer {
  readonly at: number
  readonly station: string
  /** Null when the key of this front desk does not open it. */
  readonly name: string | null
}

export class Reception {
  readonly answer = signal<Answer | null>(null)
  readonly #api: Api
  readonly #session: Session
  readonly #after: After
  #callOff: () => void = () => {}
  #asked = 0

  constructor(api: Api, session: Session, after: After = afterwards) {
    this.#api = api
    this.#session = session
    this.#after = after
  }

  /**
   * Ask for what a typed number gives. A slip is found here: nothing is sent.
   * @throws {Correct | Refused | Unreachable}
   */
  async ask(typed: string): Promise<void> {
    this.forget()
    const asked = this.#asked
    const number = numberIn(typed)
    const hash = toBase64(await numberHash(number))
    const found = await this.#look(hash)
    const name = await this.#name(found)
    if (asked !== this.#asked) return // locked, or another number, meanwhile
    this.answer.value = { at: found.at, station: found.station, name }
    this.#callOff = this.#after(SHOWN_FOR, () => this.forget())
  }

  /** Take the answer off the screen. */
  forget(): void {
    this.#callOff()
    this.#asked += 1
    this.answer.value = null
  }

  async #look(hash: string): Promise<Received> {
    try {
      const body = { number_hash: hash }
      return await this.#api.post<Received>("/v1/station/reception", body)
    } catch (refusal) {
      // Unknown, cancelled, another station's: one answer, here as at the server.
      if (refusal instanceof Refused && refusal.status === 404) {
        throw new Correct(words.numberUnknown)
      }
      throw refusal
    }
  }

  async #name(found: Received): Promise<string | null> {
    const { station, appointment, reception } = found
    try {
      const pair = await this.#session.keys.pair(
        `reception.${station}`,
        reception.epoch,
      )
      const key = fromBase64(reception.sealed)
      const sealed = { key, name: fromBase64(found.name) }
      return await openName(pair, station, reception.epoch, appointment, sealed)
    } catch (cause) {
      if (cause instanceof CannotOpen || cause instanceof KeyRefused) return null
      throw cause
    }
  }
}

function afterwards(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** @throws {Correct} it is no number. */
function numberIn(typed: string): string {
  try {
    return parseNumber(typed)
  } catch (cause) {
    if (cause instanceof NotANumber) throw new Correct(words.numberSlip)
    throw cause
  }
}
