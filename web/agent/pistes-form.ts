/**
 * The form of the facts beside one conversation: what was ticked and typed, in memory
 * only, sent nowhere, forgotten with the conversation (docs/decisions/0021). With a
 * minor there is none: what was ticked before is forgotten at once (CPP 706-52).
 */
import { computed, effect, signal, untracked } from "@preact/signals"
import { factsByKey, law } from "./catalogue.ts"
import {
  readAge,
  readSpan,
  readWhen,
  type Span,
  type When,
  type Wrong,
} from "./loose-dates.ts"
import { evaluate } from "./story.ts"
import { maybeMinor, type Story } from "./story-dates.ts"
import type { Kept } from "./story-limits.ts"
import type { Talk } from "./talk.ts"
import { clock } from "./times.ts"

/** What may be dated, as it was typed. */
export const DATED = ["facts", "birth", "age", "discovered"] as const
export type Dated = (typeof DATED)[number]

/** Who writes, today. Unknown is treated as a minor where the facts tell of one. */
export type Writer = "unknown" | "adult" | "minor"

/** Today, as a civil day here. */
export const today = computed(() => {
  const now = new Date(clock.value)
  const two = (n: number) => String(n).padStart(2, "0")
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
})

const UNTYPED: Readonly<Record<Dated, string>> = {
  facts: "",
  birth: "",
  age: "",
  discovered: "",
}

/** What is ticked and typed, and what goes with it. */
interface Filled {
  readonly marks: readonly string[]
  readonly typed: Readonly<Record<Dated, string>>
  readonly writer: Writer
  readonly asked: readonly string[]
  readonly noted: string
}

export class PistesForm {
  /** What is being typed in the quick field. */
  readonly quick = signal("")
  /** The quick field, or the first of the four questions, is to take the focus. */
  readonly focusAsked = signal(false)
  /** As ticked, oldest first: "act: contact", "sign: pregnant", "date: facts". */
  readonly marks = signal<readonly string[]>([])
  readonly typed = signal(UNTYPED)
  readonly writer = signal<Writer>("unknown")
  /** The questions already put into the message. */
  readonly asked = signal<readonly string[]>([])
  /** What was last done, said politely. */
  readonly said = signal("")
  /** The summary as it was put into the notes: put again, it takes its place. */
  readonly noted = signal("")
  /** All was cleared, and nothing ticked since: it may come back, once. */
  readonly erased
  readonly story
  readonly findings
  /** What was typed as a date and is none. */
  readonly wrong
  /** Told of a minor, and nobody knows whether an adult writes. */
  readonly ageDoubt
  readonly #kept: Kept = new Map()
  readonly #former = signal<Filled | null>(null)

