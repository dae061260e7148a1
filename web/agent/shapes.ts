/**
 * What the server answers to an officer, as docs/reference/protocol.md §5 says.
 * Shapes only: bytes are still base64 text here, nothing is opened.
 */

export type Desk = "police" | "gendarmerie" | "relief"
export type Role = "agent" | "supervisor" | "administrator"
export type Step = "line" | "talking" | "hold" | "frozen" | "ended"

export interface Member {
  readonly id: string
  readonly name: string
  readonly shown_name: string
  readonly roles: readonly Role[]
  readonly desks: readonly Desk[]
  readonly public: string
  readonly state: "active" | "suspended" | "gone"
}

export interface SignedIn {
  readonly token: string
  readonly member: Member
  readonly wrapped: string
  readonly salt: string
}

export interface Invited {
  readonly shown_name: string
  readonly roles: readonly Role[]
  readonly desks: readonly Desk[]
}

/** A conversation this officer holds. */
export interface Held {
  readonly conversation: string
  readonly step: Step
  readonly fence: number
  readonly desk: Desk
  readonly danger: boolean
  readonly minor: boolean
  readonly language: string
  readonly opened_at: number
  readonly exit_at: number | null
}

export interface Waiting {
  readonly desk: Desk
  readonly count: number
  readonly oldest_at: number | null
}

export interface DeskView {
  readonly version: number | string
  readonly waiting: readonly Waiting[]
  readonly mine: readonly Held[]
  readonly present: number
  /** Left conversations that nobody has decided for too long. */
  readonly undecided: number
}

/** `CK`, or the note key, sealed to a desk. */
export interface Envelope {
  readonly desk: Desk
  readonly epoch: number
  readonly purpose: "conversation" | "relief" | "transfer" | "note" | "report"
  readonly sealed: string
}

export interface SealedNote {
  readonly n: number
  readonly sealed: string
  readonly at: number
  readonly by: string
}

export interface Envelopes {
  readonly envelopes: readonly Envelope[]
  readonly notes: readonly SealedNote[]
}

export interface MyGrant {
  readonly desk: Desk
  readonly epoch: number
  readonly sealed: string
}

export interface HeldGrant {
  readonly desk: Desk
  readonly epoch: number
  readonly member: string
  readonly by: string
  readonly at: number
}

export interface Grants {
  readonly mine: readonly MyGrant[]
  readonly held: readonly HeldGrant[]
  readonly wanting: readonly { readonly desk: Desk; readonly member: string }[]
  readonly renew: readonly Desk[]
}

export interface DeskKeyRow {
  readonly seq: number
  readonly desk: Desk
  readonly epoch: number
  readonly public: string
  readonly previous: string
  readonly hash: string
}

export interface DeskKeyList {
  readonly keys: readonly DeskKeyRow[]
  readonly recovery: string | null
}

export interface Reply {
  readonly key: string
  readonly group: string
  readonly title: string
  readonly text: string
}

export type Outcome =
  | "informed"
  | "directed"
  | "referred"
  | "interrupted"
  | "out-of-scope"
  | "wrong-service"
  | "test"
  | "abuse"

export type Family =
  "sexual" | "couple" | "harassment" | "online" | "minor" | "other" | "none"

export type FollowUp = "nothing" | "danger" | "minor-at-risk" | "report"

export interface Decision {
  readonly outcome: Outcome
  readonly family: Family
  readonly follow_up: FollowUp
  readonly reason: string | null
}
