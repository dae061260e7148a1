/**
 * The report of one conversation: what is typed, what the service has, and the sealed
 * versions between the two. Each save is the next version; somebody else's never makes
 * what is typed here disappear, nor the other way round.
 */
import { computed, signal } from "@preact/signals"
import { fromBase64, toBase64 } from "../shared/bytes.ts"
import { readReport, type Report } from "../shared/documents.ts"
import { openReport, sealReport } from "../shared/report.ts"
import { CannotOpen } from "../shared/sealing-errors.ts"
import { type Api, Refused } from "./api.ts"
import { Correct, KeyRefused } from "./explain.ts"
import { FIRST_LETTER, type Letter } from "./letter.ts"
import { EMPTY, isSame, mustFit, textOf } from "./report-doc.ts"
import { words } from "./words.ts"

/** The document as it went to a prosecutor: what makes it again is in the report. */
export interface Made {
  readonly transmission: string
  readonly court: string
  readonly text: string
  /** SHA-256 of `text`, in hexadecimal. */
  readonly hash: string
}

/** What is kept through a lock. */
export interface SheetDraft {
  /** What is typed; null when all of it is saved. */
  readonly doc: Report | null
  /** The version of which `doc` is the next. */
  readonly version: number
  /** Null when there is none, as for a report from memory. */
  readonly letter: Letter | null
  readonly made: Made | null
}

/** The latest version, as the server shows it. */
export interface SealedReport {
  readonly version: number
  readonly parts: readonly string[]
}

export interface SheetNeeds {
  readonly api: Api
  readonly conversation: string
  readonly fence: () => number
  /** @throws {Refused | Unreachable} */
  readonly post: (act: string, body: object) => Promise<unknown>
}

export class ReportSheet {
  readonly doc = signal<Report>(EMPTY)
  /** What goes into the letter to the prosecutor and not into the report. */
  readonly letter = signal<Letter>(FIRST_LETTER)
  /** The last document that went from here. */
  readonly made = signal<Made | null>(null)
  /** Saved by somebody else meanwhile: what is typed waits beside it. */
  readonly other = signal<Report | null>(null)
  /** When it was last saved from here; null before. */
  readonly savedAt = signal<number | null>(null)
  /** The version known here; 0 before the first. */
  readonly version = signal(0)
  /** What the service has was read. */
  readonly known = signal(false)
  /** What the service has does not open with this conversation's key. */
  readonly unreadable = signal(false)
  readonly changed
  readonly #saved = signal<Report>(EMPTY)
  readonly #needs: SheetNeeds
  #key: CryptoKey | null = null
  #saving: Promise<void> | null = null
  /** What was sent since the last answer: any of it may have arrived. */
  readonly #tried = new Set<string>()

