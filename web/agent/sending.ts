/**
 * To whom a conversation is passed on: the court or the operations centre of a commune,
 * the document that went, and what came of it. In memory only, beside the conversation.
 */
import { effect, signal, untracked } from "@preact/signals"
import { type Bytes, fromBase64, toBase64 } from "../shared/bytes.ts"
import type { Identity, KeptLetter } from "../shared/documents.ts"
import { fileHash } from "../shared/file.ts"
import type { Api } from "./api.ts"
import type { Centre, Centres, Court, Courts } from "./court-shapes.ts"
import { Correct, explain } from "./explain.ts"
import { keptOf, letterAgain } from "./letter.ts"
import { PlaceSearch } from "./places.ts"
import { withLetter } from "./report-doc.ts"
import type { ReportSheet } from "./report-sheet.ts"
import type { Talk } from "./talk.ts"
import { hour } from "./times.ts"
import { words } from "./words.ts"

/** Who writes it. */
export interface Author {
  readonly officer: string
  readonly desk: string
}

/** What was typed about the call to an operations centre. */
export interface Call {
  readonly by: string
  readonly outcome: string
}

const NO_CALL: Call = { by: "", outcome: "" }

/** What is read aloud to an operations centre, and sent nowhere. */
export interface Say {
  readonly where: string
  readonly who: string
  readonly reach: string
  readonly what: string
}

const NOTHING_TO_SAY: Say = { where: "", who: "", reach: "", what: "" }

/** What was typed of the unit that was told of a minor, and of who took it there. */
export interface Unit {
  readonly name: string
  readonly channel: string
  readonly by: string
}

export const NO_UNIT: Unit = { name: "", channel: "", by: "" }

export class Sending {
  readonly place = new PlaceSearch()
  readonly courts = signal<Courts | null>(null)
  readonly court = signal<Court | null>(null)
  readonly centres = signal<Centres | null>(null)
  readonly centre = signal<Centre | null>(null)
  readonly call = signal(NO_CALL)
  readonly unit = signal(NO_UNIT)
  /** How many calls were noted from here. */
  readonly noted = signal(0)
  readonly say = signal(NOTHING_TO_SAY)
  /** What she agreed to give was read into `say`. */
  readonly prefilled = signal(false)
  /** Why the tables could not be read. */
  readonly trouble = signal("")
  /** The place of the operations centre's form is to take the focus. */
  readonly centreAsked = signal(false)
  #asked = ""

