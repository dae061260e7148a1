/**
 * The whole console joined: session, desk, conversations, team, keys pressed, idleness.
 * Views read its signals; nothing here draws.
 */
import { computed, effect, signal } from "@preact/signals"
import { Alert, type Tone } from "./alert.ts"
import { Api, type Ask } from "./api.ts"
import { Attention } from "./attention.ts"
import { Board } from "./board.ts"
import * as deciding from "./deciding.ts"
import { Watch } from "./desk.ts"
import { Duty } from "./duty.ts"
import { allSpaced } from "./french.ts"
import { press, type Pressed } from "./keys-pressed.ts"
import { MemoryReports } from "./memory-report.ts"
import { unprint } from "./printing.ts"
import { QuickClose } from "./quick-close.ts"
import { Session } from "./session.ts"
import type { Card, Desk, HelpNumber, Held, KeyName, Replies, Reply } from "./shapes.ts"
import type { MakeLine } from "./talk-needs.ts"
import { Talks } from "./talks.ts"
import { Team } from "./team.ts"
import { Texts } from "./texts.ts"
import { startClock } from "./times.ts"
import { Transmissions } from "./transmissions.ts"
import { words } from "./words.ts"

/** `room`: « Salle ». `keys`: the page of shortcuts. `memory`: a report from memory. */
export type Screen =
  | "desk"
  | "team"
  | "password"
  | "room"
  | "texts"
  | "handover"
  | "keys"
  | "transmissions"
  | "memory"
export type Area = "line" | "talk" | "help"
export type HelpTab =
  | "replies"
  | "cards"
  | "pistes"
  | "notes"
  | "report"
  | "meeting"
  | "referral"
  | "follow-up"
  | "danger"
  | "transfer"

const KEYS_EVERY = 60_000 // milliseconds: grants and desk keys change seldom
const CARDS_EVERY = 600_000

export class Console {
  readonly api: Api
  readonly session: Session
  readonly watch: Watch
  readonly talks: Talks
  readonly team: Team
  readonly board: Board
  readonly texts: Texts
  readonly transmissions: Transmissions
  readonly memories: MemoryReports
  readonly duty: Duty
  readonly alert: Alert
  readonly quickClose = new QuickClose()
  readonly deciding = deciding
  readonly screen = signal<Screen>("desk")
  /** Which column is in front on a narrow screen. */
  readonly area = signal<Area>("line")
  readonly help = signal<HelpTab>("replies")
  readonly replies = signal<readonly Reply[]>([])
  readonly cards = signal<readonly Card[]>([])
  /** Helplines and emergencies, as the service lists them; empty when it could not. */
  readonly numbers = signal<readonly HelpNumber[]>([])
  /** The window is the one in use: what is in front is looked at. */
  readonly focused = signal(true)
  /** The three columns are in front at once. */
  readonly wide = signal(true)
  /** The title of the page: a count of what calls, and never what. */
  readonly title
  #stops: (() => void)[] = []

  constructor(ask: Ask, makeLine: MakeLine, play: (tone: Tone) => void = () => {}) {
    this.alert = new Alert(play)
    this.api = new Api(ask)
    this.session = new Session(this.api, {
      opened: () => this.#opened(),
      shut: (why) => this.#shut(why),
    })
    this.watch = new Watch(this.api, () => this.session.signOut(words.sessionEnded))
    this.talks = new Talks(this.watch, {
      api: this.api,
      keys: () => this.session.keys,
      makeLine,
      unsaidKey: () => this.session.unsaidKey,
    })
    this.transmissions = new Transmissions(this.api)
    this.memories = new MemoryReports({
      api: this.api,
      watch: this.watch,
      keys: () => this.session.keys,
    })
    this.duty = new Duty(this.api, this.watch)
    this.team = new Team(this.api, this.session)
    this.board = new Board({
      api: this.api,
      session: this.session,
      makeLine,
      tookOver: (held) => this.#tookOver(held),
      ring: () => this.alert.ring("alarm"),
    })
    this.texts = new Texts(this.api, this.session)
    const { talks, watch, duty, alert } = this
    const attention = new Attention({
      talks,
      watch,
      duty,
      alert,
      looking: () => this.#looking(),
      inRoom: () => this.screen.value === "room",
    })
    effect(() => {
      // A place came free, or the service was resumed: the refusal is no longer true.
      void [duty.inHand.value, duty.me.value.status]
      talks.trouble.value = ""
    })
    this.title = computed(() => {
      const calls = attention.calls.value
      return calls > 0 ? `(${calls}) ${words.title}` : words.title
    })
  }

  /** Take the next in line, and look at it. */
  async takeNext(): Promise<void> {
    if (this.session.phase.value !== "in") return
    await this.talks.takeNext(() => this.showTalk())
  }

  /** A chef de salle looks at the room and edits the texts. */
  get supervises(): boolean {
    return this.session.member.value?.roles.includes("supervisor") ?? false
  }

  /** What was passed on is for who answers and who supervises. */
  get seesTransmissions(): boolean {
    return this.session.answers || this.supervises
  }

  /** An officer makes the keys of the desks answered for. */
  get keyNames(): readonly Desk[] {
    return this.session.member.value?.desks ?? []
  }

  keyTitle(name: KeyName): string {
    return words.desks[name as Desk] ?? name
  }

  /** Do what a key pressed anywhere asks; answers whether it was one of ours. */
  press(event: Pressed): boolean {
    return this.session.phase.value === "in" && press(this, event)
  }

  /** Whether the chosen conversation is before the officer's eyes. */
  #looking(): boolean {
    if (!this.focused.value || this.screen.value !== "desk") return false
    return this.wide.value || this.area.value === "talk"
  }

  /** Show the conversations, the chosen one in front. */
  showTalk(): void {
    this.screen.value = "desk"
    this.area.value = "talk"
  }

  /** A conversation taken over from the board: open it, and look at it. */
  #tookOver(held: Held): void {
    this.showTalk()
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
    const cards = setInterval(() => void this.#loadCards(), CARDS_EVERY)
    const stop = () => [timer, cards].forEach(clearInterval)
    this.#stops = [startClock(), stop]
    if (answers && this.replies.value.length === 0) void this.#loadReplies()
    void this.#loadCards()
  }

  #shut(why: "locked" | "out"): void {
    for (const stop of this.#stops) stop()
    this.#stops = []
    this.watch.stop()
    unprint()
    const { unsaidKey } = this.session
    if (why === "locked") {
      this.talks.lockAway(unsaidKey)
      this.memories.lockAway(unsaidKey)
    } else {
      this.talks.forgetAll()
      this.memories.forgetAll()
    }
    this.transmissions.forget()
    this.quickClose.cancel()
    this.duty.forget()
    this.alert.hush()
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

  /** Again and again, for one may be corrected; never under the hand that chooses. */
  async #loadCards(): Promise<void> {
    if (!this.session.answers) return
    try {
      const { cards } = await this.api.get<{ cards: readonly Card[] }>("/v1/cards")
      const choosing = this.help.value === "cards" && this.area.value === "help"
      if (!choosing || this.cards.value.length === 0)
        this.cards.value = allSpaced(cards)
    } catch {
      return // those read before stay; without any, the panel says so
    }
  }
}
