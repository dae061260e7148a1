/** What the station is told again and again: its files, its slots; no word of either. */
import { signal } from "@preact/signals"
import { type Api, Refused } from "../agent/api.ts"
import type { StationView } from "./shapes.ts"

const EVERY = 20_000 // milliseconds: a station waits for days, not for seconds

export class Watching {
  readonly view = signal<StationView | null>(null)
  /** False while the server cannot be reached: what is shown stays. */
  readonly reachable = signal(true)
  readonly #api: Api
  readonly #onLost: () => void
  #timer: ReturnType<typeof setInterval> | null = null
  #asked = 0

  /** @param onLost - the session is no longer the server's: sign out. */
  constructor(api: Api, onLost: () => void) {
    this.#api = api
    this.#onLost = onLost
  }

  start(): void {
    if (this.#timer) return
    this.#timer = setInterval(() => void this.look(), EVERY)
    void this.look()
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
    this.#asked += 1 // an answer on its way is of a screen that is gone
    this.view.value = null
    this.reachable.value = true
  }

  /** Look now, and tell in `reachable` whether anything answered. */
  async look(): Promise<void> {
    const asked = (this.#asked += 1)
    try {
      const view = await this.#api.get<StationView>("/v1/station")
      if (asked !== this.#asked) return
      this.view.value = view
      this.reachable.value = true
    } catch (refusal) {
      if (asked !== this.#asked) return
      const over =
        refusal instanceof Refused && [401, 403, 404].includes(refusal.status)
      if (over) this.#onLost()
      else this.reachable.value = false
    }
  }
}
