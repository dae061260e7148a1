/**
 * The file that goes to a station: put together from what she agreed to and from the
 * saved report, looked at line by line, then sealed here and sent part by part.
 */
import { type Bytes, toBase64 } from "../shared/bytes.ts"
import {
  type CardInFile,
  type FileDocument,
  fileDocumentText,
  readReport,
  type Report,
  type SaidInFile,
} from "../shared/documents.ts"
import { fileHash, fileKeys, sealFile } from "../shared/file.ts"
import type { Said } from "../shared/line.ts"
import type { Api } from "./api.ts"
import { titledCards } from "./card-text.ts"
import type { Course } from "./course.ts"
import { Correct } from "./explain.ts"
import { type ReadIdentity, withIdentity } from "./identity.ts"
import type { Keyring } from "./keyring.ts"
import type { Note } from "./note-book.ts"
import { textOf } from "./report-doc.ts"
import type { Station } from "./shapes.ts"
import type { Talk } from "./talk.ts"
import { words } from "./words.ts"

/** Sealed parts that the service takes for one file. */
export const PARTS_MOST = 256

/** The file as it would go. */
export interface Prepared {
  readonly document: FileDocument
  readonly station: Station
  readonly revision: number
  /** Its parts once sealed: tried again, the same bytes go. */
  parts: readonly Bytes[] | null
}

/** The file as it went; kept for the page to print, while the conversation is here. */
export interface Sent {
  readonly document: FileDocument
  readonly station: Station
  /** The station reads it here; else it goes by the official channel. */
  readonly here: boolean
}

export interface FileNeeds {
  readonly api: Api
  readonly keys: Keyring
  readonly talk: Talk
  readonly course: Course
}

/**
 * Put the file together, to be looked at.
 * @throws {Correct} no open report, no accord, a report not saved.
 * @throws {Refused | Unreachable | KeyRefused | CannotOpen}
 */
export async function prepare(needs: FileNeeds): Promise<void> {
  const { talk, course } = needs
  mustBeReady(talk)
  const station = agreedStation(talk, course)
  const report = await latestReport(talk)
  await withIdentity(needs, talk, async (read) => {
    course.identity.value = read
    course.prepared.value = {
      document: documentOf(talk, station, read, report),
      station,
      revision: read.revision,
      parts: null,
    }
  })
}

/**
 * Seal and send what was looked at, and nothing else.
 * @throws {Correct} she changed what she gives meanwhile: it is to be looked at again.
 * @throws {Refused | Unreachable | KeyRefused | CannotOpen}
 */
export async function send(needs: FileNeeds): Promise<void> {
  const { keys, talk, course } = needs
  const prepared = course.prepared.value
  if (!prepared) return
  mustBeReady(talk)
  const { document, station, revision } = prepared
  const { file } = document
  try {
    await withIdentity(needs, talk, async (read, fk) => {
      if (read.file !== file || read.revision !== revision) {
        course.prepared.value = null
        throw new Correct(words.fileChanged)
      }
      const text = fileDocumentText(document)
      const sealed = prepared.parts ?? (await sealFile(await fileKeys(fk), file, text))
      prepared.parts = sealed
      if (sealed.length > PARTS_MOST) throw new Correct(words.fileTooLong)
      const { fence } = talk.held.value
      course.progress.value = { done: 0, of: sealed.length }
      for (const [at, part] of sealed.entries()) {
        const one = { n: at + 1, of: sealed.length, sealed: toBase64(part) }
        await talk.post("file-parts", { fence, file, ...one })
        course.progress.value = { done: at + 1, of: sealed.length }
      }
      const envelopes = await keys.sealFile(talk.desk.value, station.id, file, fk)
      const hash = toBase64(await fileHash(text))
      await talk.post("file", { fence, file, of: sealed.length, envelopes, hash })
      const here = envelopes.some(({ target }) => target.startsWith("investigation."))
      course.sent.value = { document, station, here }
      talk.transmitted.value = true
      course.prepared.value = null
    })
  } finally {
    course.progress.value = null
  }
}

/** The document, from what was agreed to. Pure but for the time. */
export function documentOf(
  talk: Talk,
  station: Station,
  { file, identity, conversation }: ReadIdentity,
  report: Report | null,
): FileDocument {
  return {
    v: 1,
    file,
    conversation_id: talk.id,
    station: station.id,
    made_at: Date.now(),
    report,
    identity,
    said: conversation ? saidIn(talk.said.value) : null,
    cards: cardsIn(talk.notes.shown.value),
  }
}

/** What the service has of the conversation, oldest first. */
function saidIn(said: readonly Said[]): readonly SaidInFile[] {
  return said
    .filter(({ fate }) => fate === "sent")
    .map(({ side, at, text }) => ({
      side,
      at: at ?? 0,
      text: text ?? words.unreadable,
    }))
}

function cardsIn(notes: readonly Note[]): readonly CardInFile[] {
  return titledCards(notes).map(({ key, title, version, at }) => ({
    key,
    title,
    version,
    at,
  }))
}

/** @throws {Correct} */
function mustBeReady(talk: Talk): void {
  if (!talk.report.value) throw new Correct(words.fileNeedsReport)
  if (talk.course.value?.accord !== "given") throw new Correct(words.fileNeedsAccord)
}

/**
 * The report as the service has it, what was typed here included; null when none was
 * written. @throws {Correct} somebody else's waits beside it, or it cannot be read.
 */
async function latestReport({ sheet }: Talk): Promise<Report | null> {
  await sheet.read()
  if (sheet.other.value) throw new Correct(words.reportTaken)
  if (sheet.unreadable.value) throw new Correct(words.fileReportUnread)
  if (sheet.changed.value) await sheet.save()
  return sheet.version.value > 0 ? readReport(textOf(sheet.doc.value)) : null
}

/** The station that she agreed to; never the one merely looked at. @throws {Correct} */
function agreedStation(talk: Talk, { agreed }: Course): Station {
  const station = agreed.value
  if (!station || station.id !== talk.course.value?.station) {
    throw new Correct(words.fileNoStation)
  }
  return station
}
