/**
 * The documents that are sealed: what she agrees to give, the officer's report, the file
 * that a station reads. Written by one browser and read by another, so each field is
 * looked at on the way in, and only known ones go out.
 * Source: docs/reference/protocol.md §2.8.
 */
import { CannotOpen } from "./sealing-errors.ts"

export type Channel = "phone" | "sms" | "email" | "letter" | "none"

/** How she may be reached without harm. */
export interface Contact {
  readonly channel: Channel
  readonly value: string
  readonly hours: string
  /** What may be said to who answers. */
  readonly wording: string
  /** A message may be left. */
  readonly message: boolean
}

export interface Wishes {
  readonly officer: "woman" | "man" | "any"
  /** A language; empty for none. */
  readonly interpreter: string
  readonly accessible: boolean
  readonly companion: string
}

/** Everything may be empty but `called`: the name to call at the desk. */
export interface Identity {
  readonly v: 1
  readonly name: string
  readonly called: string
  readonly born: string
  readonly address: string
  readonly phone: string
  readonly email: string
  readonly contact: Contact
  readonly wishes: Wishes
  /** The conversation itself may go with the file. */
  readonly conversation: boolean
}

export type PersonRole = "victim" | "witness" | "accused" | "other"

export interface Person {
  readonly role: PersonRole
  readonly what: string
}

/** A line of the catalogue to be checked, and which version of it. */
export interface Piste {
  readonly id: string
  readonly version: number
  readonly name: string
}

export interface Report {
  readonly v: 1
  /** What was told. */
  readonly reported: string
  /** What the officer makes of it, apart. */
  readonly view: string
  readonly persons: readonly Person[]
  readonly facts: string
  readonly places: string
  readonly dates: string
  readonly pistes: readonly Piste[]
  readonly danger: { readonly level: "none" | "danger"; readonly why: string }
  /** Written from memory, after she left. */
  readonly memory: boolean
  /** What makes its letters to prosecutors again; in no file, absent where none is. */
  readonly letters?: readonly KeptLetter[]
}

/** All that a letter to a prosecutor says and the report does not, as it was said. */
export interface KeptLetter {
  /** The court: its id in the directory, its name and address. */
  readonly to: string
  readonly court: string
  readonly address: string
  readonly certain: boolean
  /** The commune from which the court follows. */
  readonly place: string
  readonly insee: string
  readonly officer: string
  readonly desk: string
  /** The day and hour in words, where it was written. */
  readonly dated: string
  readonly received: string
  readonly unverified: string
  readonly wishes: string
  readonly urgent: boolean
}

export interface SaidInFile {
  readonly side: "visitor" | "agent"
  /** Milliseconds since 1970. */
  readonly at: number
  readonly text: string
}

/** A card that was sent to her, or an address. */
export interface CardInFile {
  readonly key: string
  readonly title: string
  readonly version: number
  readonly at: number
}

/** What a station reads. Nothing in it tells a member of the service. */
export interface FileDocument {
  readonly v: 1
  readonly file: string
  readonly conversation_id: string
  /** Its id in the directory. */
  readonly station: string
  /** Milliseconds since 1970. */
  readonly made_at: number
  readonly report: Report | null
  readonly identity: Identity
  /** The conversation, oldest first; null unless she agreed that it goes. */
  readonly said: readonly SaidInFile[] | null
  readonly cards: readonly CardInFile[]
}

/** The document as it is sealed: known fields alone, always in the same order. */
export function fileDocumentText(document: FileDocument): string {
  return JSON.stringify(fileOf({ ...document }))
}

/** @throws {CannotOpen} it is no file of this form. */
export function readFileDocument(text: string): FileDocument {
  return fileOf(parsed(text))
}

/** @throws {CannotOpen} it is no identity of this form. */
export function readIdentity(text: string): Identity {
  return identityOf(parsed(text))
}

/** @throws {CannotOpen} it is no report of this form. */
export function readReport(text: string): Report {
  const raw = parsed(text)
  const letters = list(raw, "letters").map(letterOf)
  return letters.length > 0 ? { ...reportOf(raw), letters } : reportOf(raw)
}

type Raw = Readonly<Record<string, unknown>>

