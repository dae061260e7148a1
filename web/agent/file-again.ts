/**
 * A file that was sent, read again to hand it over by the official channel: its
 * conversation may be closed, or this screen was locked. Each time the journal says so.
 */
import type { FileDocument } from "../shared/documents.ts"
import type { ExportedTo } from "../shared/export.ts"
import { openDocument, type SealedParts } from "../shared/file-document.ts"
import { CannotOpen } from "../shared/sealing-errors.ts"
import { type Api, Refused } from "./api.ts"
import type { Transmission } from "./court-shapes.ts"
import { Correct } from "./explain.ts"
import type { Keyring } from "./keyring.ts"
import type { Desk, Station } from "./shapes.ts"
import { words } from "./words.ts"

/** A document, and the station that it is for; null when the directory lost it. */
export interface ToHandOver {
  readonly document: FileDocument
  readonly to: ExportedTo | null
}

interface SealedAgain extends SealedParts {
  readonly envelope: {
    readonly target: string
    readonly epoch: number
    readonly sealed: string
  }
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
export async function readAgain(
  { api, keys }: AgainNeeds,
  { transmission, target }: Transmission,
): Promise<ToHandOver> {
  const to = await addressee(api, target)
  const path = `/v1/transmissions/${transmission}/file?reason=transmit`
  const sealed = await api.get<SealedAgain>(path)
  const { target: desk, epoch, sealed: key } = sealed.envelope
  try {
    const envelope = { desk: desk as Desk, epoch, sealed: key }
    const fk = await keys.openFile(envelope, sealed.file)
    return { document: await openDocument(sealed, fk), to }
  } catch (cause) {
    if (cause instanceof CannotOpen) throw new Correct(words.fileAltered)
    throw cause
  }
}

/** How a page names the station that it is for. */
export function exportedTo(station: Station): ExportedTo {
  const { name, address, postcode, commune, phone } = station
  return { name, address: `${address}, ${postcode} ${commune}`, phone }
}

/** @throws {Unreachable} */
async function addressee(api: Api, id: string): Promise<ExportedTo | null> {
  try {
    const path = `/v1/stations/${encodeURIComponent(id)}`
    return exportedTo(await api.get<Station>(path))
  } catch (cause) {
    if (cause instanceof Refused && cause.status === 404) return null
    throw cause
  }
}
