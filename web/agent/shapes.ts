/**
 * What the server answers to an officer, as docs/reference/protocol.md §5 says.
 * Shapes only: bytes are still base64 text here, nothing is opened.
 */

/** The second desk of a force exists where an operator opened one. */
export type Desk = "police" | "gendarmerie" | "relief" | "police-2" | "gendarmerie-2"
/** A station's two keys: files are sealed to the first, names to call to the second. */
export type StationKey = `${"investigation" | "reception"}.${string}`
export type KeyName = Desk | StationKey
export type Role =
  "agent" | "supervisor" | "administrator" | "investigator" | "reception"
export type Step = "line" | "talking" | "hold" | "frozen" | "ended"

export interface Member {
  readonly id: string
  readonly name: string
  readonly shown_name: string
  readonly roles: readonly Role[]
  readonly desks: readonly Desk[]
  /** Ids of the directory, for who works at a station. */
  readonly stations: readonly string[]
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
  readonly stations: readonly string[]
}

/** A police station or a gendarmerie brigade, as the directory knows it. */
export interface Station {
  readonly id: string
  readonly force: "PN" | "GN"
  readonly name: string
  readonly address: string
  readonly postcode: string
  readonly commune: string
  readonly phone: string
  readonly hours: string
  /** From where one asked; null when it was by its id. */
  readonly km: number | null
  /** Competent for the commune that was asked about. */
  readonly competent: boolean
  /** Its competence is sure; untold by an older service. */
  readonly certain?: boolean
  /** It reads files in Havre. */
  readonly havre: boolean
  /** An IANA time zone: its hours are told in it. */
  readonly zone: string
  readonly seasonal: boolean
}

export interface Stations {
  readonly competent: readonly Station[]
  readonly near: readonly Station[]
  /** The day of the list. */
  readonly edition: string
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
  readonly taken_at: number | null
  readonly exit_at: number | null
  /** When her tab went away; null while it is there. */
  readonly silent_since: number | null
  /** It was passed on to somebody: a court, a centre, a station. */
  readonly transmitted: boolean
  /** A supervisor lets it be closed without a transmission. */
  readonly released: boolean
}

/** A conversation that was destroyed when she left, and may be written from memory. */
export interface Memory {
  readonly conversation: string
  readonly desk: Desk
  /** Until then. */
  readonly until: number
}

/** `pause`: no new conversation. `away`: a short absence, told to those in hand. */
export type Status = "on" | "pause" | "away"

/** The officer, as the service sees them. */
export interface Me {
  readonly status: Status
  /** How many conversations may be in hand; a frozen one does not count. */
  readonly capacity: number
  /** « J'ai besoin d'aide » was said and not taken back. */
  readonly support: boolean
}

/** Another officer who is here. */
export interface Colleague {
  readonly member: string
  readonly shown_name: string
  readonly desks: readonly Desk[]
  readonly status: Status
  readonly held: number
  readonly capacity: number
}

export interface Waiting {
  readonly desk: Desk
  readonly count: number
  readonly oldest_at: number | null
  /** How many of them said so. */
  readonly danger: number
  readonly minor: number
}

export interface DeskView {
  readonly version: number | string
  readonly waiting: readonly Waiting[]
  readonly mine: readonly Held[]
  readonly present: number
  /** Left conversations that nobody has decided for too long. */
  readonly undecided: number
  readonly me: Me
  readonly colleagues: readonly Colleague[]
  readonly paused: readonly Desk[]
  /** No new conversation can be opened. */
  readonly closed: boolean
  /** For a supervisor: alarms that nobody has taken. */
  readonly alarms: number
  readonly memories: readonly Memory[]
}

/** One thing that happened to a conversation; never a word of it. */
export interface Happened {
  readonly at: number
  readonly what: string
  /** A shown name. */
  readonly by: string | null
}

export interface Timeline {
  readonly events: readonly Happened[]
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
  readonly desk: KeyName
  readonly epoch: number
  readonly sealed: string
}

export interface HeldGrant {
  readonly desk: KeyName
  readonly epoch: number
  readonly member: string
  readonly by: string
  readonly at: number
}

export interface Grants {
  readonly mine: readonly MyGrant[]
  readonly held: readonly HeldGrant[]
  readonly wanting: readonly { readonly desk: KeyName; readonly member: string }[]
  readonly renew: readonly KeyName[]
}

export interface DeskKeyRow {
  readonly seq: number
  readonly desk: KeyName
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
  readonly version: number
}

/** A card in use: procedure, care, rights, help. Sent whole, in one of its two bodies. */
export interface Card {
  readonly key: string
  readonly topic: string
  readonly title: string
  /** Plain text; lines that begin with "- " are a list. */
  readonly text: string
  /** The same in easy French. */
  readonly easy: string
  readonly version: number
  readonly articles: readonly string[]
  /** A day, and whether it is sure; null once supervisors wrote the card themselves. */
  readonly checked: string | null
  readonly certain: boolean | null
  readonly doubt: string
}

/** A helpline, an emergency number. */
export interface HelpNumber {
  readonly number: string
  readonly name: string
  readonly hours: string
  readonly group: string
}

export interface Replies {
  readonly replies: readonly Reply[]
  readonly numbers: readonly HelpNumber[]
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
