/**
 * The conversations of this officer: those held, those open here, the one in front, and
 * where each stands. Each keeps its number as long as it is here.
 */
import { computed, effect, signal, untracked } from "@preact/signals"
import type { Watch } from "./desk.ts"
import { Correct, explain } from "./explain.ts"
import type { DeskView, Held } from "./shapes.ts"
import { columns, placed } from "./side-by-side.ts"
import { Talk } from "./talk.ts"
import type { TalkNeeds } from "./talk-needs.ts"
import { isNothing, type Unsaid, UnsaidSafe } from "./unsaid.ts"
import { words } from "./words.ts"

export class Talks {
  readonly map = signal<ReadonlyMap<string, Talk>>(new Map())
  readonly chosen = signal<string | null>(null)
  readonly trouble = signal("")
  readonly taking = signal(false)
  /** The last press found nobody in line. */
  readonly nobody = signal(false)
  /** The conversation whose text box asked for the focus; taken back once given. */
  readonly focusOn = signal<string | null>(null)
  /** Several side by side, where the window is wide enough. In memory only. */
  readonly beside = signal(false)
  /** How many columns the window holds. */
  readonly most = signal(1)
  /** Side by side now, the chosen one among them. */
  readonly shown = signal<readonly string[]>([])
  /** Words the officer was writing when the console was locked, nowhere to go back to. */
  readonly leftOver = signal<readonly Unsaid[]>([])
  readonly current
  /** What the server says we hold and what is over here, not yet put away; by number. */
  readonly tabs
  /** Those where she waits for an answer, the longest first. */
  readonly awaiting
  /** Those held that are not open on this screen. */
  readonly closed
  readonly #numbers = signal<ReadonlyMap<string, number>>(new Map())
  readonly #watch: Watch
  readonly #needs: TalkNeeds
  readonly #safe = new UnsaidSafe()
  /** Held when the desk was last seen; null before it was. */
  #held: ReadonlySet<string> | null = null
  #recent: string[] = []
  /** How far each was read before a lock: numbers, and no word. */
  #seen = new Map<string, number>()

