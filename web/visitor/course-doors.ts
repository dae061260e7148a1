/**
 * What a visitor asks of the server about a station, her accord and her appointment.
 * Source: docs/reference/protocol.md §3.
 */
import { type DeskKey, verifyDeskKeys } from "../shared/desk-keys.ts"
import { ask, type Envelope, type Held, post, postAt } from "./server.ts"

/** A station as it is told to anyone. */
export interface Station {
  readonly id: string
  readonly force: "PN" | "GN"
  readonly name: string
  readonly address: string
  readonly postcode: string
  readonly commune: string
  readonly phone: string
  readonly hours: string
  /** It receives files and makes appointments here. */
  readonly havre: boolean
  /** Where its clocks are: "Europe/Paris". */
  readonly zone: string
}

/** An hour that she may choose. */
export interface Slot {
  readonly slot: string
  readonly at: number
  readonly minutes: number
}

export interface Meeting {
  readonly at: number
  readonly minutes: number
  readonly state: string
}

/** What she agrees to send, sealed; bytes are base64. */
export interface Given {
  readonly agree: true
  /** The one that was named to her. */
  readonly station: string
  readonly file: string
  readonly revision: number
  readonly envelope: Envelope
  readonly identity: string
  readonly auth_hash: string
  readonly wrapped: string
  readonly conversation: boolean
}

/** An hour taken: what the server keeps of it opens for the reception alone. */
export interface Taken {
  readonly slot: string
  readonly appointment: string
  readonly number_hash: string
  readonly reception: { readonly epoch: number; readonly sealed: string }
  readonly name: string
}

export interface Withdrawn {
  readonly erased: boolean
  readonly why: "sent" | "law" | null
}

/** Where a file stands, as her opening code shows it. */
export interface Followed {
  /** Null: the directory has it no more. */
  readonly station: Station | null
  readonly sent_at: number | null
  readonly acknowledged: boolean
  readonly mark: string | null
  readonly appointment: Meeting | null
  readonly free: readonly Slot[]
  readonly withdrawable: boolean
}

/** @throws {Refused | Unreachable} */
export function station(id: string): Promise<Station> {
  return ask(`/v1/stations/${encodeURIComponent(id)}`)
}

/**
 * The keys to seal to, once the chain that they stand in was checked.
 *
 * @throws {Refused | Unreachable | BrokenChain}
 */
export async function verifiedKeys(): Promise<readonly DeskKey[]> {
  const { keys } = await ask<{ keys: DeskKey[] }>("/v1/desk-keys")
  await verifyDeskKeys(keys)
  return keys
}

/** What a conversation may ask about its course. All may throw Refused, Unreachable. */
export interface Doors {
  keys(): Promise<readonly DeskKey[]>
  answer(answer: Given | { readonly agree: false }): Promise<void>
  withdraw(): Promise<Withdrawn>
  take(taken: Taken): Promise<void>
  move(slot: string): Promise<void>
  cancel(): Promise<void>
}

export function doorsOf(held: Held): Doors {
  return {
    keys: verifiedKeys,
    answer: (answer) => postAt(held, "accord-answer", answer),
    withdraw: () => postAt(held, "accord-withdraw", {}),
    take: (taken) => postAt(held, "appointment", taken),
    move: (slot) => postAt(held, "appointment-move", { slot }),
    cancel: () => postAt(held, "appointment-cancel", {}),
  }
}

/** What an opening code may ask; `auth` is the proof. */
export interface CodeDoors {
  look(): Promise<Followed>
  withdraw(): Promise<Withdrawn>
  move(slot: string): Promise<void>
  cancel(): Promise<void>
  revoke(): Promise<void>
}

export function codeDoorsOf(auth: string): CodeDoors {
  return {
    look: () => post("/v1/opening", { auth }),
    withdraw: () => post("/v1/opening/withdraw", { auth }),
    move: (slot) => post("/v1/opening/move", { auth, slot }),
    cancel: () => post("/v1/opening/cancel", { auth }),
    revoke: () => post("/v1/opening/revoke", { auth }),
  }
}
