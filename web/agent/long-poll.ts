/**
 * One long poll after the other: what the server shows is here as soon as it changes.
 * A lost network pauses it, longer and longer; a session that is over ends it.
 */
import { signal } from "@preact/signals"
import { type Api, Refused } from "./api.ts"

const WAIT_SECONDS = 25
const PAUSE_FIRST = 500 // milliseconds; doubles up to PAUSE_LONGEST
const PAUSE_LONGEST = 15_000

interface Versioned {
  readonly version: number | string
}

export class LongPoll<View extends Versioned> {
  readonly view = signal<View | null>(null)
  /** False while the server cannot be reached. */
  readonly reachable = signal(true)
  readonly #api: Api
  readonly #door: string
  readonly #onRefused: () => void
  #running: AbortController | null = null

  /** @param onRefused - the door is no longer ours: nothing more is asked. */
  constructor(api: Api, door: string, onRefused: () => void) {
    this.#api = api
    this.#door = door
    this.#onRefused = onRefused
  }

  get running(): boolean {
    return this.#running !== null
  }

  start(): void {
    if (this.#running) return
    this.#running = new AbortController()
    void this.#loop(this.#running.signal)
  }

  stop(): void {
    this.#running?.abort()
    this.#running = null
    this.view.value = null
    this.reachable.value = true
  }

  async #loop(over: AbortSignal): Promise<void> {
    let pause = PAUSE_FIRST
    while (!over.aborted) {
      try {
        const view = await this.#api.get<View>(this.#path(), over)
        if (over.aborted) return
        this.view.value = view
        this.reachable.value = true
        pause = PAUSE_FIRST
      } catch (refusal) {
        if (over.aborted) return
        if (refusal instanceof Refused && [401, 403, 404].includes(refusal.status)) {
          this.#onRefused()
          return
        }
        this.reachable.value = false
        await rest(pause * (0.5 + Math.random() / 2), over)
        pause = Math.min(pause * 2, PAUSE_LONGEST)
      }
    }
  }

  #path(): string {
    const known = this.view.value
    if (!known) return `${this.#door}?wait=0`
    const version = encodeURIComponent(String(known.version))
    return `${this.#door}?version=${version}&wait=${WAIT_SECONDS}`
  }
}

/** Wait, or less when `over` comes first. */
function rest(milliseconds: number, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      over.removeEventListener("abort", done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    over.addEventListener("abort", done)
  })
}
