/**
 * The whole console joined: session, desk, conversations, team, keys pressed, idleness.
 * Views read its signals; nothing here draws.
 */
import { signal } from "@preact/signals"
import { Api, type Ask } from "./api.ts"
import { Board } from "./board.ts"
import * as deciding from "./deciding.ts"
import { Watch } from "./desk.ts"
import { allSpaced } from "./french.ts"
import { press, type Pressed } from "./keys-pressed.ts"
import { Session } from "./session.ts"
import type { HelpNumber, Held, Replies, Reply } from "./shapes.ts"
import type { MakeLine } from "./talk-needs.ts"
import { Talks } from "./talks.ts"
import { Team } from "./team.ts"
import { Texts } from "./texts.ts"
import { startClock } from "./times.ts"
import { words } from "./words.ts"

/** `room`: « Salle ». `keys`: the page of shortcuts. */
export type Screen =
  "desk" | "team" | "password" | "room" | "texts" | "handover" | "keys"
export type Area = "line" | "talk" | "help"
export type HelpTab = "replies" | "notes" | "follow-up" | "danger" | "transfer"

const KEYS_EVERY = 60_000 // milliseconds: grants and desk keys change seldom

export class Console {
  readonly api: Api
  readonly session: Session
  readonly watch: Watch
  readonly talks: Talks
  readonly team: Team
  readonly board: Board
  readonly texts: Texts
  readonly deciding = deciding
  readonly screen = signal<Screen>("desk")
  /** Which column is in front on a narrow screen. */
  readonly area = signal<Area>("line")
  readonly help = signal<HelpTab>("replies")
  readonly replies = signal<readonly Reply[]>([])
  /** Helplines and emergencies, as the service lists them; empty when it could not. */
  readonly numbers = signal<readonly HelpNumber[]>([])
  #stops: (() => void)[] = []

  constructor(ask: Ask, makeLine: MakeLine) {
    this.api = new Api(ask)
    this.session = new Session(this.api, {
      opened: () => this.#opened(),
      shut: () => this.#shut(),
    })
    this.watch = new Watch(this.api, () => this.session.signOut(words.sessionEnded))
    const needs = { api: this.api, keys: () => this.session.keys, makeLine }
    this.talks = new Talks(this.watch, needs)
    this.team = new Team(this.api, this.session)
    this.board = new Board({
      api: this.api,
      session: this.session,
      makeLine,
      tookOver: (held) => this.#tookOver(held),
      ring: () => {},
    })
    this.texts = new Texts(this.api, this.session)
  }

  /** Take the next in line, and look at it. */
  async takeNext(): Promise<void> {
    if (this.session.phase.value !== "in") return
    const before = this.talks.chosen.value
    await this.talks.takeNext()
    if (this.talks.chosen.value === before) return
    this.screen.value = "desk"
    this.area.value = "talk"
  }

  /** A chef de salle looks at the room and edits the texts. */
  get supervises(): boolean {
    return this.session.member.value?.roles.includes("supervisor") ?? false
  }

  /** Do what a key pressed anywhere asks; answers whether it was one of ours. */
  press(event: Pressed): boolean {
    return this.session.phase.value === "in" && press(this, event)
  }

  /** A conversation taken over from the board: open it, and look at it. */
  #tookOver(held: Held): void {
    this.screen.value = "desk"
    this.area.value = "talk"
    void this.talks.resume(held, "take")
  }

  #opened(): void {
    const { answers } = this.session
    if (answers) this.watch.start()
    else this.screen.value = this.supervises ? "room" : "team"
    const { keys } = this.session
    const refresh = () => void keys.refresh().catch(() => null)
    refresh()
    const timer = setInterval(refresh, KEYS_EVERY)
    this.#stops = [startClock(), () => clearInterval(timer)]
    if (answers && this.replies.value.length === 0) void this.#loadReplies()
  }

  #shut(): void {
    for (const stop of this.#stops) stop()
    this.#stops = []
    this.watch.stop()
    this.talks.dropAll()
    this.team.forget()
    this.screen.value = "desk"
    this.area.value = "line"
    this.help.value = "replies"
  }

  async #loadReplies(): Promise<void> {
    try {
      const said = await this.api.get<Partial<Replies>>("/v1/replies")
      this.replies.value = allSpaced(said.replies ?? [])
      this.numbers.value = allSpaced(said.numbers ?? [])
    } catch {
      return // the panel says that they could not be read
    }
  }
}
