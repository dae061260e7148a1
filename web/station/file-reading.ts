/**
 * One file open on this screen: asked for with a reason, opened with the station's key
 * or with the code of its person, and forgotten when it is closed or locked.
 */
import { signal } from "@preact/signals"
import { type Api, Refused } from "../agent/api.ts"
import { Correct, KeyRefused } from "../agent/explain.ts"
import type { Session } from "../agent/session.ts"
import type { KeyName } from "../agent/shapes.ts"
import { type Bytes, fromBase64, toBase64 } from "../shared/bytes.ts"
import type { FileDocument } from "../shared/documents.ts"
import { openSealed } from "../shared/envelopes.ts"
import { openDocument, type SealedParts } from "../shared/file-document.ts"
import { openingKeys, parseCode, unwrapFile } from "../shared/opening-code.ts"
import { CannotOpen, NotACode } from "../shared/sealing-errors.ts"
import type { Reason, SealedFile, WrappedFile } from "./shapes.ts"
import { words } from "./words.ts"

export interface Opened {
  readonly file: string
  readonly document: FileDocument
  /** Milliseconds since 1970. */
  readonly sentAt: number
  /** Its person's code opened it: it may be another station's, to be read only. */
  readonly byCode: boolean
}

export class FileReading {
  readonly opened = signal<Opened | null>(null)
  readonly #api: Api
  readonly #session: Session
  #asked = 0

  constructor(api: Api, session: Session) {
    this.#api = api
    this.#session = session
  }

  /**
   * Read a file sent to this station. What was open stays until this one is.
   * @throws {Correct | Refused | Unreachable | KeyRefused}
   */
  async read(file: string, reason: Reason): Promise<void> {
    const asked = (this.#asked += 1)
    const path = `/v1/files/${encodeURIComponent(file)}?reason=${reason}`
    const sealed = await this.#api.get<SealedFile>(path)
    const fk = await this.#keyOf(sealed)
    const document = await documentOf(sealed, fk)
    this.#show(asked, { file, document, sentAt: sealed.sent_at, byCode: false })
  }

  /**
   * Read a file with the code that its person gives. A slip is found here.
   * @throws {Correct | Refused | Unreachable}
   */
  async readWithCode(typed: string, reason: Reason): Promise<void> {
    const asked = (this.#asked += 1)
    const keys = await openingKeys(codeIn(typed))
    const wrapped = await this.#ask(keys.auth, reason)
    const { file, sent_at: sentAt } = wrapped
    const fk = await unwrapFile(keys, file, fromBase64(wrapped.wrapped)).catch(notOurs)
    const document = await documentOf(wrapped, fk)
    this.#show(asked, { file, document, sentAt, byCode: true })
  }

  /** Every word of it leaves the screen. */
  close(): void {
    this.#asked += 1 // what is still on its way is not shown
    this.opened.value = null
  }

  #show(asked: number, opened: Opened): void {
    if (asked === this.#asked) this.opened.value = opened
  }

  async #keyOf({ file, envelope }: SealedFile): Promise<Bytes> {
    const { target, epoch, sealed } = envelope
    const label = { purpose: "file", subject: file, target, epoch } as const
    try {
      const pair = await this.#session.keys.pair(target as KeyName, epoch)
      return await openSealed(pair, label, fromBase64(sealed))
    } catch (cause) {
      if (cause instanceof CannotOpen || cause instanceof KeyRefused) {
        throw new Correct(words.fileOfAnother)
      }
      throw cause
    }
  }

  async #ask(auth: Bytes, reason: Reason): Promise<WrappedFile> {
    const body = { auth: toBase64(auth), reason }
    try {
      return await this.#api.post<WrappedFile>("/v1/station/open", body)
    } catch (refusal) {
      if (refusal instanceof Refused && refusal.status === 404) {
        throw new Correct(words.codeUnknown)
      }
      throw refusal
    }
  }
}

/** @throws {Correct} a part is missing or altered, or it is no file of this form. */
async function documentOf(sealed: SealedParts, fk: Bytes): Promise<FileDocument> {
  try {
    return await openDocument(sealed, fk)
  } catch (cause) {
    if (cause instanceof CannotOpen) throw new Correct(words.fileAltered)
    throw cause
  }
}

function notOurs(cause: unknown): never {
  if (cause instanceof CannotOpen) throw new Correct(words.fileOfAnother)
  throw cause
}

/** @throws {Correct} it is no code. */
function codeIn(typed: string): string {
  try {
    return parseCode(typed)
  } catch (cause) {
    if (cause instanceof NotACode) throw new Correct(words.codeSlip)
    throw cause
  }
}