  /** Read who is competent for the commune chosen, once. */
  async lookUp(api: Api): Promise<void> {
    const insee = this.place.chosen.value?.insee ?? ""
    if (insee === this.#asked) return
    this.#asked = insee
    this.#clear()
    if (!insee) return
    const at = encodeURIComponent(insee)
    try {
      const [courts, centres] = await Promise.all([
        api.get<Courts>(`/v1/courts?commune=${at}`),
        api.get<Centres>(`/v1/centres?commune=${at}`),
      ])
      if (this.#asked !== insee) return
      this.courts.value = courts
      this.court.value = courts.court
      this.centres.value = centres
      this.centre.value = centres.centres.length === 1 ? centres.centres[0]! : null
    } catch (refusal) {
      if (this.#asked !== insee) return
      this.#asked = ""
      this.trouble.value = explain(refusal)
    }
  }

  /** Say what she agreed to give; what the officer typed stays. */
  prefill({ name, address, phone, contact }: Identity): void {
    const { where, who, reach, what } = this.say.value
    this.say.value = {
      where: where || address,
      who: who || name,
      reach: reach || phone || contact.value,
      what,
    }
    this.prefilled.value = true
  }

  forget(): void {
    this.place.forget()
    this.#asked = ""
    this.#clear()
    this.call.value = NO_CALL
    this.unit.value = NO_UNIT
    this.noted.value = 0
    this.say.value = NOTHING_TO_SAY
    this.prefilled.value = false
    this.centreAsked.value = false
  }

  #clear(): void {
    this.courts.value = null
    this.court.value = null
    this.centres.value = null
    this.centre.value = null
    this.trouble.value = ""
  }
}

const known = new WeakMap<Talk, Sending>()

/** The one of this conversation, from when it is first looked at. */
export function sendingOf(talk: Talk): Sending {
  const found = known.get(talk)
  if (found) return found
  const sending = new Sending()
  known.set(talk, sending)
  effect(() => {
    if (talk.over) untracked(() => sending.forget())
  })
  return sending
}

/**
 * Transmit to the prosecutor: what is typed is saved first, so that what goes is kept.
 * The document stands in the sheet until it is printed.
 * @throws {Correct | Refused | Unreachable | KeyRefused}
 */
export async function sendLetter(talk: Talk, author: Author): Promise<void> {
  const { place, court, courts } = sendingOf(talk)
  const { sheet } = talk
  const [where, to] = [place.chosen.value, court.value]
  if (!where || !to) throw new Correct(words.letterNoCourt)
  if (!talk.report.value) throw new Correct(words.letterNeedsReport)
  if (!sheet.known.value) await sheet.read()
  const { reported, facts } = sheet.doc.value
  if (!reported.trim() && !facts.trim()) throw new Correct(words.letterNothingTold)
  const letter = sheet.letter.value
  const kept = keptOf({
    ...author,
    letter,
    court: to,
    place: where,
    certain: (courts.value?.certain ?? false) && to.id === courts.value?.court?.id,
    at: Date.now(),
  })
  await saveWith(sheet, kept)
  const text = letterAgain(sheet.saved, kept, talk.id)
  const hash = await fileHash(text)
  const { transmission } = await talk.post<{ transmission: string }>("transmissions", {
    fence: talk.held.value.fence,
    kind: "prosecutor",
    target: to.id,
    name: to.name,
    urgent: letter.urgent,
    hash: toBase64(hash),
  })
  sheet.made.value = { transmission, court: to.name, text, hash: hex(hash) }
  talk.transmitted.value = true
}

/** What is typed and what makes the letter again are one version. */
async function saveWith(sheet: ReportSheet, letter: KeptLetter): Promise<void> {
  const before = sheet.doc.value.letters ?? []
  sheet.doc.value = withLetter(sheet.doc.value, letter)
  try {
    await sheet.settle()
    if (sheet.changed.value) await sheet.settle() // the first one was under way
  } catch (refusal) {
    sheet.change({ letters: before })
    throw refusal
  }
}

/**
 * The operations centre was called: who took it and what came of it go with it, as far
 * as they are known. What fails after the first line is completed in the list.
 * @throws {Correct | Refused | Unreachable}
 */
export async function noteCall(talk: Talk, api: Api): Promise<void> {
  const sending = sendingOf(talk)
  const centre = sending.centre.value
  if (!centre) throw new Correct(words.centreChoose)
  const { by, outcome } = sending.call.value
  const { transmission } = await talk.post<{ transmission: string }>("transmissions", {
    fence: talk.held.value.fence,
    kind: "centre",
    target: centre.phone,
    name: centre.name,
    urgent: true,
    hash: null,
  })
  talk.transmitted.value = true
  sending.call.value = NO_CALL // noted: a second press is a second call
  sending.noted.value += 1
  const at = `/v1/transmissions/${transmission}`
  await api.post(`${at}/sent`, { channel: words.centreChannel(hour(Date.now())) })
  if (by.trim()) await api.post(`${at}/acknowledged`, { by: by.trim() })
  if (outcome.trim()) await api.post(`${at}/outcome`, { outcome: outcome.trim() })
  sending.noted.value += 1
}

/** A hash as it is compared by eye. @param hash - base64. */
export function hexOf(hash: string): string {
  return hex(fromBase64(hash))
}

export function hex(bytes: Bytes): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}
