/**
 * One conversation at the console: its key, its line, what was said, what is decided.
 * `drop` is the one way to empty it, whatever the reason; nothing survives it.
 */
import { computed, signal } from "@preact/signals"
import type { Bytes } from "../shared/bytes.ts"
import type { StateFrame } from "../shared/frames.ts"
import type { LineView, Said } from "../shared/line.ts"
import { reportKey } from "../shared/report.ts"
import { directionKeys } from "../shared/sealing.ts"
import { isLost, isUnreadable, openedBy } from "./conversation-key.ts"
import { FIRST_DECISION, left, prefilled } from "./decision.ts"
import { Correct, explain, KeyRefused } from "./explain.ts"
import type { SealedKey } from "./keyring.ts"
import { isTaken, NoteBook } from "./note-book.ts"
import { OwedNotes } from "./owed-notes.ts"
import { ReportSheet } from "./report-sheet.ts"
import type { Decision, Desk, Envelopes, Held } from "./shapes.ts"
import type { Stage, TalkLine, TalkNeeds } from "./talk-needs.ts"
import { TypingSign } from "./typing-sign.ts"
import type { Warned } from "./silence.ts"
import { awaitedSince, lastOfVisitor, unreadOf } from "./unread.ts"
import { isNothing, NOTHING, ownWords, type Unsaid } from "./unsaid.ts"
import {
  laterThan,
  leftOf,
  matched,
  type Underway,
  type Unsent,
} from "./unsent-cards.ts"
import { words } from "./words.ts"

/** Where the officer's own words stay: elsewhere the end was the officer's decision. */
const KEEPS_UNSAID: readonly Stage[] = ["lost", "handed", "paused", "failed"]

/** What can never be read holds nothing back: the highest number the protocol has. */
const SEEN_MOST = 2 ** 31 - 1

export class Talk {
  readonly id: string
  readonly held
  readonly stage = signal<Stage>("opening")
  readonly trouble = signal("")
  readonly said = signal<readonly Said[]>([])
  readonly draft = signal("")
  /** The officer's words that could not be sent, once the conversation is gone. */
  readonly unsaid = signal<Unsaid>(NOTHING)
  /** How many of her messages have come since it was opened. */
  readonly arrived = signal(0)
  /** Where the warning about her silence is. */
  readonly warned = signal<Warned>("no")
  readonly there = signal(false)
  /** How many times she has come back while this was open. */
  readonly reconnected = signal(0)
  readonly typing = new TypingSign()
  readonly reachable = signal(true)
  readonly report = signal(false)
  readonly decision = signal<Decision>(FIRST_DECISION)
  /** The officer has chosen what follows: nothing else is proposed any more. */
  readonly followChosen = signal(false)
  /** « Détruire quand même ? » is being asked. */
  readonly sure = signal(false)
  /** Its key does not open with the keys of this desk; trying again changes nothing. */
  readonly unreadable = signal(false)
  /** It was passed on to somebody, as far as this screen knows. */
  readonly transmitted = signal(false)
  readonly notes: NoteBook
  /** The report as it is written. */
  readonly sheet: ReportSheet
  /** Notes of what was sent from here, not yet kept. */
  readonly owed: OwedNotes
  /** Cards that did not go, once the log has said so: they wait for the officer. */
  readonly notSent
  /** The number of the last of her messages that was looked at. */
  readonly seen = signal(0)
  /** Her messages that were not looked at. */
  readonly unread
  /** Since when she waits for an answer; null when it is her turn, or she cannot. */
  readonly awaited
  /** Since when her tab is away; null while it is there. */
  readonly silentSince
  readonly step
  readonly desk
  readonly danger
  readonly minor
  /** A supervisor lets it be closed without a transmission. */
  readonly released
  /** How many notes the service has; they are read again when it grows. */
  readonly notesCount
  /** A transfer that was announced to her; null when there is none. */
  readonly transfer
  /** A station, her accord, an hour; null until an accord was asked for. */
  readonly course
  readonly writable
  readonly decidable
  readonly #needs: TalkNeeds
  readonly #state = signal<StateFrame | null>(null)
  readonly #goneAt = signal<number | null>(null)
  #ck: Bytes | null = null
  #line: TalkLine | null = null
  /** She was told to be gone; unlike `there`, false before anything was told. */
  #gone = false
  #noting = false
  /** What was said here with a note to keep once the server has all of it. */
  #underway: Underway[] = []
  /** Cards of before a lock or a loss: the log tells which of them went. */
  readonly #former = signal<readonly Unsent[]>([])

