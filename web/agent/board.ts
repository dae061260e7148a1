/**
 * The room as the supervisor sees it: the board kept up to date, its alarms announced
 * once, one act at a time, and at most one conversation read along.
 * Everything stops and is forgotten when the screen is left or the console locks.
 */
import { effect, signal, untracked } from "@preact/signals"
import type { Api } from "./api.ts"
import { Acting, type Opened, type ReasonedAct } from "./board-acts.ts"
import { Announcer } from "./board-alarms.ts"
import { type Actor, heirs, movable, whyNot } from "./board-offered.ts"
import type { BoardRow, BoardView, Joined } from "./board-shapes.ts"
import { explain } from "./explain.ts"
import { Reading } from "./joining-in.ts"
import { LongPoll } from "./long-poll.ts"
import type { Session } from "./session.ts"
import type { Held } from "./shapes.ts"
import type { MakeLine } from "./talk-needs.ts"
import { words } from "./words.ts"

/** What the board asks of the rest of the console. */
export interface RoomNeeds {
  readonly api: Api
  readonly session: Session
  readonly makeLine: MakeLine
  /** A conversation is now in the supervisor's own hands. */
  readonly tookOver: (held: Held) => void
  /** An alarm has come: draw the ear. */
  readonly ring: () => void
}

export class Board {
  readonly poll: LongPoll<BoardView>
  readonly acting: Acting
  readonly chosen = signal<string | null>(null)
  readonly reading = signal<Reading | null>(null)
  /** Said aloud at once. Numbered, because the same words twice are two alarms. */
  readonly spoken = signal({ n: 0, sentence: "" })
  /** Why an alarm could not be taken. */
  readonly trouble = signal("")
  readonly #needs: RoomNeeds
  readonly #announcer = new Announcer()

  constructor(needs: RoomNeeds) {
    this.#needs = needs
    const { api, session } = needs
    this.poll = new LongPoll<BoardView>(api, "/v1/board", () =>
      session.signOut(words.sessionEnded),
    )
    this.acting = new Acting(
      api,
      () => session.member.value?.id ?? "",
      (opened, answer) => this.#followed(opened, answer),
    )
    effect(() => {
      const view = this.poll.view.value
      if (view) untracked(() => this.#heard(view))
    })
    effect(() => {
      if (session.phase.value !== "in") untracked(() => this.leave())
    })
  }

  get supervises(): boolean {
    return this.#needs.session.member.value?.roles.includes("supervisor") ?? false
  }

  enter(): void {
    if (this.supervises) this.poll.start()
  }

  /** The screen is left, or the console locks: forget everything. */
  leave(): void {
    this.poll.stop()
    this.stopReading()
    this.acting.forget()
    this.#announcer.forget()
    this.chosen.value = null
    this.trouble.value = ""
    this.spoken.value = { n: this.spoken.value.n, sentence: "" }
  }

  row(conversation: string | null): BoardRow | undefined {
    const rows = this.poll.view.value?.conversations ?? []
    return rows.find((one) => one.conversation === conversation)
  }

  /** Who acts here. */
  get actor(): Actor {
    const { session } = this.#needs
    return {
      id: session.member.value?.id ?? "",
      answers: session.answers,
      // Asked while drawing, which may come after the lock has dropped the keys.
      holds: (desk) => session.phase.value === "in" && session.keys.holds(desk),
    }
  }

  /** Look at this one: the acts are about it from now on. */
  choose(conversation: string): void {
    if (this.chosen.value === conversation) return
    this.chosen.value = conversation
    if (!this.acting.opened.value) this.acting.forget()
  }

  /** Ask for an act on the conversation chosen, or say why it cannot be. */
  begin(kind: ReasonedAct): void {
    const row = this.row(this.chosen.value)
    if (!row) return this.acting.refuse(words.rowsHint)
    const why = whyNot(kind, row, this.actor)
    if (why) return this.acting.refuse(why)
    const choice = this.#firstChoice(kind, row)
    if (choice === null) return this.acting.refuse(words.reassignNobody)
    this.acting.begin({ kind, subject: row.conversation }, choice)
  }

  /** What is chosen before anything is: null when nothing could be. */
  #firstChoice(kind: ReasonedAct, row: BoardRow): string | null {
    if (kind === "move") return movable(row)[0] ?? null
    if (kind !== "reassign" || row.step !== "line") return ""
    // From the line to the line is no act: a colleague, or nobody.
    const view = this.poll.view.value
    return (view && heirs(view, row)[0]?.member) ?? null
  }

  /** « Je m'en occupe ». A refusal stands in `trouble`. */
  async take(alarm: string): Promise<void> {
    this.trouble.value = ""
    try {
      await this.#needs.api.post(`/v1/alarms/${encodeURIComponent(alarm)}/take`)
    } catch (refusal) {
      this.trouble.value = explain(refusal)
    }
  }

  /** The oldest alarm that nobody has taken: what the key for it takes. */
  async takeOldest(): Promise<void> {
    const alarms = this.poll.view.value?.alarms ?? []
    const first = alarms.find(({ taken_by }) => taken_by === null)
    if (first) await this.take(first.alarm)
  }

  stopReading(): void {
    this.reading.value?.part()
    this.reading.value = null
  }

  #followed({ kind }: Opened, answer: unknown): void {
    if (kind === "take-over" && answer) this.#needs.tookOver(answer as Held)
    if (kind !== "join") return
    this.stopReading()
    const { api, session, makeLine } = this.#needs
    const needs = { api, keys: () => session.keys, makeLine }
    const reading = new Reading(answer as Joined, needs)
    this.reading.value = reading
    void reading.open()
  }

  #heard(view: BoardView): void {
    const said = this.#announcer.hear(view.alarms)
    if (!said) return
    this.spoken.value = { n: this.spoken.value.n + 1, sentence: said.sentence }
    if (said.rings) this.#needs.ring()
  }
}
