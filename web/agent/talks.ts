/** The conversations of this officer: those held, those open here, the one in front. */
import { computed, signal } from "@preact/signals"
import type { Watch } from "./desk.ts"
import { Correct, explain } from "./explain.ts"
import type { Held } from "./shapes.ts"
import { Talk } from "./talk.ts"
import type { TalkNeeds } from "./talk-needs.ts"
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
  readonly current
  /** What the server says we hold, then what is over here and not yet put away. */
  readonly tabs
  readonly #watch: Watch
  readonly #needs: TalkNeeds

  constructor(watch: Watch, needs: TalkNeeds) {
    this.#watch = watch
    this.#needs = needs
    this.current = computed(() => this.map.value.get(this.chosen.value ?? ""))
    this.tabs = computed(() => this.#tabs())
  }

  /** Take the next in line and open it. Refusals stand in `trouble`. */
  async takeNext(): Promise<void> {
    if (this.taking.value) return
    this.taking.value = true
    this.trouble.value = ""
    this.nobody.value = false
    try {
      await this.#mustRead()
      const held = await this.#watch.next()
      this.nobody.value = held === null
      if (held) await this.resume(held, "take")
    } catch (refusal) {
      this.trouble.value = explain(refusal)
    } finally {
      this.taking.value = false
    }
  }

  /** Open a conversation that is ours. */
  async resume(held: Held, reason: "take" | "open"): Promise<void> {
    const talk = new Talk(held, this.#needs)
    this.map.value = new Map(this.map.value).set(held.conversation, talk)
    this.chosen.value = held.conversation
    this.focusOn.value = held.conversation
    await talk.open(reason)
  }

  /** Put away what is over. */
  dismiss(id: string): void {
    const rest = new Map(this.map.value)
    rest.get(id)?.drop("lost")
    rest.delete(id)
    this.map.value = rest
    if (this.chosen.value === id) this.chosen.value = null
  }

  /** Empty everything: the console locks, or nobody is signed in. */
  dropAll(): void {
    for (const talk of this.map.value.values()) talk.drop("lost")
    this.map.value = new Map()
    this.chosen.value = null
    this.focusOn.value = null
    this.trouble.value = ""
    this.nobody.value = false
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

  #tabs(): readonly Held[] {
    const mine = this.#watch.view.value?.mine ?? []
    const known = new Set(mine.map((one) => one.conversation))
    const rest = [...this.map.value.values()].filter((talk) => !known.has(talk.id))
    return [...mine, ...rest.map((talk) => talk.held.value)]
  }
}
