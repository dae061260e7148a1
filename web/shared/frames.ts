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

/** A desk key to seal the conversation's key to. */
export interface Target {
  readonly desk: string
  readonly epoch: number
  /** Base64. */
  readonly public: string
}

/** A transfer that was announced to the visitor. */
export interface Transfer {
  readonly desk: string
  /** The shown name of a colleague; null when it is for whoever is at the desk. */
  readonly agent: string | null
  /** She has said no. */
  readonly refused: boolean
}

/** An hour at a station that was proposed to her. */
export interface Proposed {
  readonly slot: string
  readonly at: number
  readonly minutes: number
}

/** Where the talk leads: a station, her accord, an hour. */
export interface Course {
  readonly station: string
  readonly accord: "asked" | "given" | "refused" | "withdrawn" | "prepared" | "sent"
  readonly slots: readonly Proposed[]
  readonly appointment: {
    readonly at: number
    readonly minutes: number
    readonly state: string
  } | null
}

/** What a state has told since the line was lengthened. */
export interface LaterFields {
  /** How long it will probably be at most, `ahead_minutes` being the least. */
  readonly ahead_most: number | null
  /** In line: someone is at one of `desks`. */
  readonly staffed: boolean
  /** In line: the desks in front of which she stands, the competent ones first. */
  readonly desks: readonly string[]
  /** The officer is away for a moment. */
  readonly away: boolean
  /** A supervisor also reads this conversation. */
  readonly watched: boolean
  readonly transfer: Transfer | null
  /** Keys to which the visitor's tab is asked to seal the conversation's key. */
  readonly seal: readonly Target[]
  /** The service is closed to new conversations. */
  readonly closed: boolean
  /** How many notes there are; 0 for a visitor. */
  readonly notes: number
  /** Null until an accord was asked for. */
  readonly course: Course | null
}

export interface StateFrame extends LaterFields {
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
type Shape = Readonly<Record<string, Test>>

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

const known: Test = (value) => typeof value === "object" && value !== null
const each =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test)
const has =
  (shape: Shape): Test =>
  (value) =>
    known(value) &&
    Object.entries(shape).every(([field, test]) => test((value as Raw)[field]))

/** What a state that says nothing of a later field means by it. */
export const UNSAID: LaterFields = {
  ahead_most: null,
  staffed: true,
  desks: [],
  away: false,
  watched: false,
  transfer: null,
  seal: [],
  closed: false,
  notes: 0,
  course: null,
}

const SHAPES: Readonly<Record<ServerFrame["t"], Shape>> = {
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
    ahead_most: orNull(whole),
    staffed: yes,
    desks: each(text),
    away: yes,
    watched: yes,
    transfer: orNull(has({ desk: text, agent: orNull(text), refused: yes })),
    seal: each(has({ desk: text, epoch: rank, public: text })),
    closed: yes,
    notes: whole,
    course: orNull(
      has({
        station: text,
        accord: text,
        slots: each(has({ slot: text, at: whole, minutes: whole })),
        appointment: orNull(has({ at: whole, minutes: whole, state: text })),
      }),
    ),
  },
  presence: { side, there: yes },
  typing: { side },
  refused: { code: text, n: orNull(rank) },
  pong: {},
}

/** The frame that `value` is, or none; what an older server does not say is filled in. */
function frameOf(value: unknown): ServerFrame[] {
  if (!known(value)) return []
  const { t } = value as Raw
  // Object.hasOwn is not in the browsers of 2020; `constructor` is no frame.
  if (typeof t !== "string" || !Object.keys(SHAPES).includes(t)) return []
  const frame = t === "state" ? { ...UNSAID, ...(value as Raw) } : value
  return has(SHAPES[t as ServerFrame["t"]])(frame) ? [frame as ServerFrame] : []
}

/** The frames in one JSON text, an object or an array; what is no frame is left out. */
export function readFrames(json: string): ServerFrame[] {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return []
  }
  return (Array.isArray(value) ? value : [value]).flatMap(frameOf)
}
