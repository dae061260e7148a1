/**
 * The exact bytes everything is bound to.
 *
 * Source: docs/reference/protocol.md §2.1 and §2.2.
 */
import { type Bytes, concat, utf8 } from "./bytes.ts"

export const VERSION: Bytes = Uint8Array.of(1)
export const SUITE: Bytes = Uint8Array.of(1)

/** What a sealed key is for; an envelope of one purpose opens as no other. */
export type Purpose =
  | "conversation"
  | "note"
  | "relief"
  | "transfer"
  | "report"
  | "grant"
  | "file"
  | "reception"

/** What one sealed key is bound to. */
export interface Label {
  readonly purpose: Purpose
  /** A conversation's, file's or appointment's id; for a grant, a member's or `recovery`. */
  readonly subject: string
  /** A desk, a station's key, or `recovery`. */
  readonly target: string
  /** The target key's; 1 for the recovery key. */
  readonly epoch: number
}

/**
 * Join fields so that no two different lists give the same bytes.
 *
 * @throws {RangeError} a field over 65,535 bytes, or a number that is no safe integer.
 */
export function fields(...parts: readonly (Uint8Array | string | number)[]): Bytes {
  return concat(
    ...parts.map((part) => {
      const raw = rawField(part)
      if (raw.length > 0xffff) throw new RangeError("field over 65,535 bytes")
      return concat(Uint8Array.of(raw.length >> 8, raw.length & 0xff), raw)
    }),
  )
}

function rawField(part: Uint8Array | string | number): Uint8Array {
  if (typeof part === "string") return utf8(part)
  if (typeof part !== "number") return part
  if (!Number.isSafeInteger(part) || part < 0) throw new RangeError("not an integer")
  const raw = new DataView(new ArrayBuffer(8))
  raw.setUint32(0, Math.floor(part / 2 ** 32))
  raw.setUint32(4, part % 2 ** 32)
  return new Uint8Array(raw.buffer)
}

/** The bytes given to HPKE as `info`. */
export function labelInfo(label: Label): Bytes {
  const { purpose, subject, target, epoch } = label
  return fields(VERSION, SUITE, purpose, subject, target, epoch)
}
