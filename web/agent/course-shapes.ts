/**
 * What the server answers of hours, of her identity and of who else helps, as
 * docs/reference/protocol.md §5 says. Shapes only.
 */
import type { Desk } from "./shapes.ts"

/** An hour that a station offers. */
export interface Slot {
  readonly slot: string
  readonly at: number
  readonly minutes: number
}

export interface Slots {
  /** An IANA time zone. */
  readonly zone: string
  readonly slots: readonly Slot[]
}

/** What she has given, sealed; nulls before she has, and once it is erased. */
export interface SealedIdentity {
  readonly file: string
  readonly revision: number
  readonly envelope: {
    readonly desk: Desk
    readonly epoch: number
    readonly sealed: string
  } | null
  readonly identity: string | null
  readonly conversation: boolean
}

export const NEEDS = [
  "logement",
  "juridique",
  "psychologique",
  "medical",
  "enfants",
  "langue",
  "handicap",
  "lgbt",
] as const
export type Need = (typeof NEEDS)[number]

export type Scope = "departement" | "region" | "national"

/** Who helps, whether she complains or not. */
export interface Referral {
  readonly key: string
  readonly need: readonly Need[]
  readonly name: string
  readonly address: string
  readonly phone: string
  readonly email: string
  readonly url: string
  readonly hours: string
  readonly scope: Scope
  /** The day somebody checked it. */
  readonly checked: string
  readonly source: string
  /** False when its source is old, from memory or invented. */
  readonly certain: boolean
  /** From the place asked about; null when it has none, or is everywhere. */
  readonly km: number | null
}
