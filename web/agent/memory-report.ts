/**
 * A report from memory: she left, the conversation was destroyed, and who had it in hand
 * may still write down what they read, for half an hour. Sealed with a fresh key to the
 * desk and to recovery, once.
 */
import { computed, signal } from "@preact/signals"
import { randomBytes, toBase64 } from "../shared/bytes.ts"
import type { Report } from "../shared/documents.ts"
import { reportKey, sealReport } from "../shared/report.ts"
import type { Api } from "./api.ts"
import type { Watch } from "./desk.ts"
import { Correct, explain } from "./explain.ts"
import type { Keyring } from "./keyring.ts"
import { EMPTY, isSame, mustFit, textOf } from "./report-doc.ts"
import type { Memory } from "./shapes.ts"
import { UnsaidSafe } from "./unsaid.ts"
import { clock } from "./times.ts"
import { words } from "./words.ts"

const KEY_BYTES = 32
const FIRST: Report = { ...EMPTY, memory: true }
const FIRST_VERSION = 1

export interface MemoryNeeds {
  readonly api: Api
  readonly watch: Watch
  /** @throws {KeyRefused} locked. */
  readonly keys: () => Keyring
}

export class MemoryReports {
  /** Those that may still be written, the one with the least time left first. */
  readonly offered
  /** The one being written. */
  readonly chosen = signal<Memory | null>(null)
  readonly doc = signal<Report>(FIRST)
  readonly busy = signal(false)
  readonly trouble = signal("")
  readonly done = signal(false)
  readonly #needs: MemoryNeeds
  readonly #written = signal<ReadonlySet<string>>(new Set())
  readonly #safe = new UnsaidSafe()
  /** Sent, and perhaps arrived: the same bytes go again, or it would be refused. */
  #sealed: { readonly text: string; readonly body: object } | null = null

  constructor(needs: MemoryNeeds) {
    this.#needs = needs
    this.offered = computed(() => {
      const all = needs.watch.view.value?.memories ?? []
      const left = all.filter(
        ({ conversation, until }) =>
          until > clock.value && !this.#written.value.has(conversation),
      )
      return [...left].sort((one, two) => one.until - two.until)
    })
  }

  /** Write this one; what was typed of another is forgotten. */
  begin(memory: Memory): void {
    this.trouble.value = ""
    this.done.value = false
    if (this.chosen.value?.conversation === memory.conversation) return
    this.chosen.value = memory
    this.doc.value = FIRST
  }

  change(part: Partial<Report>): void {
    this.doc.value = { ...this.doc.value, ...part }
  }

  /** Seal it with a key made for it alone, and let it go; a refusal keeps what is typed. */
  async save(): Promise<void> {
    const memory = this.chosen.value
    if (!memory || this.busy.value) return
    this.busy.value = true
    this.trouble.value = ""
    try {
      await this.#post(memory, this.doc.value)
      this.#written.value = new Set(this.#written.value).add(memory.conversation)
      if (this.chosen.value !== memory) return
      this.forgetText()
      this.done.value = true
    } catch (refusal) {
      this.trouble.value = explain(refusal)
    } finally {
      this.busy.value = false
    }
  }

  /** Locked: no word of it stays in clear. */
  lockAway(key: CryptoKey | null): void {
    const memory = this.chosen.value
    if (key && memory && !isSame(this.doc.value, FIRST)) {
      const report = { doc: this.doc.value, version: 0, letter: null, made: null }
      this.#safe.keep(key, memory.conversation, { message: "", note: "", report })
    }
    this.forgetText()
  }

  /** Unlocked: what was being written is back. */
  async giveBack(key: CryptoKey | null, memory: Memory): Promise<void> {
    if (!key) return
    const { report } = await this.#safe.giveBack(key, memory.conversation)
    const isUntouched = isSame(this.doc.value, FIRST)
    if (report?.doc && this.chosen.value === memory && isUntouched) {
      this.doc.value = report.doc
    }
  }

  /** Nobody is signed in. */
  forgetAll(): void {
    this.#safe.forget()
    this.#written.value = new Set()
    this.forgetText()
  }

  forgetText(): void {
    this.#sealed = null
    this.chosen.value = null
    this.doc.value = FIRST
    this.trouble.value = ""
    this.done.value = false
  }

  /** @throws {Correct | Refused | Unreachable | KeyRefused} */
  async #post(memory: Memory, doc: Report): Promise<void> {
    if (isSame(doc, FIRST)) throw new Correct(words.reportNothing)
    const text = textOf({ ...doc, memory: true })
    mustFit(text)
    if (this.#sealed?.text !== text) {
      this.#sealed = { text, body: await this.#seal(memory, text) }
    }
    await this.#needs.api.post("/v1/reports-from-memory", this.#sealed.body)
  }

  /** @throws {Refused | Unreachable | KeyRefused} */
  async #seal({ conversation, desk }: Memory, text: string): Promise<object> {
    const rk = randomBytes(KEY_BYTES)
    try {
      const envelopes = await this.#needs.keys().sealReport(desk, conversation, rk)
      const key = await reportKey(rk)
      const parts = await sealReport(key, conversation, FIRST_VERSION, text)
      return { conversation, envelopes, parts: parts.map(toBase64) }
    } finally {
      rk.fill(0)
    }
  }
}
