/**
 * The sealed notes of one conversation. The first note makes the note key, whose
 * envelope goes to the desk; the visitor never holds it.
 *
 * After transfers there may be several note keys: one for each desk that began anew
 * because the notes had been left behind. Each note is read with whichever opens it; the
 * next is sealed with the key of the newest note that could be read.
 */
import { signal } from "@preact/signals"
import { type Bytes, fromBase64, randomBytes, toBase64 } from "../shared/bytes.ts"
import { importNoteKey, openNote, sealNote } from "../shared/notes.ts"
import { type Api, Refused } from "./api.ts"
import { isUnreadable } from "./conversation-key.ts"
import { Correct } from "./explain.ts"
import type { Keyring, SealedKey } from "./keyring.ts"
import type { Desk, Envelope, Envelopes, SealedNote } from "./shapes.ts"
import { words } from "./words.ts"

/** `text` is null when it was not sealed for this place with a key of ours. */
export interface Note {
  readonly n: number
  readonly at: number
  /** The id of the member who wrote it; empty for one of this tab's own. */
  readonly by: string
  readonly text: string | null
}

/** A note key, and the envelope it came from: to seal it again to another desk. */
interface NoteKey {
  readonly key: CryptoKey
  readonly envelope: Envelope
}

export class NoteBook {
  readonly shown = signal<readonly Note[]>([])
  readonly draft = signal("")
  readonly #api: Api
  readonly #conversation: string
  #key: NoteKey | null = null
  #over = false

  constructor(api: Api, conversation: string) {
    this.#api = api
    this.#conversation = conversation
  }

  /**
   * Show the notes there are: those that no key of ours opens are said to be there.
   * @throws {Refused | Unreachable | ListRefused}
   */
  async read(keys: Keyring, found: Envelopes): Promise<void> {
    const opened = await this.#opened(keys, found.envelopes)
    const read = await Promise.all(found.notes.map((note) => this.#read(opened, note)))
    if (this.#over) return
    read.sort((one, two) => one.note.n - two.note.n)
    const newest = read.filter(({ by }) => by).at(-1)?.by ?? opened[0]
    this.#key = newest ?? null
    this.shown.value = read.map(({ note }) => note)
  }

  /**
   * Seal the draft as the next note, or `text` when it is given. What was typed stays
   * until it is kept.
   * @param fence - null for a supervisor who reads along: a whisper.
   * @throws {Correct | Refused | Unreachable | KeyRefused}
   */
  async add(
    keys: Keyring,
    desk: Desk,
    fence: number | null,
    text: string | null = null,
  ): Promise<void> {
    const written = (text ?? this.draft.value).trim()
    if (!written) throw new Correct(words.required)
    const n = (this.shown.value.at(-1)?.n ?? 0) + 1
    const known = this.#key
    const { key, envelope } = known ?? (await this.#made(keys, desk))
    const sealed = await sealNote(key, this.#conversation, n, written)
    await this.#api.post(`/v1/conversations/${this.#conversation}/notes`, {
      n,
      sealed: toBase64(sealed),
      fence,
      envelope: known ? null : bare(envelope),
    })
    if (this.#over) return
    this.#key = { key, envelope }
    const kept = { n, at: Date.now(), by: "", text: written }
    this.shown.value = [...this.shown.value, kept]
    if (text === null) this.draft.value = ""
  }

  /**
   * The note key sealed to another desk, so that who takes over reads the notes; null
   * when there is none yet.
   * @throws {Refused | Unreachable | KeyRefused}
   */
  async sealedFor(keys: Keyring, desk: Desk): Promise<SealedKey | null> {
    const known = this.#key
    if (!known) return null
    const raw = await keys.open(known.envelope, this.#conversation)
    try {
      return await keys.sealToDesk(desk, "note", this.#conversation, raw)
    } finally {
      raw.fill(0)
    }
  }

  /** Forget the key and every note. */
  drop(): void {
    this.#over = true
    this.#key = null
    this.shown.value = []
    this.draft.value = ""
  }

  async #made(keys: Keyring, desk: Desk): Promise<NoteKey> {
    const raw = randomBytes(32)
    const sealed = await keys.sealToDesk(desk, "note", this.#conversation, raw)
    const key = await imported(raw)
    return { key, envelope: { ...sealed, purpose: "note" } }
  }

  async #opened(keys: Keyring, envelopes: readonly Envelope[]): Promise<NoteKey[]> {
    const opened: NoteKey[] = []
    const found = envelopes.filter(({ purpose }) => purpose === "note")
    for (const envelope of keys.oursFirst(found)) {
      try {
        const key = await imported(await keys.open(envelope, this.#conversation))
        opened.push({ key, envelope })
      } catch (cause) {
        // Another desk's envelope is no fault; a lost network must not pass for one:
        // a second note key would be made, and the first notes left unread.
        if (!isUnreadable(cause)) throw cause
      }
    }
    return opened
  }

  async #read(
    opened: readonly NoteKey[],
    { n, sealed, at, by }: SealedNote,
  ): Promise<{ readonly note: Note; readonly by?: NoteKey }> {
    for (const one of opened) {
      try {
        const text = await openNote(one.key, this.#conversation, n, fromBase64(sealed))
        return { note: { n, at, by, text }, by: one }
      } catch {
        continue // sealed with another key, or for another place
      }
    }
    return { note: { n, at, by, text: null } }
  }
}

/** Somebody else's note took the number: read the notes again, then try once more. */
export function isTaken(refusal: unknown): boolean {
  return refusal instanceof Refused && refusal.code === "taken"
}

async function imported(raw: Bytes): Promise<CryptoKey> {
  const key = await importNoteKey(raw)
  raw.fill(0)
  return key
}

function bare({ desk, epoch, sealed }: Envelope) {
  return { desk, epoch, sealed }
}
