/**
 * One side of one conversation: numbers, sealing, sending until acknowledged, opening.
 *
 * What is said is sent one message at a time, in order, and its sealed bytes stay here
 * until the server has acknowledged them: after a lost line the same bytes go again. Only
 * when the server says that the number holds other bytes is a text sealed anew, under the
 * next number, after reading what took its place. A message that cannot be opened is
 * shown as such and holds nothing up.
 * Source: docs/reference/protocol.md §4, docs/explanation/trip-of-a-message.md.
 */
import { fromBase64, toBase64 } from "./bytes.ts"
import type { ServerFrame, Side, StateFrame } from "./frames.ts"
import { type DirectionKeys, openMessage, sealMessage, splitText } from "./sealing.ts"
import { type Link, type Surroundings, Wire, type WireOptions } from "./wire.ts"

export type Fate = "sending" | "sent" | "failed"

/** One message as a view shows it. A later one with the same `key` replaces it. */
export interface Said {
  readonly key: number
  readonly side: Side
  /** Its rank; null until the server has it. */
  readonly n: number | null
  /** Null when it cannot be opened. */
  readonly text: string | null
  /** Milliseconds since 1970, by the server's clock; null until the server has it. */
  readonly at: number | null
  readonly fate: Fate
}

/** What a view is told. Nothing is called after `close`. */
export interface LineView {
  /** A message to add at the end, or one already shown that has changed. */
  said(message: Said): void
  state(state: StateFrame): void
  /** The other side has come or gone. */
  presence(there: boolean): void
  /** The other side is writing. */
  typing(): void
  link(link: Link): void
}

export interface LineOptions {
  /** The service's origin: "https://example.org". */
  readonly base: string
  readonly conversation: string
  readonly token: string
  readonly side: Side
  readonly keys: DirectionKeys
  readonly view: LineView
  /** Keep what was said before this connection sealed until `openPast`. */
  readonly holdPast?: boolean
  readonly surroundings?: Surroundings
}

interface Outgoing {
  said: Said
  text: string
  /** The number and bytes it was sealed under; null when it is to be sealed (anew). */
  sealed: { readonly n: number; readonly bytes: string } | null
  inFlight: boolean
  tries: number
}

interface Incoming {
  readonly side: Side
  readonly n: number
  readonly sealed: string
  readonly at: number
}

const TYPING_EVERY = 3_000 // milliseconds, as all that follow
const ANSWER_WITHIN = 15_000
const AGAIN_AFTER = 1_000
const TRIES_MAX = 4
/** The server may accept the same bytes in a moment. */
const PASSING = ["storage-unavailable", "slow-down", "gap", "bad-request", "unexpected"]

export class Line {
  readonly #options: LineOptions
  readonly #wire: Wire
  readonly #after: Surroundings["after"]
  #keys: DirectionKeys | null
  #outbox: Outgoing[] = []
  #past: Incoming[] = []
  #held: Record<Side, number> = { visitor: 0, agent: 0 }
  #state: StateFrame | null = null
  #up = false
  #gone = false
  #readFirst = 0
  #sealing = false
  #nextKey = 1
  #lastTyping = -Infinity
  #opening: Promise<void> = Promise.resolve()
  #callOff: () => void = () => {}

