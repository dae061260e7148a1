/**
 * What an officer was writing and could not send: kept when the visitor leaves, when the
 * conversation is lost, and while the console is locked.
 *
 * Locked, the console holds no clear word. A draft answers what the visitor wrote, and
 * often repeats it: it is sealed in memory under a key that comes from the officer's
 * own, which only the password brings back. Signing out, or a decision that ends the
 * conversation, destroys it.
 */
import { lock, unlock } from "../shared/blocks.ts"
import { type Bytes, utf8 } from "../shared/bytes.ts"
import { fields, VERSION } from "../shared/canonical.ts"
import type { Said } from "../shared/line.ts"
import type { Owed } from "./owed-notes.ts"
import type { SheetDraft } from "./report-sheet.ts"
import type { Unsent } from "./unsent-cards.ts"

/** The officer's own words; never the visitor's. */
export interface Unsaid {
  readonly message: string
  readonly note: string
  /** Notes of what was done, to be kept without being asked again. */
  readonly owed?: readonly Owed[]
  /** Cards of which nobody knows yet whether they went; never part of `message`. */
  readonly cards?: readonly Unsent[]
  /** Of the report and its letter, what is not saved. */
  readonly report?: SheetDraft | null
}

export const NOTHING: Unsaid = { message: "", note: "" }

export function isNothing({ message, note, owed, cards, report }: Unsaid): boolean {
  if (report || owed?.length || cards?.length) return false
  return !message.trim() && !note.trim()
}

/** What did not reach the server, the cards apart, then what was being written. */
export function ownWords(
  said: readonly Said[],
  written: Unsaid,
  ofCards: ReadonlySet<number> = new Set(),
): Unsaid {
  const pending = said
    .filter(({ side, fate }) => side === "agent" && fate !== "sent")
    .filter(({ key }) => !ofCards.has(key))
    .map(({ text }) => text ?? "")
  const { note, owed = [], cards = [], report } = written
  return {
    message: [...pending, written.message].filter(Boolean).join("\n"),
    note,
    ...(owed.length > 0 && { owed }),
    ...(cards.length > 0 && { cards }),
    ...(report && { report }),
  }
}

/** What was being written in each conversation when the console was locked. */
export class UnsaidSafe {
  readonly #kept = new Map<string, Promise<Bytes>>()

  get conversations(): readonly string[] {
    return [...this.#kept.keys()]
  }

  /** @param key - see `Session.unsaidKey`. */
  keep(key: CryptoKey, conversation: string, words: Unsaid): void {
    if (isNothing(words)) return
    const plain = utf8(JSON.stringify(words))
    const sealed = lock(key, plain, boundTo(conversation)).finally(() => plain.fill(0))
    sealed.catch(() => null) // said when it is asked back
    this.#kept.set(conversation, sealed)
  }

  /** Give it back, once. Nothing when there is none, or when it does not open. */
  async giveBack(key: CryptoKey, conversation: string): Promise<Unsaid> {
    const sealed = this.#kept.get(conversation)
    this.#kept.delete(conversation)
    if (!sealed) return NOTHING
    try {
      const plain = await unlock(key, await sealed, boundTo(conversation))
      return JSON.parse(new TextDecoder().decode(plain)) as Unsaid
    } catch {
      return NOTHING
    }
  }

  forget(): void {
    this.#kept.clear()
  }
}

function boundTo(conversation: string): Bytes {
  return fields(VERSION, "unsaid", conversation)
}
