/**
 * The sealed notes of one conversation. The first note makes the note key, whose
 * envelope goes to the desk; the visitor never holds it.
 */
import { signal } from "@preact/signals"
import { type Bytes, fromBase64, randomBytes, toBase64 } from "../shared/bytes.ts"
import { importNoteKey, openNote, sealNote } from "../shared/notes.ts"
import { type Api, Refused } from "./api.ts"
import { Correct } from "./explain.ts"
import type { Keyring } from "./keyring.ts"
import type { Desk, Envelope, Envelopes, SealedNote } from "./shapes.ts"
import { words } from "./words.ts"

/** `text` is null when it was not sealed for this place with this key. */
export interface Note {
  readonly n: number
  readonly at: number
  readonly text: string | null
}

export class NoteBook {
  readonly shown = signal<readonly Note[]>([])
  readonly draft = signal("")
  readonly #api: Api
  readonly #conversation: string
  #key: CryptoKey | null = null
  #over = false

  constructor(api: Api, conversation: string) {
    this.#api = api
    this.#conversation = conversation
  }

  /** Show the notes there are, if the note key can be opened. */
  async read(keys: Keyring, found: Envelopes): Promise<void> {
    const envelope = found.envelopes.find((one) => one.purpose === "note")
    if (envelope) this.#key = await this.#opened(keys, envelope)
    const notes = await Promise.all(found.notes.map((note) => this.#read(note)))
    if (!this.#over) this.shown.value = notes.sort((one, two) => one.n - two.n)
  }

  /**
   * Seal the draft as the next note. What was typed stays until it is kept.
   * @throws {Correct | Refused | Unreachable | KeyRefused}
   */
  async add(keys: Keyring, desk: Desk, fence: number): Promise<void> {
    const text = this.draft.value.trim()
    if (!text) throw new Correct(words.required)
    const n = (this.shown.value.at(-1)?.n ?? 0) + 1
    const fresh = this.#key ? null : randomBytes(32)
    const key = this.#key ?? (await importNoteKey(fresh as Bytes))
    const envelope = fresh
      ? await keys.sealToDesk(desk, "note", this.#conversation, fresh)
      : null
    fresh?.fill(0)
    const sealed = await sealNote(key, this.#conversation, n, text)
    await this.#api.post(`/v1/conversations/${this.#conversation}/notes`, {
      n,
      sealed: toBase64(sealed),
      fence,
      envelope,
    })
    if (this.#over) return
    this.#key = key
    this.shown.value = [...this.shown.value, { n, at: Date.now(), text }]
    this.draft.value = ""
  }

  /** Forget the key and every note. */
  drop(): void {
    this.#over = true
    this.#key = null
    this.shown.value = []
    this.draft.value = ""
  }

  async #opened(keys: Keyring, envelope: Envelope): Promise<CryptoKey> {
    const raw = await keys.open(envelope, this.#conversation)
    const key = await importNoteKey(raw)
    raw.fill(0)
    return key
  }

  async #read({ n, sealed, at }: SealedNote): Promise<Note> {
    if (!this.#key) return { n, at, text: null }
    try {
      const bytes = fromBase64(sealed)
      return { n, at, text: await openNote(this.#key, this.#conversation, n, bytes) }
    } catch {
      return { n, at, text: null }
    }
  }
}

/** Somebody else's note took the number: read the notes again, then try once more. */
export function isTaken(refusal: unknown): boolean {
  return refusal instanceof Refused && refusal.code === "taken"
}
