/**
 * The frames of a conversation's line, and reading those of the server strictly.
 *
 * What cannot be read as one of them is ignored: a newer server may say more than this
 * tab knows, and one bad frame must not stop the others.
 * Source: docs/reference/protocol.md §4.
 */

export type Side = "visitor" | "agent"
export type Step = "line" | "talking" | "hold" | "frozen" | "ended"

/** The last number held of each side. */
export interface Cursor {
  readonly visitor: number
  readonly agent: number
}

export interface AfterFrame extends Cursor {
  readonly t: "after"
}

export interface SendFrame {
  readonly t: "send"
  readonly n: number
  /** Base64. */
  readonly sealed: string
  /** The lease's fencing number; officers only. */
  readonly fence?: number
}

export type ClientFrame =
  AfterFrame | SendFrame | { readonly t: "typing" } | { readonly t: "ping" }

export interface MessageFrame {
  readonly t: "message"
  readonly side: Side
  readonly n: number
  /** As received: whoever opens it finds out whether it is base64. */
  readonly sealed: string
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number
}

export interface StateFrame {
  readonly t: "state"
  readonly version: string
  readonly step: Step
  /** 1 is next; null outside the line. */
  readonly position: number | null
  readonly ahead_minutes: number | null
  /** The officer's shown name. */
  readonly agent: string | null
  readonly desk: string
  readonly report: boolean
  readonly danger: boolean
  readonly minor: boolean
  readonly fence: number | null
}

export type ServerFrame =
  | MessageFrame
  | StateFrame
  | { readonly t: "ack"; readonly n: number; readonly at: number }
  | { readonly t: "taken"; readonly n: number; readonly last: number }
  | { readonly t: "presence"; readonly side: Side; readonly there: boolean }
  | { readonly t: "typing"; readonly side: Side }
  | { readonly t: "refused"; readonly code: string; readonly n: number | null }
  | { readonly t: "pong" }

type Raw = Readonly<Record<string, unknown>>
type Test = (value: unknown) => boolean

const text: Test = (value) => typeof value === "string"
const yes: Test = (value) => typeof value === "boolean"
const whole: Test = (value) => Number.isSafeInteger(value) && Number(value) >= 0
const rank: Test = (value) => whole(value) && value !== 0
const side: Test = (value) => value === "visitor" || value === "agent"
const step: Test = (value) =>
  ["line", "talking", "hold", "frozen", "ended"].includes(value as string)
const orNull =
  (test: Test): Test =>
  (value) =>
    value === null || test(value)

const SHAPES: Readonly<Record<ServerFrame["t"], Readonly<Record<string, Test>>>> = {
  message: { side, n: rank, sealed: text, at: whole },
  ack: { n: rank, at: whole },
  taken: { n: rank, last: rank },
  state: {
    version: text,
    step,
    position: orNull(whole),
    ahead_minutes: orNull(whole),
    agent: orNull(text),
    desk: text,
    report: yes,
    danger: yes,
    minor: yes,
    fence: orNull(whole),
  },
  presence: { side, there: yes },
  typing: { side },
  refused: { code: text, n: orNull(rank) },
  pong: {},
}

function isServerFrame(value: unknown): value is ServerFrame {
  if (typeof value !== "object" || value === null) return false
  const raw = value as Raw
  const name = raw["t"]
  // Object.hasOwn is not in the browsers of 2020; `constructor` is no frame.
  if (typeof name !== "string" || !Object.keys(SHAPES).includes(name)) return false
  const shape = SHAPES[name as ServerFrame["t"]]
  return Object.entries(shape).every(([field, test]) => test(raw[field]))
}

/** The frames in one JSON text, an object or an array; what is no frame is left out. */
export function readFrames(json: string): ServerFrame[] {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return []
  }
  return (Array.isArray(value) ? value : [value]).filter(isServerFrame)
}
