/**
 * What the server answers to a supervisor: the board and the edited texts, as
 * docs/reference/protocol.md §5 says. Shapes only, and not one word of a visitor.
 */
import type { Desk, Step } from "./shapes.ts"

export type Status = "on" | "pause" | "away"

export type AlarmKind =
  | "danger"
  | "danger-silence"
  | "minor-silence"
  | "minor"
  | "waiting"
  | "unstaffed"
  | "undecided"
  | "support"
  | "away"
  | "unacknowledged"

export interface BoardDesk {
  readonly desk: Desk
  readonly waiting: number
  readonly oldest_at: number | null
  /** Who has waited under 2, 5 and 10 minutes, and longer. */
  readonly ages: readonly number[]
  readonly present: number
  readonly free: number
  readonly talking: number
  readonly frozen: number
  readonly paused: boolean
  readonly keyed: boolean
}

export interface Person {
  readonly member: string
  readonly shown_name: string
  readonly desks: readonly Desk[]
  readonly status: Status
  readonly since: number | null
  readonly held: number
  readonly capacity: number
  readonly here: boolean
}

/** One conversation, seen from outside. */
export interface BoardRow {
  readonly conversation: string
  readonly desk: Desk
  readonly desks: readonly Desk[]
  readonly step: Step
  readonly opened_at: number
  readonly since: number
  readonly member: string | null
  readonly danger: boolean
  readonly minor: boolean
  readonly report: boolean
  readonly silent_since: number | null
  readonly language: string
  readonly position: number | null
  readonly sealed_to: readonly Desk[]
  readonly joined: boolean
}

export interface Alarm {
  readonly alarm: string
  readonly kind: AlarmKind
  /** A conversation, a member or a desk, by the kind; null for the whole service. */
  readonly subject: string | null
  readonly desk: Desk | null
  readonly at: number
  readonly taken_by: string | null
}

export interface BoardView {
  readonly version: number | string
  readonly desks: readonly BoardDesk[]
  readonly people: readonly Person[]
  readonly conversations: readonly BoardRow[]
  /** How many more conversations there are than those shown. */
  readonly more: number
  readonly lengths: readonly number[]
  readonly alarms: readonly Alarm[]
  readonly closed: boolean
}

/** The answer to `join`: what may now be read, for an hour. */
export interface Joined {
  readonly conversation: string
  readonly step: Step
  readonly desk: Desk
  readonly danger: boolean
  readonly minor: boolean
  readonly language: string
  readonly opened_at: number
  readonly report: boolean
}

export type TextState = "in-use" | "proposed" | "former" | "withdrawn"

/** One version of a text; every version is kept. */
export interface TextVersion {
  readonly key: string
  readonly kind: "reply" | "card" | "referral"
  /** The topic, for a card. */
  readonly group: string
  readonly title: string
  readonly text: string
  /** A card's words again, in easy French; empty for a reply. */
  readonly easy: string
  readonly version: number
  /** Member ids; null for what came with Havre. */
  readonly author: string | null
  readonly at: number | null
  readonly reader: string | null
  readonly read_at: number | null
  readonly state: TextState
}
