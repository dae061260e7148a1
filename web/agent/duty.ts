/** The officer's own state: in service, paused, away for a moment, asking for help. */
import { computed, effect, signal } from "@preact/signals"
import type { Api } from "./api.ts"
import { FIRST_ME, type Watch } from "./desk.ts"
import { explain } from "./explain.ts"
import type { Me, Status } from "./shapes.ts"

export class Duty {
  readonly me
  /** Conversations in hand; one left and undecided does not count. */
  readonly inHand
  readonly full
  /** Since when the officer is away; null when here. */
  readonly awaySince = signal<number | null>(null)
  readonly trouble = signal("")
  readonly #api: Api
  /** What was told and the next view of the desk has not said yet. */
  readonly #told = signal<Partial<Me>>({})

  constructor(api: Api, watch: Watch) {
    this.#api = api
    this.me = computed((): Me => {
      return { ...(watch.view.value?.me ?? FIRST_ME), ...this.#told.value }
    })
    this.inHand = computed(() => {
      const mine = watch.view.value?.mine ?? []
      return mine.filter(({ step }) => step !== "frozen").length
    })
    this.full = computed(() => this.inHand.value >= this.me.value.capacity)
    effect(() => {
      if (watch.view.value) this.#told.value = {}
    })
    effect(() => {
      const away = this.me.value.status === "away"
      if (!away) this.awaySince.value = null
      else this.awaySince.value = this.awaySince.peek() ?? Date.now()
    })
  }

  /** Pressed again, it is over. */
  toggle(status: Exclude<Status, "on">): Promise<void> {
    return this.become(this.me.value.status === status ? "on" : status)
  }

  /** A refusal stands in `trouble`, and nothing has changed. */
  async become(status: Status): Promise<void> {
    await this.#tell("/v1/status", { status }, { status })
  }

  /** « J'ai besoin d'aide »: only supervisors see it. Said again, it is taken back. */
  async askSupport(): Promise<void> {
    const support = !this.me.value.support
    await this.#tell("/v1/support", { asked: support }, { support })
  }

  /**
   * Ask for help, and leave it asked: supervisors see it until it is taken back.
   * @throws {Correct | Refused | Unreachable}
   */
  async askFor(): Promise<void> {
    if (this.me.value.support) return
    await this.#api.post("/v1/support", { asked: true })
    this.#told.value = { ...this.#told.value, support: true }
  }

  async #tell(path: string, body: object, told: Partial<Me>): Promise<void> {
    this.trouble.value = ""
    try {
      await this.#api.post(path, body)
      this.#told.value = { ...this.#told.value, ...told }
    } catch (refusal) {
      this.trouble.value = explain(refusal)
    }
  }

  forget(): void {
    this.#told.value = {}
    this.trouble.value = ""
  }
}
