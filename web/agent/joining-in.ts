/**
 * Reading a conversation along, once the reason is journaled: its key is opened here
 * with the supervisor's own grant, its line is read and never written to. A whisper is
 * a sealed note. `drop` is the one way to empty it; no key or word survives it.
 */
import { signal } from "@preact/signals"
import type { StateFrame } from "../shared/frames.ts"
import type { LineView, Said } from "../shared/line.ts"
import { directionKeys } from "../shared/sealing.ts"
import type { Joined } from "./board-shapes.ts"
import { openedBy } from "./conversation-key.ts"
import { Correct, explain } from "./explain.ts"
import { isTaken, NoteBook } from "./note-book.ts"
import type { Desk, Envelopes } from "./shapes.ts"
import type { TalkLine, TalkNeeds } from "./talk-needs.ts"
import { words } from "./words.ts"

/** Notes that begin so are a supervisor's: protocol.md §5. Never translated. */
export const WHISPER = "Salle : "

const READ_FOR = 60 * 60_000 // milliseconds: then the server closes the line

export type ReadingStage = "opening" | "open" | "failed" | "over"

export class Reading {
  readonly id: string
  readonly joined: Joined
  readonly until = Date.now() + READ_FOR
  readonly stage = signal<ReadingStage>("opening")
  readonly trouble = signal("")
  readonly said = signal<readonly Said[]>([])
  readonly state = signal<StateFrame | null>(null)
  readonly reachable = signal(true)
  readonly there = signal(false)
  readonly whisper = signal("")
  readonly notes: NoteBook
  readonly #needs: TalkNeeds
  #line: TalkLine | null = null
  #notesKnown = 0

  constructor(joined: Joined, needs: TalkNeeds) {
    this.id = joined.conversation
    this.joined = joined
    this.notes = new NoteBook(needs.api, joined.conversation)
    this.#needs = needs
  }

  get desk(): Desk {
    return (this.state.value?.desk ?? this.joined.desk) as Desk
  }

  /** Fetch the key (the journal records it), open it here, then the line. */
  async open(): Promise<void> {
    try {
      const found = await this.#envelopes()
      const keys = this.#needs.keys()
      const ck = await openedBy(keys, found, this.id)
      const lineKeys = await directionKeys(ck)
      ck.fill(0)
      if (this.#gone) return
      await this.notes.read(keys, found).catch(() => null) // unread notes stop nobody
      this.#notesKnown = found.notes.length
      if (this.#gone) return
      this.#line = this.#needs.makeLine({
        conversation: this.id,
        token: this.#needs.api.token,
        side: "agent",
        keys: lineKeys,
        view: this.#view(),
      })
      this.stage.value = "open"
      this.#line.open()
    } catch (cause) {
      if (this.#gone) return
      this.drop("failed")
      this.trouble.value = explain(cause)
    }
  }

  /** Forget the key and every word. */
  drop(stage: "failed" | "over"): void {
    this.stage.value = stage
    this.#line?.close()
    this.#line = null
    this.notes.drop()
    this.said.value = []
    this.state.value = null
    this.there.value = false
    this.whisper.value = ""
  }

  /** « Cesser de lire »: forget first, then tell the server, if it answers. */
  part(): void {
    if (this.#gone && this.stage.value !== "failed") return
    this.drop("over")
    this.#needs.api.farewell(`/v1/conversations/${this.id}/part`)
  }

  /**
   * Say something to the officer alone. What was typed stays until it is kept.
   * @throws {Correct | Refused | Unreachable | KeyRefused}
   */
  async say(): Promise<void> {
    const text = this.whisper.value.trim()
    if (!text) throw new Correct(words.required)
    const keys = this.#needs.keys()
    const add = () => this.notes.add(keys, this.desk, null, WHISPER + text)
    try {
      await add()
    } catch (refusal) {
      if (!isTaken(refusal)) throw refusal
      await this.#readNotes()
      await add()
    }
    this.#notesKnown = this.notes.shown.value.length
    if (!this.#gone) this.whisper.value = ""
  }

  get #gone(): boolean {
    return this.stage.value === "failed" || this.stage.value === "over"
  }

  #envelopes(): Promise<Envelopes> {
    const path = `/v1/conversations/${this.id}/envelopes?reason=join`
    return this.#needs.api.get<Envelopes>(path)
  }

  async #readNotes(): Promise<void> {
    const found = await this.#envelopes()
    await this.notes.read(this.#needs.keys(), found)
    this.#notesKnown = found.notes.length
  }

  #view(): LineView {
    return {
      said: (message) => {
        if (!this.#gone) this.said.value = [...this.said.value, message]
      },
      state: (state) => this.#moved(state),
      presence: (there) => (this.there.value = there),
      typing: () => {},
      link: ({ state }) => {
        this.reachable.value = state === "open" || state === "polling"
        if (state === "gone" && !this.#gone) {
          this.drop("over")
          this.trouble.value = words.readingEnded
        }
      },
    }
  }

  #moved(state: StateFrame): void {
    if (this.#gone) return
    if (state.step === "ended") {
      this.drop("over")
      this.trouble.value = words.readingDestroyed
      return
    }
    this.state.value = state
    if (state.notes === this.#notesKnown) return
    this.#notesKnown = state.notes // asked once, even where the answer is refused
    void this.#readNotes().catch(() => null)
  }
}
