/**
 * The texts that supervisors edit: every version, who wrote and who read it. What is
 * being written is kept by text, so that looking at another, a refusal or a lock loses
 * none of it: these are the service's own words, never a visitor's.
 */
import { computed, effect, signal, untracked } from "@preact/signals"
import { type Api, Refused } from "./api.ts"
import type { TextVersion } from "./board-shapes.ts"
import { Correct } from "./explain.ts"
import { ENTRY_TEMPLATE, mustBeEntry } from "./text-entry.ts"
import type { Session } from "./session.ts"
import type { Member } from "./shapes.ts"
import { words } from "./words.ts"

/** What is being proposed. `version`: the one it was written from, 0 for a new text. */
export interface Draft {
  readonly group: string
  readonly title: string
  readonly text: string
  /** Of a card alone. */
  readonly easy: string
  readonly version: number
}

/** One text with all its versions, the latest first. */
export interface EditedText {
  readonly key: string
  readonly group: string
  readonly title: string
  readonly inUse: TextVersion | null
  /** What a change is written from: the latest version that stands, or stood. */
  readonly base: TextVersion | undefined
  readonly proposals: readonly TextVersion[]
  readonly past: readonly TextVersion[]
}

/** The key of a text that has none yet. */
export const NEW = ""
export const TITLE_MOST = 80 // signs
export const TEXT_MOST = 2000
export const CARD_MOST = 1800
export const EASY_MOST = 1500
const LEAST = 3 // signs, of each

const EMPTY: Draft = { group: "accueil", title: "", text: "", easy: "", version: 0 }

export class Texts {
  readonly versions = signal<readonly TextVersion[] | null>(null)
  readonly chosen = signal<string | null>(null)
  readonly drafts = signal<ReadonlyMap<string, Draft>>(new Map())
  readonly all
  readonly current
  readonly #members = signal<readonly Member[]>([])
  readonly #api: Api
  readonly #session: Session