  constructor(needs: SheetNeeds) {
    this.#needs = needs
    this.changed = computed(() => !isSame(this.doc.value, this.#saved.value))
  }

  /** @param key - see `reportKey`. */
  unlock(key: CryptoKey): void {
    this.#key = key
  }

  change(part: Partial<Report>): void {
    this.doc.value = { ...this.doc.value, ...part }
  }

  /** The report as it was last saved or read. */
  get saved(): Report {
    return this.#saved.value
  }

  /** What is not saved; null when there is nothing. */
  get draft(): SheetDraft | null {
    const letter = this.letter.value
    const made = this.made.value
    const doc = this.changed.value ? this.doc.value : null
    if (!doc && !made && letter === FIRST_LETTER) return null
    return { doc, version: this.version.value, letter, made }
  }

  /** What was being written before a lock; what is written now stays. */
  giveBack({ doc, version, letter, made }: SheetDraft): void {
    if (letter && this.letter.value === FIRST_LETTER) this.letter.value = letter
    this.made.value ??= made
    if (!doc || this.changed.value || isSame(doc, this.#saved.value)) return
    this.doc.value = doc
    if (!this.known.value) this.version.value = version
    else if (version < this.version.value) this.other.value = this.#saved.value
  }

  /**
   * Read what the service has; the journal records it. What is typed stays.
   * @throws {Refused | Unreachable | KeyRefused}
   */
  async read(): Promise<void> {
    const { api, conversation } = this.#needs
    const at = `/v1/conversations/${conversation}/report-text?reason=open`
    const found = await api.get<SealedReport>(at)
    const theirs = await this.#opened(found)
    if (!this.#key) return // dropped meanwhile
    this.#take(found.version, theirs)
  }

  /**
   * Seal what is typed as the next version.
   * @throws {Correct | Refused | Unreachable | KeyRefused}
   */
  async save(): Promise<void> {
    this.#saving ??= this.#save().finally(() => (this.#saving = null))
    await this.#saving
  }

  /**
   * Save what is typed before something is done with it: never over a version that
   * nobody here has looked at.
   * @throws {Correct | Refused | Unreachable | KeyRefused}
   */
  async settle(): Promise<void> {
    if (this.other.value) throw new Correct(words.reportTaken)
    if (this.changed.value) await this.save()
  }

  /** Save if anything changed; what goes wrong is said when it is asked again. */
  async saveChanged(): Promise<void> {
    if (!this.#key || !this.changed.value || this.other.value) return
    await this.save().catch(() => null)
  }

  /** Somebody else's version in the place of what is typed. */
  takeOther(): void {
    if (!this.other.value) return
    this.doc.value = this.other.value
    this.other.value = null
  }

  /** Forget the key and every word. */
  drop(): void {
    this.#key = null
    this.#tried.clear()
    this.doc.value = EMPTY
    this.#saved.value = EMPTY
    this.letter.value = FIRST_LETTER
    this.made.value = null
    this.other.value = null
    this.savedAt.value = null
    this.version.value = 0
    this.known.value = false
    this.unreadable.value = false
  }

  async #save(): Promise<void> {
    if (!this.known.value) {
      await this.read()
      if (this.other.value) throw new Correct(words.reportTaken)
    }
    if (!this.changed.value) return
    try {
      await this.#post()
    } catch (refusal) {
      if (!(refusal instanceof Refused) || refusal.code !== "taken") throw refusal
      await this.read()
      if (this.other.value) throw new Correct(words.reportTaken)
      if (this.changed.value) await this.#post() // ours had arrived, and more was typed
    }
  }

  async #post(): Promise<void> {
    const key = this.#key
    if (!key) throw new KeyRefused("no conversation key")
    const { conversation, fence, post } = this.#needs
    const doc = this.doc.value
    const text = textOf(doc)
    mustFit(text)
    const version = this.version.value + 1
    const parts = await sealReport(key, conversation, version, text)
    this.#tried.add(text)
    await post("report-text", { fence: fence(), version, parts: parts.map(toBase64) })
    if (!this.#key) return
    this.#settle(version, doc)
  }

  /** What is typed is this version, or comes after it. */
  #settle(version: number, saved: Report): void {
    this.version.value = version
    this.#saved.value = saved
    this.other.value = null
    this.unreadable.value = false
    this.savedAt.value = Date.now()
    this.#tried.clear()
  }

  #take(version: number, theirs: Report | null): void {
    const before = this.version.value
    const wasChanged = this.changed.value
    this.known.value = true
    this.version.value = version
    this.unreadable.value = version > 0 && theirs === null
    if (!theirs) return
    if (this.#tried.has(textOf(theirs))) return this.#settle(version, theirs)
    const saved = this.#saved.value
    this.#saved.value = theirs
    if (!wasChanged || isSame(this.doc.value, theirs)) this.doc.value = theirs
    else if (version > before && !isSame(saved, theirs)) this.other.value = theirs
  }

  /** Null when there is none, or when it does not open. */
  async #opened({ version, parts }: SealedReport): Promise<Report | null> {
    const key = this.#key
    if (!key) throw new KeyRefused("no conversation key")
    if (version === 0) return null
    try {
      const sealed = parts.map(fromBase64)
      return readReport(
        await openReport(key, this.#needs.conversation, version, sealed),
      )
    } catch (cause) {
      if (cause instanceof CannotOpen) return null
      throw cause
    }
  }
}
