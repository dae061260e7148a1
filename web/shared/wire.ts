/**
 * The line to the server, whichever way the network lets through. The only file with
 * the socket; it carries frames and knows nothing of keys or texts.
 *
 * A WebSocket first. Where two in a row cannot be opened, the same frames go by plain
 * HTTP. A lost line comes back by itself, later and later, never all tabs at once.
 * Each time the line is up again `onLink` says so ("open" or "polling"): what had no
 * answer before that moment may be lost and is to be sent again.
 * Source: docs/reference/protocol.md §3 and §4.
 */
import {
  type ClientFrame,
  type Cursor,
  readFrames,
  type ServerFrame,
} from "./frames.ts"

export type Link =
  /** The first attempt; nothing is known yet. */
  | { readonly state: "connecting" }
  /** Frames go both ways by WebSocket. */
  | { readonly state: "open" }
  /** Frames go both ways by plain HTTP. */
  | { readonly state: "polling" }
  /** The line is lost; it is being tried again. */
  | { readonly state: "offline" }
  /** The server closed it for good: 4401, 4403, 4404 or 4409. */
  | { readonly state: "gone"; readonly code: number }

/** The part of a WebSocket that is used. */
export type Socket = Pick<
  WebSocket,
  "onopen" | "onmessage" | "onclose" | "send" | "close"
>

/** What the browser provides; tests provide their own. */
export interface Surroundings {
  socket(url: string, protocols: string[]): Socket
  fetch(url: string, init: RequestInit): Promise<Response>
  /** Call `run` after `ms`; the answer calls it off. */
  after(ms: number, run: () => void): () => void
  /** Call `run` whenever a lost line is worth trying at once; the answer stops it. */
  onReturn(run: () => void): () => void
  now(): number
  /** From 0 to 1. */
  random(): number
  /** False when the device itself has no network. */
  connected(): boolean
}

export interface WireOptions {
  /** The service's origin: "https://example.org". */
  readonly base: string
  readonly conversation: string
  readonly token: string
  /** What is held already; asked at each connection. */
  readonly cursor: () => Cursor
  readonly onFrame: (frame: ServerFrame) => void
  readonly onLink: (link: Link) => void
  readonly surroundings?: Surroundings
}

const SUBPROTOCOL = "havre.1"
const PAUSE_FIRST = 500 // milliseconds, as all that follow
const PAUSE_LONGEST = 15_000
const BEAT = 20_000
const PATIENCE = 10_000
const POLL_WAIT = 25
const POLL_EVERY = 300
const SOCKET_AGAIN = 60_000
const FAILURES_MAX = 2
const FINAL = [4401, 4403, 4404, 4409]

export class Wire {
  readonly #options: WireOptions
  readonly #around: Surroundings
  #link: Link["state"] | null = null
  #socket: Socket | null = null
  #poll: AbortController | null = null
  #up: ClientFrame[] = []
  #posting = false
  #version = ""
  #failures = 0
  #tries = 0
  #everOpened = false
  #callOff: () => void = () => {}
  #stopListening: () => void = () => {}
  #closed = false
  #paused = false

  /** Nothing happens before `open`. */
  constructor(options: WireOptions) {
    this.#options = options
    this.#around = options.surroundings ?? browser()
  }