  constructor(api: Api, session: Session) {
    this.#api = api
    this.#session = session
    this.all = computed(() => gathered(this.versions.value ?? []))
    this.current = computed(() =>
      this.all.value.find(({ key }) => key === this.chosen.value),
    )
    effect(() => {
      if (session.phase.value === "out") untracked(() => this.#forget())
    })
  }

  /** @throws {Refused | Unreachable} */
  async refresh(): Promise<void> {
    const [texts, team] = await Promise.all([
      this.#api.get<{ texts: TextVersion[] }>("/v1/texts"),
      this.#api.get<{ members: Member[] }>("/v1/members"),
    ])
    if (this.#session.phase.value === "out") return
    this.versions.value = texts.texts
    this.#members.value = team.members
  }

  /** Who wrote or read; what came with Havre has no author. */
  nameOf(member: string | null): string {
    if (member === null) return words.textsHavre
    const found = this.#members.value.find(({ id }) => id === member)
    return found?.shown_name ?? words.someone
  }

  /** Whether this supervisor wrote it, and so may not be its second reader. */
  wrote({ author }: TextVersion): boolean {
    return author !== null && author === this.#session.member.value?.id
  }

  draft(key: string): Draft | undefined {
    return this.drafts.value.get(key)
  }

  /** Start writing, from the latest version; what was being written already stays. */
  write(key: string): void {
    this.chosen.value = key
    if (this.drafts.value.has(key)) return
    this.change(key, key === NEW ? EMPTY : this.#from(key))
  }

  change(key: string, part: Partial<Draft>): void {
    let draft = { ...(this.draft(key) ?? EMPTY), ...part }
    const blank = draft.text.trim() === "" && part.group !== undefined
    if (blank && isEntry(draft.group)) draft = { ...draft, text: ENTRY_TEMPLATE }
    this.drafts.value = new Map(this.drafts.value).set(key, draft)
  }

  /** Written against the latest version from now on; the words typed stay. */
  rebase(key: string): void {
    this.change(key, { version: this.#from(key).version })
  }

  /** Throw away what was being written. */
  discard(key: string): void {
    const rest = new Map(this.drafts.value)
    rest.delete(key)
    this.drafts.value = rest
    if (key === NEW) this.chosen.value = null
  }

  /** Propose it to the other supervisors. @throws {Correct | Refused | Unreachable} */
  async propose(key: string): Promise<void> {
    const draft = this.draft(key)
    if (!draft) return
    const sent = checked(draft)
    if (this.unchanged(key)) throw new Correct(words.textsUnchanged)
    const body = { key: key === NEW ? null : key, ...sent }
    const made = await this.#send(key, body)
    this.discard(key)
    await this.refresh()
    this.chosen.value = made.key
  }

  /** @throws {Correct} another version came in between: it is shown, ours is kept. */
  async #send(key: string, body: object): Promise<{ key: string }> {
    try {
      return await this.#api.post<{ key: string }>("/v1/texts", body)
    } catch (refusal) {
      if (!(refusal instanceof Refused) || refusal.code !== "taken") throw refusal
      await this.refresh()
      this.rebase(key)
      throw new Correct(words.textsTaken)
    }
  }

  /** Whether nothing was changed of what it was written from. */
  unchanged(key: string): boolean {
    const draft = this.draft(key)
    const base = this.all.value.find((one) => one.key === key)?.base
    if (!draft || !base) return false
    return (["group", "title", "text", "easy"] as const).every(
      (part) => draft[part].trim() === base[part].trim(),
    )
  }

  /** Be the second reader: in use from now on. @throws {Correct | Refused | Unreachable} */
  async approve(version: TextVersion): Promise<void> {
    if (this.wrote(version)) throw new Correct(words.textsOwn)
    await this.#act(version, "read")
  }

  /** Drop a proposal, or no longer offer a text. @throws {Refused | Unreachable} */
  async withdraw(version: TextVersion): Promise<void> {
    await this.#act(version, "withdraw")
  }

  async #act({ key, version }: TextVersion, act: string): Promise<void> {
    await this.#api.post(`/v1/texts/${encodeURIComponent(key)}/${act}`, { version })
    await this.refresh()
  }

  #from(key: string): Draft {
    const base = this.all.value.find((one) => one.key === key)?.base
    if (!base) return EMPTY
    const { group, title, text, easy, version } = base
    return { group, title, text, easy, version }
  }

  #forget(): void {
    this.versions.value = null
    this.drafts.value = new Map()
    this.#members.value = []
    this.chosen.value = null
  }
}

/** Whether it is a topic's: a card has a second body, in easy French. */
export function isCard(group: string): boolean {
  return group in words.topics
}

/** Whether it is an entry of the address book: who helps, on lines with labels. */
export function isEntry(group: string): boolean {
  return group in words.helpers
}

/** @throws {Correct} too short or too long; or an entry that cannot be read. */
function checked(draft: Draft): Draft {
  const card = isCard(draft.group)
  const title = draft.title.trim()
  const text = draft.text.trim()
  const easy = card ? draft.easy.trim() : ""
  const most = card ? CARD_MOST : TEXT_MOST
  if (!fits(title, TITLE_MOST)) throw new Correct(words.textsTitleRule)
  if (!fits(text, most)) throw new Correct(words.textsTextRule(most))
  if (isEntry(draft.group)) mustBeEntry(text)
  if (card && !fits(easy, EASY_MOST)) throw new Correct(words.textsEasyRule(EASY_MOST))
  return { ...draft, title, text, easy }
}

function fits(typed: string, most: number): boolean {
  const signs = [...typed].length
  return signs >= LEAST && signs <= most
}

/** A proposal that was dropped unread came to nothing: nothing is written from it. */
function stands({ state, author, reader }: TextVersion): boolean {
  return state !== "withdrawn" || reader !== null || author === null
}

function gathered(versions: readonly TextVersion[]): readonly EditedText[] {
  const byKey = new Map<string, TextVersion[]>()
  for (const one of versions) byKey.set(one.key, [...(byKey.get(one.key) ?? []), one])
  return [...byKey].map(([key, list]) => {
    const sorted = [...list].sort((one, two) => two.version - one.version)
    const inUse = sorted.find(({ state }) => state === "in-use") ?? null
    const proposals = sorted.filter(({ state }) => state === "proposed")
    const base = sorted.find(stands) ?? sorted[0]
    const shown = inUse ?? base
    return {
      key,
      group: shown?.group ?? "",
      title: shown?.title ?? key,
      inUse,
      base,
      proposals,
      past: sorted.filter(({ state }) => state === "former" || state === "withdrawn"),
    }
  })
}
