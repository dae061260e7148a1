/**
 * What an officer types or puts away beside one conversation: the line they fill, the
 * summary they leave, the whispers they have read. Forgotten with the conversation.
 */
import { effect, signal } from "@preact/signals"
import type { SentCard } from "./card-text.ts"
import type { Happened } from "./shapes.ts"
import type { Talk } from "./talk.ts"

/** Where one line of the handover stands. */
export type Progress = "typing" | "noting" | "announcing" | "announced"

export class Beside {
  /** The officer told a danger from this screen. */
  readonly told = signal(false)
  readonly dangerTrouble = signal("")
  /** The first field of the report is to take the focus; taken back once given. */
  readonly reportAsked = signal(false)
  /** The form of the operations centre is unfolded in the panel of danger. */
  readonly centreOpened = signal(false)
  /** A supervisor was asked to let it be closed. */
  readonly clearAsked = signal(false)
  /** The card of numbers is to take the focus; taken back once given. */
  readonly cardAsked = signal(false)
  /** What happened and when; null until it was read. */
  readonly events = signal<readonly Happened[] | null>(null)
  readonly phrase = signal("")
  /** The phrase was heard after that many returns; -1 before it was. */
  readonly heard = signal(-1)
  /** To whom it may be passed on: see `Target.key`. */
  readonly target = signal("")
  readonly leaveNotes = signal(false)
  readonly now = signal("")
  readonly next = signal("")
  readonly progress = signal<Progress>("typing")
  readonly trouble = signal("")
  /** Cards go in easy French; null until the officer has chosen. */
  readonly easy = signal<boolean | null>(null)
  /** The last card sent, and which of its bodies. */
  readonly lastCard = signal<Pick<SentCard, "key" | "body"> | null>(null)
  /** The summary already kept as a note: tried again, it is not written twice. */
  noted = ""
  /** The numbers of the notes put away. */
  readonly read = signal<ReadonlySet<number>>(new Set())

  putAway(n: number): void {
    this.read.value = new Set(this.read.value).add(n)
  }

  /** Leave no word of it. */
  forget(): void {
    for (const typed of [this.phrase, this.now, this.next, this.target])
      typed.value = ""
    this.noted = ""
    this.lastCard.value = null
    this.events.value = null
    this.progress.value = "typing"
    this.trouble.value = ""
    this.dangerTrouble.value = ""
  }
}

const known = new WeakMap<Talk, Beside>()

/** The one of this conversation, from when it is first looked at. */
export function besideOf(talk: Talk): Beside {
  const found = known.get(talk)
  if (found) return found
  const beside = new Beside()
  known.set(talk, beside)
  effect(() => {
    if (talk.over) beside.forget()
  })
  return beside
}
