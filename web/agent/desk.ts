/**
 * Watching the desk: who waits, which conversations are ours, who is present.
 * One long poll after the other while the console is open; none while it is locked.
 */
import { signal } from "@preact/signals"
import { type Api, Refused } from "./api.ts"
import type { DeskView, Held, Me } from "./shapes.ts"

const WAIT_SECONDS = 25
const PAUSE_FIRST = 500 // milliseconds; doubles up to PAUSE_LONGEST
const PAUSE_LONGEST = 15_000

/** What an officer is until the service says otherwise. */
export const FIRST_ME: Me = { status: "on", capacity: 3, support: false }

/** What a view that says nothing of a later field means by it. */
const UNSAID = {
  me: FIRST_ME,
  colleagues: [],
  paused: [],
  closed: false,
  alarms: 0,
  memories: [],
} as const
const UNSAID_WAITING = { danger: 0, minor: 0 } as const
const UNSAID_HELD = {
  taken_at: null,
  silent_since: null,
  transmitted: false,
  released: false,
} as const

/** The view whole, also from a service that does not say all of it yet. */
export function filled(view: DeskView): DeskView {
  return {
    ...UNSAID,
    ...view,
    waiting: view.waiting.map((one) => ({ ...UNSAID_WAITING, ...one })),
    mine: view.mine.map(heldFilled),
  }
}

function heldFilled(held: Held): Held {
  return { ...UNSAID_HELD, ...held }
}

export class Watch {
  readonly view = signal<DeskView | null>(null)
  /** False while the server cannot be reached. */
  readonly reachable = signal(true)
  readonly #api: Api
  readonly #onLost: () => void
  #running: AbortController | null = null

  /** @param onLost - the session is no longer the server's: sign out. */
  constructor(api: Api, onLost: () => void) {
    this.#api = api
    this.#onLost = onLost
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

  /**
   * Take the conversation that should be answered next; `null` when nobody waits.
   * @throws {Refused | Unreachable}
   */
  async next(): Promise<Held | null> {
    const held = await this.#api.post<Held | null>("/v1/desk/next")
    return held && heldFilled(held)
  }

  async #loop(over: AbortSignal): Promise<void> {
    let pause = PAUSE_FIRST
    while (!over.aborted) {
      try {
        const view = await this.#api.get<DeskView>(this.#path(), over)
        if (over.aborted) return
        this.view.value = filled(view)
        this.reachable.value = true
        pause = PAUSE_FIRST
      } catch (refusal) {
        if (over.aborted) return
        if (refusal instanceof Refused && [401, 403, 404].includes(refusal.status)) {
          this.#onLost()
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
    if (!known) return "/v1/desk?wait=0"
    const version = encodeURIComponent(String(known.version))
    return `/v1/desk?version=${version}&wait=${WAIT_SECONDS}`
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