  constructor(held: Held, needs: TalkNeeds) {
    this.id = held.conversation
    this.held = signal(held)
    this.notes = new NoteBook(needs.api, held.conversation)
    this.sheet = new ReportSheet({
      api: needs.api,
      conversation: held.conversation,
      fence: () => this.held.value.fence,
      post: (act, body) => this.post(act, body),
    })
    this.transmitted.value = held.transmitted
    this.owed = new OwedNotes({
      shown: this.notes.shown,
      add: (text) => this.addNote(text),
      read: () => this.readNotes(),
    })
    this.#needs = needs
    this.notSent = computed(() => (this.#state.value ? this.#former.value : []))
    this.unread = computed(() => unreadOf(this.said.value, this.seen.value))
    this.awaited = computed(() => this.#awaited())
    this.silentSince = computed(() => {
      if (!this.settled || this.there.value || this.over) return null
      return this.held.value.silent_since ?? this.#goneAt.value
    })
    this.step = computed(() => this.#state.value?.step ?? this.held.value.step)
    this.desk = computed(
      () => (this.#state.value?.desk ?? this.held.value.desk) as Desk,
    )
    this.danger = computed(() => this.#state.value?.danger ?? this.held.value.danger)
    this.minor = computed(() => this.#state.value?.minor ?? this.held.value.minor)
    this.released = computed(() => this.held.value.released)
    this.notesCount = computed(() => this.#state.value?.notes ?? 0)
    this.transfer = computed(() => this.#state.value?.transfer ?? null)
    this.course = computed(() => this.#state.value?.course ?? null)
    this.writable = computed(
      () => this.stage.value === "open" && this.step.value === "talking",
    )
    this.decidable = computed(
      () =>
        this.stage.value === "open" &&
        this.settled && // what she wrote is on screen
        (this.step.value === "talking" || this.step.value === "frozen"),
    )
  }

  /** Whether there is nothing more to do here than to say so. */
  get over(): boolean {
    return !["opening", "open"].includes(this.stage.value)
  }

  /** Whether the line has said where the conversation is. */
  get settled(): boolean {
    return this.#state.value !== null
  }

  /** Fetch the keys (the journal records it), open them here, then the line. */
  async open(reason: "take" | "open"): Promise<void> {
    try {
      const found = await this.#envelopes(reason)
      const keys = this.#needs.keys()
      const ck = await openedBy(keys, found, this.id)
      if (this.over)
        ck.fill(0) // dropped meanwhile: nothing would empty it again
      else {
        this.#ck = ck
        this.sheet.unlock(await reportKey(ck))
      }
      await this.notes.read(keys, found).catch(() => null) // unread notes stop nobody
      const lineKeys = await directionKeys(ck)
      if (this.over) return
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
      if (this.over) return
      this.drop(isLost(cause) ? "lost" : "failed")
      this.unreadable.value = isUnreadable(cause)
      this.trouble.value = explain(cause)
    }
  }

  /**
   * Forget the key and every word of hers, and show why. What the officer was writing
   * stays beside, unless the officer decided the end.
   */
  drop(stage: Stage): void {
    const own = this.ownWords()
    if (!KEEPS_UNSAID.includes(stage)) this.unsaid.value = NOTHING
    else if (!isNothing(own)) this.unsaid.value = own
    this.stage.value = stage
    this.#line?.close()
    this.#line = null
    this.#ck?.fill(0)
    this.#ck = null
    this.notes.drop()
    this.sheet.drop()
    this.owed.drop()
    this.#underway = []
    this.#former.value = []
    this.said.value = []
    this.there.value = false
    this.draft.value = ""
    this.decision.value = FIRST_DECISION
    this.followChosen.value = false
    this.sure.value = false
    this.warned.value = "no"
    this.typing.hush()
  }

  /** Forget everything, the officer's own words too. */
  forget(): void {
    this.drop("lost")
    this.unsaid.value = NOTHING
  }

  /** What the officer has written and she has not received. */
  ownWords(): Unsaid {
    const written = {
      message: this.draft.value,
      note: this.notes.draft.value,
      owed: this.owed.all.value,
      report: this.sheet.draft,
      cards: [...this.#former.value, ...leftOf(this.#underway, this.said.value)],
    }
    const ofCards = this.#underway.flatMap(({ keys }) => keys)
    return ownWords(this.said.value, written, new Set(ofCards))
  }

  /** Put back what was being written before; what is written now stays. */
  giveBack(own: Unsaid): void {
    if (this.over) {
      this.unsaid.value = own
      return
    }
    const { message, note, owed = [], cards = [], report } = own
    if (report) this.sheet.giveBack(report)
    this.owed.giveBack(owed)
    this.#former.value = [...cards, ...this.#former.value]
    this.#match()
    if (message && !this.draft.value) this.draft.value = message
    if (note && !this.notes.draft.value) this.notes.draft.value = note
  }

  /** Everything here was looked at. */
  seeAll(): void {
    this.seen.value = lastOfVisitor(this.said.value)
  }

  /** What the view of the desk says of the same lease. */
  follow(held: Held): void {
    if (held.fence !== this.held.value.fence) return
    this.held.value = held
    if (held.transmitted) this.transmitted.value = true
  }

  /** What is being written; the visitor sees only that someone writes. */
  write(text: string): void {
    this.draft.value = text
    if (text) this.#line?.typing()
    else if (this.warned.value === "written") this.warned.value = "no"
  }

  /** Put a ready reply after what is written already. Nothing is sent. */
  insert(text: string): void {
    const before = this.draft.value.trimEnd()
    this.draft.value = before ? `${before}\n${text}` : text
  }

  /**
   * Seal and send the draft; `note` as in `say`.
   * @throws {Correct} nothing may be said now.
   */
  send(note = ""): void {
    const text = this.draft.value
    if (!text.trim()) return
    this.say(text, note)
    this.draft.value = "" // at once: pressed twice, it goes once
    if (this.warned.value === "written") this.warned.value = "sent"
  }

  /**
   * Seal and send something beside the draft, which stays.
   * @param note - to be kept, once, when the server has all of it.
   * @throws {Correct} nothing may be said now.
   */
  say(text: string, note = ""): void {
    if (!this.writable.value || !this.#line) throw new Correct(words.notNow)
    const keys = this.#line.say(text)
    if (note) this.#underway.push({ text, note, keys })
  }

  /** A card that did not go: send it now. @throws {Correct} nothing may be said now. */
  sayAgain(card: Unsent): void {
    this.say(card.text, card.note)
    this.putAway(card)
  }

  /** A card that did not go is not to go. */
  putAway(card: Unsent): void {
    this.#former.value = this.#former.value.filter((one) => one !== card)
  }

  /** Send again all that did not pass, in order. */
  retry(): void {
    this.#line?.retry()
  }

  /**
   * Keep the draft of the notes, or `text` when it is given.
   * @throws {Correct | Refused | Unreachable | KeyRefused}
   */
  async addNote(text: string | null = null): Promise<void> {
    const { fence } = this.held.value
    const keys = this.#needs.keys()
    this.#noting = true // the state tells our own note too: it is not read again
    try {
      await this.notes.add(keys, this.desk.value, fence, text)
    } catch (refusal) {
      if (!isTaken(refusal)) throw refusal
      await this.readNotes()
      await this.notes.add(keys, this.desk.value, fence, text)
    } finally {
      this.#noting = false
      void this.#followNotes()
    }
  }

  /** Read the notes again; the journal records it. @throws {Refused | Unreachable} */
  async readNotes(): Promise<void> {
    await this.notes.read(this.#needs.keys(), await this.#envelopes("open"))
  }

  /**
   * The key of this conversation sealed to another desk, and its note key if any.
   * @throws {Refused | Unreachable | KeyRefused}
   */
  async sealedFor(desk: Desk): Promise<{ ck: SealedKey; notes: SealedKey | null }> {
    const keys = this.#needs.keys()
    await keys.refresh() // to the key in use now, not to one renewed since
    if (!this.#ck) throw new KeyRefused("no conversation key")
    const ck = await keys.sealToDesk(desk, "transfer", this.id, this.#ck)
    return { ck, notes: await this.notes.sealedFor(keys, desk) }
  }

  /**
   * Seal the key to the desk and to recovery: from then on outside erase.
   * @throws {Refused | Unreachable | KeyRefused}
   */
  async openReport(): Promise<void> {
    if (this.report.value) return
    if (!this.#ck) throw new KeyRefused("no conversation key")
    const keys = this.#needs.keys()
    const envelopes = await keys.sealReport(this.desk.value, this.id, this.#ck)
    await this.post("report", { fence: this.held.value.fence, envelopes })
    this.#reported()
  }

  /** @throws {Refused | Unreachable} */
  async hold(): Promise<void> {
    await this.post("hold", { fence: this.held.value.fence })
    this.drop("paused")
  }

  /**
   * Record the decision; nothing is left on screen. What is typed of the report is saved
   * first. Refused as `unread`, and nothing changes, when she wrote more than what is on
   * screen.
   * @throws {Correct | Refused | Unreachable | KeyRefused}
   */
  async decide(decision: Decision): Promise<void> {
    if (this.report.value) await this.sheet.settle()
    const { fence } = this.held.value
    const seen = this.unreadable.value ? SEEN_MOST : lastOfVisitor(this.said.value)
    const body = { fence, ...decision, seen }
    const answer = await this.post<{ destroyed: boolean }>("decision", body)
    this.drop(answer.destroyed ? "destroyed" : "ended")
  }

  /**
   * Ask something of the server about this conversation; lost, it is emptied.
   * @throws {Refused | Unreachable}
   */
  async post<T = null>(act: string, body: object): Promise<T> {
    try {
      return await this.#needs.api.post<T>(`/v1/conversations/${this.id}/${act}`, body)
    } catch (cause) {
      if (isLost(cause) && !this.over) this.drop(this.#elsewhere())
      throw cause
    }
  }

  /** Somebody else wrote a note, a whisper perhaps: read it. */
  async #followNotes(): Promise<void> {
    const known = this.notes.shown.value.at(-1)?.n ?? 0
    if (this.over || this.#noting || this.notesCount.value <= known) return
    this.#noting = true
    try {
      await this.readNotes()
    } catch {
      return // the next state tries again
    } finally {
      this.#noting = false
    }
  }

  #envelopes(reason: "take" | "open"): Promise<Envelopes> {
    const path = `/v1/conversations/${this.id}/envelopes?reason=${reason}`
    return this.#needs.api.get<Envelopes>(path)
  }

  #view(): LineView {
    return {
      said: (message) => this.#show(message),
      state: (state) => this.#moved(state),
      presence: (there) => this.#came(there),
      typing: () => this.typing.seen(),
      link: ({ state }) => {
        this.reachable.value = state === "open" || state === "polling"
        if (this.reachable.value && this.owed.late.value) void this.owed.keep()
        if (state === "gone" && !this.over) this.drop(this.#elsewhere())
      },
    }
  }

  #came(there: boolean): void {
    if (there && this.#gone) this.reconnected.value += 1
    if (!there) this.#goneAt.value ??= Date.now()
    else this.#goneAt.value = null
    this.#gone = !there
    this.there.value = there
  }

  #show(message: Said): void {
    if (this.over) return
    const known = this.said.value.some((one) => one.key === message.key)
    this.said.value = known
      ? this.said.value.map((one) => (one.key === message.key ? message : one))
      : [...this.said.value, message]
    if (message.fate === "sent") this.#arrived(message)
    if (message.side !== "visitor") return
    this.typing.hush()
    if (known) return
    this.warned.value = "no"
    if (this.settled) this.arrived.value += 1
  }

  /** The server has it: note what is to be noted. */
  #arrived({ key, n }: Said): void {
    const one = this.#underway.find(({ keys }) => keys.includes(key))
    if (!one) return this.#match()
    const number = n ?? 0
    this.#former.value = this.#former.value.map((card) => laterThan(card, number))
    const fates = new Map(this.said.value.map((said) => [said.key, said.fate]))
    if (one.keys.some((other) => fates.get(other) !== "sent")) return
    this.#underway = this.#underway.filter((other) => other !== one)
    this.owed.owe(one.note)
  }

  /** Cards that went before a lock, although nobody was told: note them, once. */
  #match(): void {
    if (!this.settled || this.#former.value.length === 0) return
    const { sent, left } = matched(this.#former.value, this.said.value)
    if (sent.length === 0) return
    this.#former.value = left
    for (const { note } of sent) this.owed.owe(note)
  }

  #awaited(): number | null {
    if (this.stage.value !== "open" || this.step.value !== "talking") return null
    if (!this.settled) return null
    const { taken_at: taken, opened_at: opened } = this.held.value
    // Taken and greeted by nobody yet: she waits since then.
    if (this.said.value.length === 0) return taken ?? opened
    return awaitedSince(this.said.value)
  }

  /** In other hands: passed on as announced, or lost. */
  #elsewhere(): Stage {
    const announced = this.transfer.value
    return announced && !announced.refused ? "handed" : "lost"
  }

  #moved(state: StateFrame): void {
    if (this.over) return
    if (state.step === "ended") {
      this.drop(this.report.value || state.report ? "ended" : "destroyed")
      return
    }
    if (state.fence !== this.held.value.fence) {
      this.drop(this.#elsewhere())
      return
    }
    this.#state.value = state
    this.#match()
    void this.#followNotes()
    if (state.report) this.#reported()
    if (state.step === "frozen") this.decision.value = left(this.decision.value)
    this.#prefill()
  }

  #reported(): void {
    this.report.value = true
    this.#prefill()
  }

  /** What is flagged or open proposes what follows, until the officer chooses. */
  #prefill(): void {
    const known = {
      report: this.report.value,
      danger: this.danger.value,
      minor: this.minor.value,
      chosen: this.followChosen.value,
    }
    this.decision.value = prefilled(this.decision.value, known)
  }
}
