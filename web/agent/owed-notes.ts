/**
 * Notes of what was done here, which must be kept whatever happens: one after the other,
 * each exactly once. What fails is tried again, later and later; the officer is told
 * after the first failure. Before trying again the notes are read, for an answer may
 * have been lost although the note was kept.
 */
import { type ReadonlySignal, signal } from "@preact/signals"
import type { Note } from "./note-book.ts"

/** A note still to be kept. */
export interface Owed {
  readonly text: string
  /** The number of the last note known when it was owed: it stands after that one. */
  readonly after: number
  /** It was tried already, perhaps with success. */
  readonly tried: boolean
}

export interface OwedNeeds {
  readonly shown: ReadonlySignal<readonly Note[]>
  /** @throws what keeping a note throws. */
  readonly add: (text: string) => Promise<void>
  /** @throws {Refused | Unreachable} */
  readonly read: () => Promise<void>
  /** Do it later; answers how to call it off. */
  readonly later?: (milliseconds: number, run: () => void) => () => void
}

const FIRST = 2_000 // milliseconds, as what follows
const LONGEST = 60_000

export class OwedNotes {
  /** The oldest first. */
  readonly all = signal<readonly Owed[]>([])
  /** The oldest was tried, and is not kept. */
  readonly late = signal(false)
  readonly #needs: OwedNeeds
  #wait = FIRST
  #callOff: () => void = () => {}
  #busy = false

  constructor(needs: OwedNeeds) {
    this.#needs = needs
  }

  /** Keep this note. */
  owe(text: string): void {
    this.giveBack([{ text, after: this.#last(), tried: false }])
  }

  /** Those that another screen, or this one before it was locked, could not keep. */
  giveBack(owed: readonly Owed[]): void {
    this.all.value = [...this.all.value, ...owed]
    void this.keep()
  }

  /** Try now; answers once there is nothing more to do now. */
  async keep(): Promise<void> {
    if (this.#busy) return
    this.#callOff()
    this.#busy = true
    try {
      for (let head = this.all.value[0]; head; head = this.all.value[0]) {
        const kept = await this.#keepOne(head)
        // Two of the same text are two notes: the next one stands after this one.
        const rest = this.all.value.slice(1)
        this.all.value = rest.map((owed) => ({ ...owed, after: kept }))
        this.late.value = false
        this.#wait = FIRST
      }
    } catch {
      this.#tryLater()
    } finally {
      this.#busy = false
    }
  }

  /** The conversation is gone: what is owed was taken from here before. */
  drop(): void {
    this.#callOff()
    this.all.value = []
    this.late.value = false
  }

  /** Answers its number. */
  async #keepOne(head: Owed): Promise<number> {
    if (head.tried) {
      await this.#needs.read()
      const there = this.#numberOf(head)
      if (there) return there
    }
    this.all.value = [{ ...head, tried: true }, ...this.all.value.slice(1)]
    await this.#needs.add(head.text)
    return this.#numberOf(head) ?? this.#last()
  }

  #numberOf({ text, after }: Owed): number | undefined {
    return this.#needs.shown.value.find((note) => note.n > after && note.text === text)
      ?.n
  }

  #tryLater(): void {
    if (this.all.value.length === 0) return
    this.late.value = true
    const later = this.#needs.later ?? afterwards
    this.#callOff = later(this.#wait, () => void this.keep())
    this.#wait = Math.min(2 * this.#wait, LONGEST)
  }

  #last(): number {
    return this.#needs.shown.value.at(-1)?.n ?? 0
  }
}

function afterwards(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds)
  return () => clearTimeout(timer)
}
