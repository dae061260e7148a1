/** The shape of tests/client/vectors.json; every key, nonce and sealed thing is hex. */
import type { Purpose } from "../shared/canonical.ts"
import type { DeskKey } from "../shared/desk-keys.ts"
import type { Side } from "../shared/sealing.ts"

interface Refused {
  readonly why: string
  readonly sealed: string
}

interface SealedKey {
  readonly purpose: Purpose
  readonly subject: string
  readonly target: string
  readonly epoch: number
  readonly info: string
  readonly ephemeral: string
  readonly ephemeral_public: string
  readonly secret: string
  readonly sealed: string
}

interface Message {
  readonly side: Side
  readonly number: number
  readonly text: string
  readonly nonce: string
  readonly sealed: string
}

interface Note {
  readonly number: number
  readonly text: string
  readonly key: string
  readonly nonce: string
  readonly sealed: string
}

interface Resume {
  readonly code: string
  readonly typed: readonly string[]
  readonly auth: string
  readonly auth_hash: string
  readonly nonce: string
  readonly wrapped: string
  readonly refused_wrapped: readonly { why: string; wrapped: string }[]
  readonly refused_codes: readonly string[]
}

/** A text of `times` pieces, sealed in as many parts as there are digests. */
interface Long {
  readonly piece: string
  readonly times: number
  readonly nonces: readonly string[]
  readonly digests: readonly string[]
}

interface FileVectors extends Long {
  readonly file: string
  readonly fk: string
  readonly hash: string
  readonly identity: {
    readonly revision: number
    readonly text: string
    readonly nonce: string
    readonly sealed: string
    readonly refused: readonly Refused[]
  }
}

interface NameToCall {
  readonly appointment: string
  readonly secret: string
  readonly name: string
  readonly nonce: string
  readonly sealed: string
}

interface Opening {
  readonly code: string
  readonly file: string
  readonly auth: string
  readonly auth_hash: string
  readonly nonce: string
  readonly wrapped: string
  readonly refused: readonly { why: string; wrapped: string }[]
}

interface Numbers {
  readonly number: string
  readonly shown: string
  readonly typed: readonly string[]
  readonly hash: string
  readonly refused: readonly string[]
}

interface MemberKey {
  readonly password: string
  readonly password_decomposed: string
  readonly salt: string
  readonly auth: string
  readonly wrap: string
  readonly name: string
  readonly nonce: string
  readonly private: string
  readonly public: string
  readonly wrapped: string
  readonly refused: string
}

export interface Vectors {
  readonly conversation: string
  readonly canonical: readonly {
    readonly fields: readonly (string | number)[]
    readonly raw: readonly boolean[]
    readonly bytes: string
  }[]
  readonly sealed_keys: {
    readonly private: string
    readonly public: string
    readonly good: readonly SealedKey[]
    readonly refused: readonly Refused[]
  }
  readonly direction_keys: Readonly<Record<Side | "ck", string>>
  readonly messages: readonly Message[]
  readonly refused_messages: readonly Refused[]
  readonly notes: readonly Note[]
  readonly split: readonly {
    readonly pieces: readonly (readonly [string, number])[]
    readonly sizes: readonly number[]
  }[]
  readonly resume: Resume
  readonly report: Long & { readonly version: number }
  readonly file: FileVectors
  readonly name_to_call: NameToCall
  readonly opening: Opening
  readonly appointment_numbers: Numbers
  readonly member: MemberKey
  readonly fingerprints: readonly { readonly public: string; readonly words: string }[]
  readonly desk_keys: {
    readonly good: readonly DeskKey[]
    readonly current: Readonly<Record<string, number>>
    readonly broken: readonly { why: string; rows: readonly DeskKey[] }[]
    readonly replaced_tail: readonly DeskKey[]
  }
  readonly rfc9180: Readonly<Record<string, string>>
}
