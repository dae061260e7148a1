/** What the server answers to a station (protocol §5). Shapes only: nothing is opened. */
import type { Station } from "../agent/shapes.ts"

export type { Station } from "../agent/shapes.ts"

/** What became of it; closed words, and none says why. */
export const MARKS = ["came", "to-recontact", "complaint-filed"] as const
export type Mark = (typeof MARKS)[number]

/** Why a file is opened: the journal keeps the word before the file is given. */
export const REASONS = ["received", "appointment", "inquiry", "recontact"] as const
export type Reason = (typeof REASONS)[number]

export interface Appointment {
  readonly at: number
  readonly minutes: number
  readonly state: string
}

/** A file sent to the station, as the list shows it: not a word of what it holds. */
export interface FileRow {
  readonly file: string
  readonly station: string
  readonly sent_at: number
  readonly urgent: boolean
  readonly acknowledged_at: number | null
  /** A shown name. */
  readonly acknowledged_by: string | null
  readonly appointment: Appointment | null
  readonly mark: Mark | null
  readonly overdue: boolean
}

export interface Slot {
  readonly slot: string
  readonly station: string
  readonly at: number
  readonly minutes: number
  readonly taken: boolean
  readonly withdrawn: boolean
}

/** A front desk is told its stations, and nothing more. */
export interface StationView {
  readonly stations: readonly Station[]
  readonly slots: readonly Slot[]
  readonly files: readonly FileRow[]
}

interface SealedParts {
  readonly file: string
  readonly of: number
  readonly parts: readonly string[]
  /** SHA-256 of the document. */
  readonly hash: string
  readonly sent_at: number
}

export interface SealedFile extends SealedParts {
  readonly envelope: {
    readonly target: string
    readonly epoch: number
    readonly sealed: string
  }
}

/** The same file, as the opening code of its person gives it. */
export interface WrappedFile extends SealedParts {
  readonly wrapped: string
}

/** What an appointment number gives. */
export interface Received {
  readonly at: number
  readonly minutes: number
  readonly appointment: string
  readonly station: string
  readonly reception: { readonly epoch: number; readonly sealed: string }
  readonly name: string
}

/** Whether an exported file is one that Havre knows. */
export interface ExportKnown {
  readonly known: boolean
  readonly file: string | null
  readonly at: number | null
  readonly by: string | null
}