  constructor(watch: Watch, needs: TalkNeeds) {
    this.#watch = watch
    this.#needs = needs
    this.current = computed(() => this.map.value.get(this.chosen.value ?? ""))
    this.tabs = computed(() => this.#tabs())
    this.awaiting = computed(() => this.#awaiting())
    this.closed = computed(() =>
      this.tabs.value.filter(({ conversation }) => !this.map.value.has(conversation)),
    )
    effect(() => {
      const ids = this.#all().map(({ conversation }) => conversation)
      untracked(() => (this.#numbers.value = placed(this.#numbers.value, ids)))
    })
    effect(() => this.#follow(watch.view.value))
    effect(() => this.#stand())
  }

  /**
   * Take the next in line and open it. Refusals stand in `trouble`.
   * @param taken - called once it is ours: where the officer goes meanwhile, they stay.
   */
  async takeNext(taken: () => void = () => undefined): Promise<void> {
    if (this.taking.value) return
    this.taking.value = true
    this.trouble.value = ""
    this.nobody.value = false
    try {
      await this.#mustRead()
      const held = await this.#watch.next()
      this.nobody.value = held === null
      if (!held) return
      taken()
      await this.resume(held, "take")
    } catch (refusal) {
      this.trouble.value = explain(refusal)
    } finally {
      this.taking.value = false
    }
  }

  /** Open a conversation that is ours, and look at it. */
  async resume(held: Held, reason: "take" | "open"): Promise<void> {
    this.chosen.value = held.conversation
    this.focusOn.value = held.conversation
    await this.#open(held, reason)
  }

  /** Open every conversation held that is not open here. */
  async resumeAll(): Promise<void> {
    const closed = this.closed.value
    const first = closed[0]
    if (!first) return
    const front = this.current.value ? this.chosen.value : first.conversation
    this.chosen.value = front
    this.focusOn.value = front
    await Promise.all(closed.map((held) => this.#open(held, "open")))
  }

  /** Look at this one, and write in it. */
  choose(id: string): void {
    this.chosen.value = id
    this.focusOn.value = id
  }

  /** The one of this number; answers whether there is one. */
  chooseNumber(n: number): boolean {
    const found = [...this.#numbers.value].find(([, number]) => number === n)
    if (found) this.choose(found[0])
    return found !== undefined
  }

  /** The one that has waited longest for an answer; from there, the one after. */
  chooseAwaiting(): boolean {
    const ids = this.awaiting.value
    const next = ids[(ids.indexOf(this.chosen.value ?? "") + 1) % ids.length]
    if (next) this.choose(next)
    return next !== undefined
  }

  numberOf(id: string): number {
    return this.#numbers.value.get(id) ?? 0
  }

  /** Put away what is over. */
  dismiss(id: string): void {
    const rest = new Map(this.map.value)
    rest.get(id)?.forget()
    rest.delete(id)
    this.map.value = rest
    if (this.chosen.value === id) this.chosen.value = null
  }

  /**
   * The console locks: empty everything. What was being written is sealed until the
   * password brings `key` back.
   */
  lockAway(key: CryptoKey | null): void {
    for (const talk of this.map.value.values()) {
      const own = talk.over ? talk.unsaid.value : talk.ownWords()
      if (key) this.#safe.keep(key, talk.id, own)
      this.#seen.set(talk.id, talk.seen.value)
    }
    this.dropAll()
  }

  /** Nobody is signed in: empty everything, what was being written too. */
  forgetAll(): void {
    this.#safe.forget()
    this.#seen.clear()
    this.dropAll()
  }

  /** Empty every conversation. */
  dropAll(): void {
    for (const talk of this.map.value.values()) talk.forget()
    this.map.value = new Map()
    this.chosen.value = null
    this.focusOn.value = null
    this.trouble.value = ""
    this.nobody.value = false
    this.leftOver.value = []
    this.shown.value = []
    this.#recent = []
    this.#held = null
  }

  async #open(held: Held, reason: "take" | "open"): Promise<void> {
    const former = this.map.value.get(held.conversation)
    const same = former?.held.value.fence === held.fence
    if (former && same && !former.over) return // it came by the desk's view meanwhile
    const talk = new Talk(held, this.#needs)
    talk.seen.value = this.#seen.get(talk.id) ?? 0
    this.map.value = new Map(this.map.value).set(held.conversation, talk)
    if (former) talk.giveBack(former.unsaid.value)
    await Promise.all([this.#giveBack(talk), talk.open(reason)])
  }

  /** What was being written in it when the console was locked. */
  async #giveBack(talk: Talk): Promise<void> {
    const own = await this.#fromSafe(talk.id)
    if (own && this.map.value.get(talk.id) === talk) talk.giveBack(own)
  }

  async #fromSafe(id: string): Promise<Unsaid | null> {
    const key = this.#needs.unsaidKey?.() ?? null
    const own = key && (await this.#safe.giveBack(key, id))
    return own && !isNothing(own) ? own : null
  }

  /**
   * What the desk says of what we hold. Those that were there when the console opened
   * wait for a press, because a person must be in front of the screen; one that comes
   * later (passed on, given by a supervisor, come back) opens by itself.
   */
  #follow(view: DeskView | null): void {
    if (!view) return
    untracked(() => {
      const before = this.#held
      this.#held = new Set(view.mine.map(({ conversation }) => conversation))
      if (!before) {
        void this.#bringOut(this.#held)
        this.chosen.value ??= view.mine[0]?.conversation ?? null
      }
      for (const held of view.mine) this.#followOne(held, before)
    })
  }

  #followOne(held: Held, before: ReadonlySet<string> | null): void {
    const talk = this.map.value.get(held.conversation)
    talk?.follow(held)
    const cameBack =
      talk !== undefined &&
      ["lost", "handed", "paused"].includes(talk.stage.value) &&
      held.fence !== talk.held.value.fence
    const isNew = !talk && before !== null && !before.has(held.conversation)
    if (!cameBack && !isNew) return
    if (!this.current.value) this.chosen.value = held.conversation
    void this.#open(held, "take")
  }

  /** Show what was being written in conversations that are no longer ours. */
  async #bringOut(ours: ReadonlySet<string>): Promise<void> {
    const gone = this.#safe.conversations.filter((id) => !ours.has(id))
    const found = await Promise.all(gone.map((id) => this.#fromSafe(id)))
    const kept = found.filter((one) => one !== null)
    if (kept.length > 0) this.leftOver.value = [...this.leftOver.value, ...kept]
  }

  /**
   * Nobody is taken by an officer who could not read a word of theirs.
   * @throws {Correct} no desk key is ours.
   */
  async #mustRead(): Promise<void> {
    const keys = this.#needs.keys()
    const news = keys.news.value ?? (await keys.refresh())
    if (news.grants.mine.length === 0) throw new Correct(words.noGrantYet)
  }

  #all(): readonly Held[] {
    const mine = this.#watch.view.value?.mine ?? []
    const known = new Set(mine.map((one) => one.conversation))
    const rest = [...this.map.value.values()].filter((talk) => !known.has(talk.id))
    return [...mine, ...rest.map((talk) => talk.held.value)]
  }

  #tabs(): readonly Held[] {
    const numbers = this.#numbers.value
    const n = ({ conversation }: Held) => numbers.get(conversation) ?? 0
    return [...this.#all()]
      .filter((held) => n(held) > 0)
      .sort((one, two) => n(one) - n(two))
  }

  #awaiting(): readonly string[] {
    const since = (id: string) => this.map.value.get(id)?.awaited.value ?? null
    const waiting = [...this.map.value.keys()].flatMap((id) => {
      const at = since(id)
      return at === null ? [] : [{ id, at }]
    })
    return waiting.sort((one, two) => one.at - two.at).map(({ id }) => id)
  }

  /** Decide what stands side by side when something came, went or was chosen. */
  #stand(): void {
    const chosen = this.chosen.value
    const all = this.tabs.value.map(({ conversation }) => conversation)
    const most = this.beside.value ? this.most.value : 1
    if (chosen) this.#recent = [chosen, ...this.#recent.filter((id) => id !== chosen)]
    const now = this.shown.peek()
    const alone = chosen !== null && all.includes(chosen) ? [chosen] : []
    const next =
      most === 1 ? alone : columns({ now, all, chosen, recent: this.#recent, most })
    const same = next.length === now.length && next.every((id, at) => id === now[at])
    if (!same) this.shown.value = next
  }
}
