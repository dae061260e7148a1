/** What an investigator does with a file, and where each file stands in the list. */
import { type Api, Refused } from "../agent/api.ts"
import { type Checked, checkExport, hashBytes, makeExport } from "../shared/export.ts"
import type { Bytes } from "../shared/bytes.ts"
import type { FileDocument } from "../shared/documents.ts"
import type { ExportKnown, FileRow, Mark, Slot, Station } from "./shapes.ts"
import { isSameDay } from "./zone.ts"

/** Slots that may be proposed at once. */
export const PROPOSED_MOST = 6

/** An exported page that was chosen from a disk, and what is known of it. */
export interface Verdict {
  readonly checked: Checked
  /** Null when it was not asked: a page that was altered stands for nothing. */
  readonly known: ExportKnown | null
  /** The page is not known, yet the document it carries is one that was sent. */
  readonly carriesKnown: boolean
  /** And it is, sign for sign, the page that is made of that document. */
  readonly madeOfIt: boolean
}

export class FileActs {
  readonly #api: Api
  readonly #changed: () => Promise<void>

  /** @param changed - the list is to be read again. */
  constructor(api: Api, changed: () => Promise<void>) {
    this.#api = api
    this.#changed = changed
  }

  /** @throws {Refused | Unreachable} */
  async acknowledge(file: string): Promise<void> {
    await this.#post(file, "acknowledge")
  }

  /** @throws {Refused | Unreachable} */
  async propose(file: string, slots: readonly string[]): Promise<void> {
    await this.#post(file, "propose", { slots })
  }

  /** @throws {Refused | Unreachable} */
  async mark(file: string, mark: Mark): Promise<void> {
    await this.#post(file, "mark", { mark })
  }

  /**
   * Make the page that leaves Havre; given only once its hash is kept, so that whoever
   * reads it again can be told that it is ours.
   * @throws {Refused | Unreachable}
   */
  async export(document: FileDocument, station: Station | null): Promise<string> {
    const { html, hash } = await makeExport(document, station && toOf(station))
    await this.#post(document.file, "export", { hash: hashBytes(hash) })
    return html
  }

  /**
   * Whether an exported page is as it was made, and made here.
   * @throws {Refused | Unreachable}
   */
  async check(page: Bytes): Promise<Verdict> {
    const checked = await checkExport(page).catch(() => NOT_READ)
    const none = { carriesKnown: false, madeOfIt: false }
    if (!checked.intact) return { checked, known: null, ...none }
    const known = await this.#known(checked.hash)
    if (known.known || !checked.fileHash) return { checked, known, ...none }
    const sent = await this.#known(checked.fileHash)
    if (!sent.known) return { checked, known, ...none }
    const madeOfIt = await this.#isMadeOf(checked)
    return { checked, known: madeOfIt ? sent : known, carriesKnown: true, madeOfIt }
  }

  /**
   * An officer makes the page for a station without Havre, and its hash is kept nowhere.
   * Made again of the document that was sent, it is the same, or shows something else.
   */
  async #isMadeOf({ hash, document }: Checked): Promise<boolean> {
    if (!document) return false
    const path = `/v1/stations/${encodeURIComponent(document.station)}`
    const station = await this.#api.get<Station>(path).catch((refusal: unknown) => {
      if (refusal instanceof Refused) return null
      throw refusal
    })
    const made = await makeExport(document, station && toOf(station))
    return made.hash === hash
  }

  #known(hash: string): Promise<ExportKnown> {
    return this.#api.post<ExportKnown>("/v1/exports/check", { hash: hashBytes(hash) })
  }

  async #post(file: string, act: string, body?: object): Promise<void> {
    try {
      await this.#api.post(`/v1/files/${encodeURIComponent(file)}/${act}`, body)
    } finally {
      await this.#changed() // refused, what is shown was not true any more
    }
  }
}

const NOT_READ: Checked = { hash: "", intact: false, fileHash: "", document: null }

function toOf({ name, address, postcode, commune, phone }: Station) {
  return { name, address: `${address}, ${postcode} ${commune}`, phone }
}

/** « Aujourd'hui », « à venir », « sans rendez-vous »: what a day at the station needs. */
export type Group = "today" | "coming" | "other"

/** In each group the overdue first, then by hour. */
export function grouped(
  files: readonly FileRow[],
  zoneOf: (station: string) => string,
  now: number,
): Record<Group, FileRow[]> {
  const groups: Record<Group, FileRow[]> = { today: [], coming: [], other: [] }
  for (const one of files) groups[groupOf(one, zoneOf(one.station), now)].push(one)
  const at = (one: FileRow) => one.appointment?.at ?? one.sent_at
  const byHour = (one: FileRow, other: FileRow) =>
    Number(other.overdue) - Number(one.overdue) || at(one) - at(other)
  for (const group of Object.values(groups)) group.sort(byHour)
  return groups
}

function groupOf({ appointment }: FileRow, zone: string, now: number): Group {
  if (appointment?.state !== "booked") return "other"
  if (isSameDay(zone, appointment.at, now)) return "today"
  return appointment.at > now ? "coming" : "other"
}

/** Slots of a station that may still be proposed, in order. */
export function freeSlots(
  slots: readonly Slot[],
  station: string,
  now: number,
): readonly Slot[] {
  return slots
    .filter((one) => one.station === station && one.at > now)
    .filter((one) => !one.taken && !one.withdrawn)
    .sort((one, other) => one.at - other.at)
}
