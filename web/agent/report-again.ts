/**
 * A report that is kept, read again once its conversation is over: it was passed on, and
 * its document may be wanted once more. Each time the journal says so.
 */
import { fromBase64 } from "../shared/bytes.ts"
import { readReport, type Report } from "../shared/documents.ts"
import { fileHash } from "../shared/file.ts"
import { openReport, reportKey } from "../shared/report.ts"
import { CannotOpen } from "../shared/sealing-errors.ts"
import type { Api } from "./api.ts"
import type { Transmission } from "./court-shapes.ts"
import { Correct } from "./explain.ts"
import type { Keyring } from "./keyring.ts"
import { letterAgain } from "./letter.ts"
import { EMPTY } from "./report-doc.ts"
import type { SealedReport } from "./report-sheet.ts"
import { hex, hexOf } from "./sending.ts"
import type { Desk } from "./shapes.ts"
import { words } from "./words.ts"

/** The document to a prosecutor, made again. */
export interface MadeAgain {
  readonly text: string
  /** SHA-256 of `text`, in hexadecimal. */
  readonly hash: string
  /** It is the hash of what was transmitted. */
  readonly same: boolean
}

export interface ReadAgain {
  readonly doc: Report
  /** Null when none was kept for it. */
  readonly letter: MadeAgain | null
}

interface SealedAfter extends SealedReport {
  readonly envelopes: readonly {
    readonly target: string
    readonly epoch: number
    readonly sealed: string
  }[]
}

export interface AgainNeeds {
  readonly api: Api
  readonly keys: Keyring
}

/**
 * Nothing of it is kept here.
 * @throws {Correct} it is altered, or sealed to another key.
 * @throws {Refused | Unreachable | KeyRefused}
 */
export async function readReportAgain(
  { api, keys }: AgainNeeds,
  one: Transmission,
): Promise<ReadAgain> {
  const path = `/v1/conversations/${one.conversation}/report-text?reason=after`
  const sealed = await api.get<SealedAfter>(path)
  try {
    const doc = await opened(keys, one.conversation, sealed)
    return { doc, letter: await madeAgain(doc, one) }
  } catch (cause) {
    if (cause instanceof CannotOpen) throw new Correct(words.againAltered)
    throw cause
  }
}

/** @throws {CannotOpen | KeyRefused} none of our keys, or altered. */
async function opened(
  keys: Keyring,
  conversation: string,
  { envelopes, version, parts }: SealedAfter,
): Promise<Report> {
  if (version === 0) return EMPTY // opened, and nothing was written
  let refusal: unknown = new CannotOpen("no envelope")
  for (const { target, epoch, sealed } of envelopes) {
    const envelope = { desk: target as Desk, epoch, sealed, purpose: "report" } as const
    try {
      const ck = await keys.open(envelope, conversation)
      const key = await reportKey(ck)
      ck.fill(0)
      const text = await openReport(key, conversation, version, parts.map(fromBase64))
      return readReport(text)
    } catch (cause) {
      refusal = cause
    }
  }
  throw refusal
}

/** The very one that went if it can still be made; else the last to that court. */
async function madeAgain(doc: Report, one: Transmission): Promise<MadeAgain | null> {
  if (one.kind !== "prosecutor" || one.hash === null) return null
  const sent = hexOf(one.hash)
  let found: MadeAgain | null = null
  for (const letter of doc.letters ?? []) {
    if (letter.to !== one.target) continue
    const text = letterAgain(doc, letter, one.conversation)
    const hash = hex(await fileHash(text))
    found = { text, hash, same: hash === sent }
    if (found.same) return found
  }
  return found
}
