/**
 * A network and a server that behave as docs/reference/protocol.md says, in a time that
 * only tests move. The network may lose, cut and repeat; the server never lies.
 */
import {
  type ClientFrame,
  type ServerFrame,
  type Side,
  type StateFrame,
  UNSAID,
} from "../shared/frames.ts"
import type { Socket, Surroundings } from "../shared/wire.ts"

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Time that moves only by `pass`. */
export class Clock {
  now = 0
  #events: { at: number; rank: number; run: () => void }[] = []
  #rank = 0

  after(ms: number, run: () => void): () => void {
    const event = { at: this.now + ms, rank: this.#rank++, run }
    this.#events.push(event)
    return () => {
      this.#events = this.#events.filter((other) => other !== event)
    }
  }

  /** Let `ms` go by; what is asynchronous gets its turn after each event. */
  async pass(ms: number): Promise<void> {
    const until = this.now + ms
    for (;;) {
      await settle()
      const [next] = this.#events
        .filter((event) => event.at <= until)
        .sort((a, b) => a.at - b.at || a.rank - b.rank)
      if (!next) break
      this.#events = this.#events.filter((event) => event !== next)
      this.now = Math.max(this.now, next.at)
      next.run()
    }
    this.now = until
  }
}

/** Let promises and WebCrypto go on: what was asked of it before is done by then. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await crypto.subtle.digest("SHA-256", new Uint8Array(1))
    await new Promise((go) => setImmediate(go))
  }
}

/** Where a tab sits at the server, by whichever transport. */
interface Seat {
  readonly side: Side
  live: boolean
  cursor: Record<Side, number>
  push(frame: ServerFrame): void
}

export class FakeServer {
  readonly kept: Record<Side, { sealed: string; at: number }[]> = {
    visitor: [],
    agent: [],
  }
  seats: Seat[] = []
  /** Refuse the next sends with these codes, one each. */
  refusals: string[] = []
  state: StateFrame = {
    ...UNSAID,
    t: "state",
    version: "1",
    step: "talking",
    position: null,
    ahead_minutes: null,
    agent: "Camille",
    desk: "police",
    report: false,
    danger: false,
    minor: false,
    fence: 7,
  }
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  change(but: Partial<StateFrame>): void {
    this.state = { ...this.state, version: this.state.version + "+", ...but }
    for (const seat of this.seats) if (seat.live) seat.push(this.state)
  }

  hear(seat: Seat, frame: ClientFrame): void {
    if (frame.t === "ping") seat.push({ t: "pong" })
    else if (frame.t === "after") {
      seat.cursor = { visitor: frame.visitor, agent: frame.agent }
      seat.live = true
      this.catchUp(seat)
      seat.push(this.state)
    } else if (frame.t === "typing") this.#tellOthers(seat)
    else seat.push(this.#keep(seat.side, frame))
  }

  catchUp(seat: Seat): void {
    for (const side of ["visitor", "agent"] as const) {
      while (seat.cursor[side] < this.kept[side].length) {
        const n = (seat.cursor[side] += 1)
        const message = this.kept[side][n - 1]
        if (message) seat.push({ t: "message", side, n, ...message })
      }
    }
  }

  #tellOthers(seat: Seat): void {
    for (const other of this.seats) {
      if (other.side !== seat.side) other.push({ t: "typing", side: seat.side })
    }
  }

  #keep(side: Side, frame: ClientFrame & { t: "send" }): ServerFrame {
    const { n, sealed } = frame
    const refusal = this.refusals.shift() ?? this.#refusal(side, frame)
    if (refusal) return { t: "refused", code: refusal, n }
    const kept = this.kept[side]
    const before = kept[n - 1]
    if (before && before.sealed !== sealed) {
      return { t: "taken", n, last: kept.length }
    }
    if (!before) {
      kept.push({ sealed, at: 1_000 + Math.floor(this.#clock.now) })
      for (const seat of this.seats) if (seat.live) this.catchUp(seat)
    }
    return { t: "ack", n, at: kept[n - 1]?.at ?? 0 }
  }

  #refusal(side: Side, frame: ClientFrame & { t: "send" }): string | null {
    if (side === "agent" && frame.fence !== this.state.fence) return "stale"
    if (this.state.step === "ended" || this.state.step === "frozen") return "closed"
    return frame.n > this.kept[side].length + 1 ? "gap" : null
  }
}

/** How bad the network is: each a chance from 0 to 1. */
export interface Weather {
  cut: number
  repeat: number
  /** WebSockets do not pass here. */
  noSockets: boolean
  /** Nothing passes. */
  down: boolean
  /** What is asked by HTTP is answered by this, whoever says it. */
  answer: { readonly status: number; readonly body: string } | null
}

/** One device's way to the server. */
export class FakeNetwork implements Surroundings {
  readonly weather: Weather = {
    cut: 0,
    repeat: 0,
    noSockets: false,
    down: false,
    answer: null,
  }
  readonly dialled: number[] = []
  readonly asked: string[] = []
  sockets: FakeSocket[] = []
  readonly clock: Clock
  readonly server: FakeServer
  readonly #side: Side
  readonly #random: () => number
  #listeners: (() => void)[] = []

  constructor(clock: Clock, server: FakeServer, side: Side, seed = 1) {
    this.clock = clock
    this.server = server
    this.#side = side
    this.#random = seeded(seed)
  }

  // What the browser would provide