  constructor() {
    this.erased = computed(
      () => this.#former.value !== null && this.marks.value.length === 0,
    )
    this.story = computed(() => this.#story())
    this.findings = computed(() => evaluate(this.story.value, today.value, this.#kept))
    this.wrong = computed(() => this.#wrong())
    this.ageDoubt = computed(
      () =>
        this.writer.value === "unknown" && maybeMinor(this.story.value, today.value),
    )
  }

  has(mark: string): boolean {
    return this.marks.value.includes(mark)
  }

  /** Tick, or take back. One value takes the place of another where only one may hold. */
  toggle(mark: string): void {
    const others = this.marks.value.filter((one) => one !== mark)
    if (others.length < this.marks.value.length) return this.#without(mark)
    const [fact = ""] = mark.split(": ")
    const many = factsByKey.get(fact)?.many ?? true
    const kept = many ? others : others.filter((one) => !one.startsWith(`${fact}: `))
    this.#former.value = null
    this.marks.value = [...kept, mark]
  }

  /** Date something; nothing typed takes the date back. */
  date(what: Dated, text: string): void {
    this.#former.value = null
    this.typed.value = { ...this.typed.value, [what]: text }
    const mark = `date: ${what}`
    if (!text.trim()) this.#without(mark)
    else if (!this.has(mark)) this.marks.value = [...this.marks.value, mark]
  }

  remove(mark: string): void {
    const what = DATED.find((one) => mark === `date: ${one}`)
    if (what) this.date(what, "")
    else this.#without(mark)
  }

  /** Take back the last thing ticked; answers what it was. */
  removeLast(): string {
    const last = this.marks.value.at(-1) ?? ""
    this.remove(last)
    return last
  }

  /** Signs of danger and control, ticked or told by a fact, in the order of the list. */
  get signs(): readonly (typeof law.signs)[number][] {
    return law.signs.filter(({ key }) => this.has(`sign: ${key}`) || this.shows(key))
  }

  /** Whether ticked facts already tell this sign. */
  shows(sign: string): boolean {
    const told = law.signs.find(({ key }) => key === sign)?.shown_by ?? []
    return told.some((condition) => {
      const [fact = "", values = ""] = condition.split(": ")
      return values.split(" ").some((value) => this.has(`${fact}: ${value}`))
    })
  }

  /** Who writes; of a minor nothing more is kept. */
  writerIs(writer: Writer): void {
    if (writer === "minor") this.forget()
    this.writer.value = writer
  }

  ask(key: string): void {
    if (!this.asked.value.includes(key)) this.asked.value = [...this.asked.value, key]
  }

  /** « Tout effacer »: it may come back once, until something is ticked. */
  clear(): void {
    const { marks, typed, writer, asked, noted } = this
    const former = {
      marks: marks.value,
      typed: typed.value,
      writer: writer.value,
      asked: asked.value,
      noted: noted.value,
    }
    this.forget()
    if (former.marks.length > 0) this.#former.value = former
  }

  /** What was cleared last, as it was. */
  restore(): void {
    const former = this.#former.value
    if (!former) return
    this.#former.value = null
    this.marks.value = former.marks
    this.typed.value = former.typed
    this.writer.value = former.writer
    this.asked.value = former.asked
    this.noted.value = former.noted
  }

  /** Leave nothing of it, not even what was computed from it. */
  forget(): void {
    for (const text of [this.quick, this.said, this.noted]) text.value = ""
    this.#former.value = null
    this.marks.value = []
    this.asked.value = []
    this.typed.value = UNTYPED
    this.writer.value = "unknown"
    this.focusAsked.value = false
    void this.findings.value
    this.#kept.clear()
  }

  #without(mark: string): void {
    this.marks.value = this.marks.value.filter((one) => one !== mark)
  }

  #story(): Story {
    const ticked: Record<string, string[]> = {}
    for (const mark of this.marks.value) {
      const [fact = "", value = ""] = mark.split(": ")
      if (factsByKey.has(fact)) ticked[fact] = [...(ticked[fact] ?? []), value]
    }
    const { facts, birth, age, discovered } = this.typed.value
    return {
      ticked,
      facts: right(readWhen(facts, today.value)),
      birth: right(readSpan(birth, today.value)),
      age: readAge(age),
      discovered: right(readSpan(discovered, today.value)),
    }
  }

  #wrong(): Readonly<Partial<Record<Dated, Wrong>>> {
    const { facts, birth, age, discovered } = this.typed.value
    const read: Record<Dated, When | Span | number | Wrong | null> = {
      facts: readWhen(facts, today.value),
      birth: readSpan(birth, today.value),
      age: readAge(age) ?? "unread",
      discovered: readSpan(discovered, today.value),
    }
    const wrong = DATED.filter(
      (what) => this.typed.value[what].trim() && typeof read[what] === "string",
    )
    return Object.fromEntries(wrong.map((what) => [what, read[what] as Wrong]))
  }
}

function right<T extends When | Span>(read: T | Wrong): T | null {
  return typeof read === "string" ? null : read
}

const known = new WeakMap<Talk, PistesForm>()

/** The one of this conversation, from when it is first looked at. */
export function formOf(talk: Talk): PistesForm {
  const found = known.get(talk)
  if (found) return found
  const form = new PistesForm()
  known.set(talk, form)
  effect(() => {
    if (talk.over || talk.minor.value) untracked(() => form.forget())
  })
  return form
}

/** No form with a minor: she said so, or the officer learnt it. */
export function isMinors(talk: Talk): boolean {
  return talk.minor.value || formOf(talk).writer.value === "minor"
}