  /** Connect; also after `pause`. */
  open(): void {
    if (this.#closed) return
    this.#paused = false
    this.#stopListening()
    this.#stopListening = this.#around.onReturn(() => this.nudge())
    this.#report({ state: "connecting" })
    this.#connect()
  }

  /**
   * Hand one frame to the network. Nothing is queued while the line is down: `false`,
   * and it is to be sent again when the line is up.
   */
  send(frame: ClientFrame): boolean {
    if (this.#link === "open" && this.#socket) {
      this.#socket.send(JSON.stringify(frame))
      return true
    }
    if (this.#link !== "polling") return false
    // By HTTP, the next poll says where we are, and its answer is the heartbeat.
    if (frame.t === "after" || frame.t === "ping") return true
    this.#up.push(frame)
    void this.#post()
    return true
  }

  /** Try a lost line at once; make sure that a quiet one lives. */
  nudge(): void {
    if (this.#closed || this.#paused) return
    if (this.#link === "open") this.#beat()
    else if (!this.#socket && !this.#poll) this.#connect()
  }

  /** Hang up until `open`, without a word to anyone: the server counts silence. */
  pause(): void {
    this.#paused = true
    this.#link = null
    this.#tries = 0
    this.#stopListening()
    this.#hangUp()
  }

  /** Stop for good. Nothing is called afterwards. */
  close(): void {
    this.#closed = true
    this.#stopListening()
    this.#hangUp()
  }

  #report(link: Link): void {
    if (this.#closed) return
    // A line that is up again is always told: someone has frames to send again.
    const again = link.state === "open" || link.state === "polling"
    if (!again && link.state === this.#link) return
    this.#link = link.state
    this.#options.onLink(link)
  }

  #connect(): void {
    this.#callOff()
    if (this.#failures >= FAILURES_MAX) void this.#pollOn()
    else this.#dial()
  }

  /** Let go of whatever carries frames now, without a word to anyone. */
  #hangUp(): void {
    this.#callOff()
    const socket = this.#socket
    this.#socket = null
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null
      socket.close()
    }
    this.#poll?.abort()
    this.#poll = null
    this.#up = []
  }

  #later(): void {
    this.#hangUp()
    if (this.#closed) return
    this.#report({ state: "offline" })
    const pause = Math.min(PAUSE_FIRST * 2 ** this.#tries, PAUSE_LONGEST)
    this.#tries += 1
    const jittered = pause * (0.5 + this.#around.random() / 2)
    this.#callOff = this.#around.after(jittered, () => this.#connect())
  }

  #gone(code: number): void {
    this.#hangUp()
    this.#stopListening()
    this.#report({ state: "gone", code })
    this.#closed = true
  }

  #path(door: string): string {
    const { base, conversation } = this.#options
    return `${base}/v1/conversations/${conversation}/${door}`
  }

  // By WebSocket

  #dial(): void {
    const protocols = [SUBPROTOCOL, `bearer.${this.#options.token}`]
    let socket: Socket
    try {
      socket = this.#around.socket(this.#path("line").replace(/^http/, "ws"), protocols)
    } catch {
      this.#failures = FAILURES_MAX
      this.#later()
      return
    }
    this.#socket = socket
    let opened = false
    socket.onopen = () => {
      opened = this.#everOpened = true
      this.#failures = 0
      this.#quiet(BEAT, () => this.#beat())
      socket.send(JSON.stringify({ t: "after", ...this.#options.cursor() }))
      this.#report({ state: "open" })
    }
    socket.onmessage = ({ data }) => {
      this.#quiet(BEAT, () => this.#beat())
      // Only now: a server that accepts and closes at once must not be hammered.
      this.#tries = 0
      if (typeof data === "string") this.#hand(data)
    }
    socket.onclose = ({ code }) => this.#lost(opened, code)
    this.#quiet(PATIENCE, () => this.#lost(opened, 1006))
  }

  /** Do `run` unless something else is planned within `ms`. */
  #quiet(ms: number, run: () => void): void {
    this.#callOff()
    this.#callOff = this.#around.after(ms, run)
  }

  #beat(): void {
    if (!this.send({ t: "ping" })) return
    this.#quiet(PATIENCE, () => this.#lost(true, 1006))
  }

  #lost(opened: boolean, code: number): void {
    if (FINAL.includes(code)) {
      this.#gone(code)
      return
    }
    // No network at all says nothing about what a network lets through.
    if (!opened && this.#around.connected()) this.#failures += 1
    this.#later()
  }

  #hand(json: string): void {
    for (const frame of readFrames(json)) {
      if (frame.t === "state") this.#version = frame.version
      if (this.#closed) return
      this.#options.onFrame(frame)
    }
  }

  // By plain HTTP

  async #pollOn(): Promise<void> {
    const over = new AbortController()
    this.#poll = over
    const since = this.#around.now()
    let wait = 0
    while (!over.signal.aborted) {
      const json = await this.#ask("GET", this.#question(wait), over)
      if (json === null || over.signal.aborted) return
      if (wait === 0) this.#report({ state: "polling" })
      this.#tries = 0
      this.#hand(json)
      // Sockets did open on this page: what failed was the server, or a passing network.
      if (this.#everOpened && this.#around.now() - since > SOCKET_AGAIN) {
        this.#failures = FAILURES_MAX - 1
        this.#hangUp()
        this.#report({ state: "connecting" })
        this.#dial()
        return
      }
      wait = POLL_WAIT
      await new Promise<void>((go) => this.#around.after(POLL_EVERY, go))
    }
  }

  #question(wait: number): string {
    const { visitor, agent } = this.#options.cursor()
    const version = encodeURIComponent(this.#version)
    return `frames?visitor=${visitor}&agent=${agent}&version=${version}&wait=${wait}`
  }

  async #post(): Promise<void> {
    const over = this.#poll
    if (this.#posting || !over) return
    this.#posting = true
    while (this.#up.length > 0 && !over.signal.aborted) {
      // One at a time keeps a body under the limit; a line holds one message anyway.
      const json = await this.#ask("POST", "frames", over, [this.#up.shift()])
      if (json !== null && !over.signal.aborted) this.#hand(json)
    }
    this.#posting = false
    // Frames may have come for the poll that followed this one.
    if (this.#up.length > 0) void this.#post()
  }

  /** The answer's text; `null` when there is none, and then all is said and done. */
  async #ask(
    method: "GET" | "POST",
    door: string,
    over: AbortController,
    frames?: unknown,
  ): Promise<string | null> {
    const limit = method === "GET" ? POLL_WAIT * 1000 + PATIENCE : PATIENCE
    const callOff = this.#around.after(limit, () => this.#failed(over, 0))
    const headers: Record<string, string> = {
      Authorization: `Bearer ${this.#options.token}`,
    }
    if (frames) headers["Content-Type"] = "application/json"
    try {
      const answer = await this.#around.fetch(this.#path(door), {
        method,
        headers,
        body: frames ? JSON.stringify(frames) : null,
        signal: over.signal,
        cache: "no-store",
        credentials: "omit",
      })
      const text = await answer.text()
      if (answer.ok && isJson(text, Array.isArray)) return text
      // A portal or a filter on the way may answer anything: its word is not final.
      this.#failed(over, isJson(text, isRefusal) ? answer.status : 0)
    } catch {
      this.#failed(over, 0)
    } finally {
      callOff()
    }
    return null
  }

  #failed(over: AbortController, status: number): void {
    if (over.signal.aborted || over !== this.#poll) return
    if (FINAL.includes(4000 + status)) {
      this.#gone(4000 + status)
      return
    }
    // HTTP does not pass either: the socket was not what failed.
    if (status === 0 || status >= 500) this.#failures = 0
    this.#later()
  }
}

/** `{"code": …}`: how Havre, and nobody on the way, refuses. */
function isRefusal(value: unknown): boolean {
  return typeof (value as { code?: unknown } | null)?.code === "string"
}

function isJson(text: string, test: (value: unknown) => boolean): boolean {
  try {
    return test(JSON.parse(text))
  } catch {
    return false
  }
}

function browser(): Surroundings {
  return {
    socket: (url, protocols) => new WebSocket(url, protocols),
    fetch: (url, init) => fetch(url, init),
    after: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    onReturn: (run) => {
      const seen = () => {
        if (!document.hidden) run()
      }
      addEventListener("online", run)
      document.addEventListener("visibilitychange", seen)
      return () => {
        removeEventListener("online", run)
        document.removeEventListener("visibilitychange", seen)
      }
    },
    now: () => performance.now(),
    random: () => Math.random(),
    connected: () => navigator.onLine,
  }
}
