/**
 * What the server answers of courts, operations centres and transmissions, as
 * docs/reference/protocol.md §5 says. Shapes only.
 */

/** A commune, as the directory finds it. */
export interface Place {
  readonly insee: string
  readonly name: string
}

export interface Court {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly phone: string
  readonly email: string
}

export interface Courts {
  readonly court: Court | null
  readonly others: readonly Court[]
  /** The table names this commune's court and no other. */
  readonly certain: boolean
  readonly doubt: string
  readonly day: string
  readonly source: string
}

export interface Centre {
  readonly force: string
  readonly name: string
  readonly phone: string
  /** The day somebody checked the number. */
  readonly checked: string
}

export interface Centres {
  readonly centres: readonly Centre[]
  readonly day: string
}

export type TransmissionKind = "prosecutor" | "centre" | "crip" | "station" | "paper"

/** Something that was passed on, or is to be. Not one word of a visitor. */
export interface Transmission {
  readonly transmission: string
  readonly conversation: string
  readonly kind: TransmissionKind
  /** A court's or a station's id, a centre's number, a département. */
  readonly target: string
  readonly name: string
  readonly urgent: boolean
  readonly at: number
  /** Member ids. */
  readonly by: string
  readonly sent_at: number | null
  readonly sent_by: string | null
  readonly channel: string | null
  readonly acknowledged_at: number | null
  /** A name given by phone, or who read it at a station. */
  readonly acknowledged_by: string | null
  readonly outcome: string | null
  /** She took her accord back before it went: it is never sent. */
  readonly withdrawn_at: number | null
  readonly overdue: boolean
  readonly hash: string | null
  /** The file that went may be read again at its desk, to hand it over. */
  readonly readable: boolean
  /** The conversation is over, and its report may be read again at its desk. */
  readonly kept: boolean
}