  constructor(options: LineOptions) {
    this.#options = options
    this.#keys = options.keys
    const { base, conversation, token, surroundings } = options
    this.#after = surroundings ? surroundings.after : later
    const wire: WireOptions = {
      base,
      conversation,
      token,
      cursor: () => ({ ...this.#held }),
      onFrame: (frame) => this.#hear(frame),
      onLink: (link) => this.#follow(link),
    }
    this.#wire = new Wire(surroundings ? { ...wire, surroundings } : wire)
  }

  /** Connect, or connect again after `pause`. Nothing happens before. */
  open(): void {
    this.#wire.open()
  }

  /**
   * Hang up until `open`. What was said and not acknowledged stays here, and the same
   * bytes go then.
   */
  pause(): void {
    this.#wire.pause()
    this.#up = false
    this.#callOff()
  }

  /** The last state the server told; null before the first. */
  get state(): StateFrame | null {
    return this.#state
  }

  /** True when something said here has not reached the server. */
  get unsent(): boolean {
    return this.#outbox.length > 0
  }

  /**
   * Say something; a long text becomes several messages. Shown at once as "sending".
   * Answers the key of each.
   */
  say(text: string): readonly number[] {
    if (!this.#keys) return []
    // Saying more is also wanting what failed before it to pass: order is kept.
    if (!this.#gone && this.#outbox[0]?.said.fate === "failed") this.retry()
    const keys: number[] = []
    for (const part of splitText(text)) {
      const said: Said = {
        key: this.#nextKey++,
        side: this.#options.side,
        n: null,
        text: part,
        at: null,
        fate: this.#gone ? "failed" : "sending",
      }
      this.#outbox.push({ said, text: part, sealed: null, inFlight: false, tries: 0 })
      this.#options.view.said(said)
      keys.push(said.key)
    }
    this.#pump()
    return keys
  }

  /** Try again all that failed, in order. */
  retry(): void {
    if (this.#gone) return
    for (const one of this.#outbox) {
      one.tries = 0
      if (one.said.fate === "failed") this.#show(one, { fate: "sending" })
    }
    this.#wire.nudge()
    this.#pump()
  }

  /** Tell the other side that this one is writing: coarsely, never what. */
  typing(): void {
    const now = performance.now()
    if (now - this.#lastTyping < TYPING_EVERY) return
    if (this.#wire.send({ t: "typing" })) this.#lastTyping = now
  }

  /** True once the other side has written, opened here or not. */
  get answered(): boolean {
    return this.#held[this.#options.side === "visitor" ? "agent" : "visitor"] > 0
  }

  /** How many messages `holdPast` keeps sealed. */
  get pastCount(): number {
    return this.#past.length
  }

  /** Open what `holdPast` kept, oldest first. The caller shows it before the rest. */
  async openPast(): Promise<Said[]> {
    const past = this.#past
    this.#past = []
    return Promise.all(past.map((message) => this.#opened(message)))
  }

  /** Forget keys and texts, and stop. */
  close(): void {
    this.#keys = null
    this.#wire.close()
    this.#callOff()
    for (const one of this.#outbox) one.text = ""
    this.#outbox = []
    this.#past = []
  }

  // What the server says

  #hear(frame: ServerFrame): void {
    const { view, side } = this.#options
    if (frame.t === "message") this.#receive(frame)
    else if (frame.t === "ack") this.#acknowledged(frame.n, frame.at)
    else if (frame.t === "taken") this.#taken(frame.n, frame.last)
    else if (frame.t === "refused") this.#refused(frame.code, frame.n)
    else if (frame.t === "state") this.#moved(frame)
    else if (frame.t === "presence" && frame.side !== side) {
      this.#inOrder(() => view.presence(frame.there))
    } else if (frame.t === "typing" && frame.side !== side) {
      this.#inOrder(() => view.typing())
    }
  }

  #receive(frame: Incoming): void {
    const { side, n, sealed, at } = frame
    if (n <= this.#held[side]) return
    if (n > this.#held[side] + 1) {
      // Something is missing: ask again rather than show a hole.
      this.#wire.send({ t: "after", ...this.#held })
      return
    }
    if (side === this.#options.side && this.#outbox[0]?.sealed?.bytes === sealed) {
      this.#acknowledged(n, at)
      return
    }
    this.#held[side] = n
    if (this.#options.holdPast && !this.#state) this.#past.push(frame)
    else {
      const opened = this.#opened(frame)
      this.#inOrder(async () => this.#options.view.said(await opened))
    }
    this.#pump()
  }

  async #opened({ side, n, sealed, at }: Incoming): Promise<Said> {
    const { conversation } = this.#options
    const key = this.#nextKey++
    let text: string | null = null
    try {
      const bytes = fromBase64(sealed)
      if (this.#keys) {
        text = await openMessage(this.#keys, { conversation, side, number: n }, bytes)
      }
    } catch {
      text = null
    }
    return { key, side, n, text, at, fate: "sent" }
  }

  /** Tell the view in the order in which the server spoke, though opening takes time. */
  #inOrder(tell: () => void | Promise<void>): void {
    this.#opening = this.#opening.then(async () => {
      if (this.#keys) await tell()
    })
  }

  #acknowledged(n: number, at: number): void {
    const head = this.#outbox[0]
    if (head?.sealed?.n !== n) return
    this.#outbox.shift()
    head.text = ""
    const mine = this.#options.side
    this.#held[mine] = Math.max(this.#held[mine], n)
    this.#show(head, { n, at, fate: "sent" })
    this.#pump()
  }

  #taken(n: number, last: number): void {
    const head = this.#outbox[0]
    if (head?.sealed?.n !== n) return
    head.sealed = null
    head.inFlight = false
    this.#readFirst = last
    if (this.#held[this.#options.side] < last) {
      this.#wire.send({ t: "after", ...this.#held })
    }
    this.#pump()
  }

  #refused(code: string, n: number | null): void {
    const head = this.#outbox[0]
    if (n === null || head?.sealed?.n !== n) return
    head.tries += 1
    if (!PASSING.includes(code) || head.tries > TRIES_MAX) {
      this.#fail()
      return
    }
    this.#plan(AGAIN_AFTER * 2 ** (head.tries - 1))
  }

  #moved(state: StateFrame): void {
    this.#state = state
    this.#inOrder(() => this.#options.view.state(state))
    this.#pump()
  }

  #follow(link: Link): void {
    this.#up = link.state === "open" || link.state === "polling"
    const head = this.#outbox[0]
    if (head) head.inFlight = false
    this.#gone = link.state === "gone"
    if (this.#gone) this.#fail()
    this.#inOrder(() => this.#options.view.link(link))
    this.#pump()
  }

  // What is said here

  /** Do the next thing that the first message of the outbox waits for. */
  #pump(): void {
    const head = this.#outbox[0]
    if (!head || head.said.fate === "failed" || head.inFlight) return
    // Not before the first state: until then, what is held already is not known.
    if (!this.#up || !this.#state) return
    if (head.sealed) this.#send(head)
    else if (this.#held[this.#options.side] >= this.#readFirst) void this.#seal(head)
  }

  async #seal(head: Outgoing): Promise<void> {
    const keys = this.#keys
    if (this.#sealing || !keys) return
    this.#sealing = true
    const { conversation, side } = this.#options
    const n = this.#held[side] + 1
    let bytes: Uint8Array | null = null
    try {
      bytes = await sealMessage(keys, { conversation, side, number: n }, head.text)
    } catch {
      this.#fail()
    }
    this.#sealing = false
    if (!this.#keys) return
    // Another tab may have used the number meanwhile; these bytes were never sent.
    if (bytes && this.#held[side] === n - 1) head.sealed = { n, bytes: toBase64(bytes) }
    this.#pump()
  }

  #send(head: Outgoing): void {
    const fence = this.#state?.fence ?? null
    const officer = this.#options.side === "agent"
    if (!head.sealed || (officer && fence === null)) return
    const { n, bytes } = head.sealed
    const frame = { t: "send", n, sealed: bytes } as const
    head.inFlight = this.#wire.send(
      officer && fence !== null ? { ...frame, fence } : frame,
    )
    if (head.inFlight) this.#plan(ANSWER_WITHIN)
  }

  /** Send the first message again later, unless it is answered by then. */
  #plan(ms: number): void {
    this.#callOff()
    const planned = this.#outbox[0]
    this.#callOff = this.#after(ms, () => {
      if (!planned || this.#outbox[0] !== planned) return
      planned.inFlight = false
      this.#pump()
    })
  }

  /** Nothing passes any more: each message says so and keeps its text. */
  #fail(): void {
    for (const one of this.#outbox) {
      one.inFlight = false
      if (one.said.fate === "sending") this.#show(one, { fate: "failed" })
    }
  }

  #show(one: Outgoing, change: Partial<Said>): void {
    one.said = { ...one.said, ...change }
    const { said } = one
    this.#inOrder(() => this.#options.view.said(said))
  }
}

function later(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
