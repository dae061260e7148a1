/**
 * The public list of desk keys: a chain in which nothing can be changed or dropped.
 *
 * Each row holds the hash of the row before, so one look at the last hash covers all. A
 * list cut short at its end still holds together: give `known`, a row seen before, to
 * notice.
 * Source: docs/reference/protocol.md §2.7.
 */
import { type Bytes, fromBase64, toBase64 } from "./bytes.ts"
import { fields, VERSION } from "./canonical.ts"
import { BrokenChain } from "./sealing-errors.ts"

export { BrokenChain } from "./sealing-errors.ts"

/** One row as the server gives it: bytes are base64. */
export interface DeskKey {
  readonly seq: number
  readonly desk: string
  readonly epoch: number
  readonly public: string
  readonly previous: string
  readonly hash: string
}

/** The hash that stands in a row, and as `previous` in the next. */
export async function rowHash(row: Omit<DeskKey, "hash">): Promise<string> {
  const { seq, desk, epoch } = row
  const point = fromBase64(row.public)
  const previous = fromBase64(row.previous)
  const bytes = fields(VERSION, seq, desk, epoch, point, previous)
  return toBase64(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)))
}

/**
 * Check the whole chain.
 *
 * @param known - a row accepted earlier; the list must still hold it.
 * @throws {BrokenChain} altered, reordered, with a gap, or without `known`.
 */
export async function verifyDeskKeys(
  rows: readonly DeskKey[],
  known?: DeskKey,
): Promise<void> {
  const epochs = new Map<string, number>()
  let previous = toBase64(new Uint8Array(32))
  for (const [rank, row] of rows.entries()) {
    const epoch = (epochs.get(row.desk) ?? 0) + 1
    const follows =
      row.seq === rank + 1 && row.epoch === epoch && row.previous === previous
    if (!follows || !(await stands(row))) {
      throw new BrokenChain(`row ${rank + 1} does not follow`)
    }
    epochs.set(row.desk, epoch)
    previous = row.hash
  }
  if (known !== undefined && rows[known.seq - 1]?.hash !== known.hash) {
    throw new BrokenChain("a row seen before is gone")
  }
}

async function stands(row: DeskKey): Promise<boolean> {
  try {
    const point = fromBase64(row.public)
    return point.length === 65 && point[0] === 4 && (await rowHash(row)) === row.hash
  } catch {
    return false
  }
}

/** The key in use: the desk's highest epoch, or undefined if it has none. */
export function currentDeskKey(
  rows: readonly DeskKey[],
  desk: string,
): DeskKey | undefined {
  return rows.filter((row) => row.desk === desk).at(-1)
}

/** The 65 bytes of a row's key, to seal to. */
export function deskPoint(row: DeskKey): Bytes {
  return fromBase64(row.public)
}