function fileOf(raw: Raw): FileDocument {
  return {
    v: version(raw),
    file: text(raw, "file"),
    conversation_id: text(raw, "conversation_id"),
    station: text(raw, "station"),
    made_at: count(raw, "made_at"),
    report: raw["report"] ? reportOf(object(raw["report"])) : null,
    identity: identityOf(object(raw["identity"])),
    said: raw["said"] ? list(raw, "said").map(saidOf) : null,
    cards: list(raw, "cards").map((card) => ({
      key: text(card, "key"),
      title: text(card, "title"),
      version: count(card, "version"),
      at: count(card, "at"),
    })),
  }
}

function saidOf(raw: Raw): SaidInFile {
  const side = oneOf(raw, "side", ["visitor", "agent"])
  return { side, at: count(raw, "at"), text: text(raw, "text") }
}

function identityOf(raw: Raw): Identity {
  const contact = object(raw["contact"] ?? {})
  const wishes = object(raw["wishes"] ?? {})
  const channels = ["none", "phone", "sms", "email", "letter"] as const
  return {
    v: version(raw),
    name: text(raw, "name"),
    called: text(raw, "called"),
    born: text(raw, "born"),
    address: text(raw, "address"),
    phone: text(raw, "phone"),
    email: text(raw, "email"),
    contact: {
      channel: oneOf(contact, "channel", channels),
      value: text(contact, "value"),
      hours: text(contact, "hours"),
      wording: text(contact, "wording"),
      message: contact["message"] === true, // unsaid: none is ever left
    },
    wishes: {
      officer: oneOf(wishes, "officer", ["any", "woman", "man"]),
      interpreter: text(wishes, "interpreter"),
      accessible: wishes["accessible"] === true,
      companion: text(wishes, "companion"),
    },
    conversation: raw["conversation"] === true,
  }
}

function reportOf(raw: Raw): Report {
  const danger = object(raw["danger"] ?? {})
  const roles = ["other", "victim", "witness", "accused"] as const
  return {
    v: version(raw),
    reported: text(raw, "reported"),
    view: text(raw, "view"),
    persons: list(raw, "persons").map((one) => ({
      role: oneOf(one, "role", roles),
      what: text(one, "what"),
    })),
    facts: text(raw, "facts"),
    places: text(raw, "places"),
    dates: text(raw, "dates"),
    pistes: list(raw, "pistes").map((one) => ({
      id: text(one, "id"),
      version: count(one, "version"),
      name: text(one, "name"),
    })),
    danger: {
      level: oneOf(danger, "level", ["none", "danger"]),
      why: text(danger, "why"),
    },
    memory: raw["memory"] === true,
  }
}

function letterOf(raw: Raw): KeptLetter {
  return {
    to: text(raw, "to"),
    court: text(raw, "court"),
    address: text(raw, "address"),
    certain: raw["certain"] === true,
    place: text(raw, "place"),
    insee: text(raw, "insee"),
    officer: text(raw, "officer"),
    desk: text(raw, "desk"),
    dated: text(raw, "dated"),
    received: text(raw, "received"),
    unverified: text(raw, "unverified"),
    wishes: text(raw, "wishes"),
    urgent: raw["urgent"] === true,
  }
}

function parsed(document: string): Raw {
  try {
    return object(JSON.parse(document))
  } catch {
    throw new CannotOpen("not a document")
  }
}

function object(value: unknown): Raw {
  if (!value || typeof value !== "object" || Array.isArray(value)) {
    throw new CannotOpen("not an object")
  }
  return value as Raw
}

function version(raw: Raw): 1 {
  if (raw["v"] !== 1) throw new CannotOpen("another form of document")
  return 1
}

/** Unsaid is empty. */
function text(raw: Raw, name: string): string {
  const value = raw[name] ?? ""
  if (typeof value !== "string") throw new CannotOpen(`${name} is no text`)
  return value
}

function count(raw: Raw, name: string): number {
  const value = raw[name] ?? 0
  if (!Number.isSafeInteger(value)) throw new CannotOpen(`${name} is no number`)
  return value as number
}

function list(raw: Raw, name: string): readonly Raw[] {
  const value = raw[name] ?? []
  if (!Array.isArray(value)) throw new CannotOpen(`${name} is no list`)
  return value.map(object)
}

/** Unsaid is the first. */
function oneOf<T extends string>(raw: Raw, name: string, known: readonly T[]): T {
  const value = raw[name] ?? known[0]
  const found = known.find((one) => one === value)
  if (found === undefined) throw new CannotOpen(`${name} is none of its values`)
  return found
}