  readonly socket = (url: string, protocols: string[]): Socket => {
    this.dialled.push(this.clock.now)
    const socket = new FakeSocket(this, this.#side, url, protocols)
    this.sockets.push(socket)
    return socket as unknown as Socket
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    this.asked.push(`${init.method} ${url}`)
    await this.#travel(init)
    const { answer } = this.weather
    if (answer) return new Response(answer.body, { status: answer.status })
    const seat = this.#poller(url)
    const body = init.method === "POST" ? this.#posted(seat, init) : null
    if (body === null) await this.#poll(seat, url, init)
    await this.#travel(init)
    return new Response(JSON.stringify(seat.said))
  }

  readonly after = (ms: number, run: () => void): (() => void) =>
    this.clock.after(ms, run)

  readonly onReturn = (run: () => void): (() => void) => {
    this.#listeners.push(run)
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== run)
    }
  }

  readonly now = (): number => this.clock.now
  readonly random = (): number => this.#random()
  readonly connected = (): boolean => true

  // What tests do to it

  /** The person looks at the tab again, or the device finds a network. */
  comeBack(): void {
    for (const run of this.#listeners) run()
  }

  delay(): number {
    return 1 + Math.floor(this.#random() * 80)
  }

  chance(of: number): boolean {
    return this.#random() < of
  }

  async #travel(init: RequestInit): Promise<void> {
    const broken = this.weather.down || this.chance(this.weather.cut)
    await new Promise<void>((arrive) => this.clock.after(this.delay(), arrive))
    if (broken || init.signal?.aborted) throw new TypeError("network")
  }

  #poller(url: string): Seat & { said: ServerFrame[] } {
    const query = new URL(url).searchParams
    const said: ServerFrame[] = []
    const cursor = {
      visitor: Number(query.get("visitor")),
      agent: Number(query.get("agent")),
    }
    return {
      side: this.#side,
      live: false,
      cursor,
      said,
      push: (frame) => said.push(frame),
    }
  }

  #posted(seat: Seat, init: RequestInit): true {
    for (const frame of JSON.parse(String(init.body)) as ClientFrame[]) {
      this.server.hear(seat, frame)
    }
    return true
  }

  async #poll(
    seat: Seat & { said: ServerFrame[] },
    url: string,
    init: RequestInit,
  ): Promise<void> {
    const query = new URL(url).searchParams
    const version = query.get("version")
    const ends = this.clock.now + Number(query.get("wait")) * 1000
    for (;;) {
      this.server.catchUp(seat)
      if (this.server.state.version !== version) seat.push(this.server.state)
      if (seat.said.length > 0 || this.clock.now >= ends) return
      if (init.signal?.aborted) throw new TypeError("aborted")
      await new Promise<void>((go) => this.clock.after(200, go))
    }
  }
}

/** A WebSocket of a `FakeNetwork`. Each direction keeps its order until it is cut. */
export class FakeSocket {
  onopen: ((event: Event) => void) | null = null
  onmessage: ((event: MessageEvent) => void) | null = null
  onclose: ((event: CloseEvent) => void) | null = null
  readonly url: string
  readonly protocols: string[]
  readonly heard: ClientFrame[] = []
  /** True: what is sent goes nowhere and nothing says so. */
  dead = false
  #over = false
  #last = { up: 0, down: 0 }
  readonly #network: FakeNetwork
  readonly #seat: Seat

  constructor(network: FakeNetwork, side: Side, url: string, protocols: string[]) {
    this.#network = network
    this.url = url
    this.protocols = protocols
    this.#seat = {
      side,
      live: false,
      cursor: { visitor: 0, agent: 0 },
      push: (frame) => this.#deliver(frame),
    }
    const { clock, weather, server } = network
    clock.after(network.delay(), () => {
      if (this.#over) return
      if (weather.noSockets || weather.down) this.end(1006)
      else {
        server.seats.push(this.#seat)
        this.onopen?.({} as Event)
      }
    })
  }

  send(text: string): void {
    if (this.#over || this.dead) return
    const frame = JSON.parse(text) as ClientFrame
    if (this.#network.chance(this.#network.weather.cut)) this.end(1006)
    else this.#inOrder("up", () => this.#arrive(frame))
  }

  close(): void {
    this.#leave()
  }

  /** The connection ends with `code`; what was on its way is lost. */
  end(code: number): void {
    if (this.#over) return
    this.#leave()
    this.#network.clock.after(1, () => this.onclose?.({ code } as CloseEvent))
  }

  #arrive(frame: ClientFrame): void {
    if (this.dead) return
    this.heard.push(frame)
    this.#network.server.hear(this.#seat, frame)
    // A cut just after: the server has it, and nobody hears that it does.
    if (this.#network.chance(this.#network.weather.cut)) this.end(1006)
    else if (this.#network.chance(this.#network.weather.repeat)) {
      this.#network.server.hear(this.#seat, frame)
    }
  }

  #deliver(frame: ServerFrame): void {
    if (this.dead) return
    const data = JSON.stringify(frame)
    this.#inOrder("down", () => this.onmessage?.({ data } as MessageEvent))
    if (this.#network.chance(this.#network.weather.repeat)) {
      this.#inOrder("down", () => this.onmessage?.({ data } as MessageEvent))
    }
  }

  #inOrder(way: "up" | "down", run: () => void): void {
    const { clock } = this.#network
    const at = Math.max(this.#last[way], clock.now + this.#network.delay())
    this.#last[way] = at
    clock.after(at - clock.now, () => {
      if (!this.#over) run()
    })
  }

  #leave(): void {
    this.#over = true
    const { server } = this.#network
    server.seats = server.seats.filter((seat) => seat !== this.#seat)
  }
}
