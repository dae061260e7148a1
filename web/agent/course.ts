/**
 * Where a conversation leads, beside it: the place looked at, its stations and who helps
 * there, the hours to propose, what she has given once it was read, the file as it would
 * go. In memory only, and forgotten with the conversation.
 */
import { computed, effect, signal, untracked } from "@preact/signals"
import type { Api } from "./api.ts"
import type { Need, Referral, Slots } from "./course-shapes.ts"
import { explain } from "./explain.ts"
import type { Prepared, Sent } from "./file-making.ts"
import type { ReadIdentity } from "./identity.ts"
import { PlaceSearch } from "./places.ts"
import { sendingOf } from "./sending.ts"
import type { Station, Stations } from "./shapes.ts"
import type { Talk } from "./talk.ts"

/** How many hours may be proposed at once. */
export const SLOTS_MOST = 6

export class Course {
  /** Asked once, for stations and for who helps. */
  readonly place = new PlaceSearch()
  readonly stations = signal<Stations | null>(null)
  readonly trouble = signal("")
  /** Read as soon as the place is known: no panel waits for it. */
  readonly referrals = signal<readonly Referral[] | null>(null)
  readonly referralsTrouble = signal("")
  readonly need = signal<Need | null>(null)
  /** The field of the place is to take the focus; taken back once given. */
  readonly placeAsked = signal(false)
  /** The first of the helpers is to take the focus; taken back once given. */
  readonly referralsAsked = signal(false)
  /** Chosen in the list; else the one that the accord is about. */
  readonly chosen = signal<Station | null>(null)
  readonly agreed = signal<Station | null>(null)
  readonly station = computed(() => this.chosen.value ?? this.agreed.value)
  readonly slots = signal<Slots | null>(null)
  /** The slots to propose, in the order in which they were ticked. */
  readonly picked = signal<readonly string[]>([])
  readonly identity = signal<ReadIdentity | null>(null)
  readonly prepared = signal<Prepared | null>(null)
  /** How much of it has gone; null while nothing goes. */
  readonly progress = signal<{ readonly done: number; readonly of: number } | null>(
    null,
  )
  readonly sent = signal<Sent | null>(null)
  readonly #api: Api
  #asked = ""

  constructor(api: Api) {
    this.#api = api
  }

  /** Stations and helpers of a commune, side by side; a later question wins. */
  async look(insee: string): Promise<void> {
    this.#asked = insee
    this.stations.value = null
    this.referrals.value = null
    await Promise.all([this.#stationsOf(insee), this.#referralsOf(insee)])
  }

  /** Know the station that an accord is about, also after a lock. */
  async know(id: string): Promise<void> {
    if (this.agreed.value?.id === id) return
    const path = `/v1/stations/${encodeURIComponent(id)}`
    const found = await this.#api.get<Station>(path).catch(() => null)
    if (found) this.agreed.value = found
  }

  choose(station: Station): void {
    if (station.id !== this.station.value?.id) {
      this.slots.value = null
      this.picked.value = []
    }
    this.chosen.value = station
  }

  /** Tick an hour, or take it back; beyond six nothing is ticked. */
  pick(slot: string): void {
    const others = this.picked.value.filter((one) => one !== slot)
    const isOff = others.length < this.picked.value.length
    if (isOff || others.length >= SLOTS_MOST) this.picked.value = others
    else this.picked.value = [...others, slot]
  }

  /** The hours that a station still offers. @throws {Refused | Unreachable} */
  async readSlots(station: Station): Promise<void> {
    const path = `/v1/stations/${encodeURIComponent(station.id)}/slots`
    const found = await this.#api.get<Slots>(path)
    if (this.station.value?.id !== station.id) return
    this.slots.value = found
    const free = new Set(found.slots.map(({ slot }) => slot))
    this.picked.value = this.picked.value.filter((slot) => free.has(slot))
  }

  /** What she gave is no longer to be shown. */
  close(): void {
    this.identity.value = null
    this.prepared.value = null
    this.progress.value = null
  }

  forget(): void {
    this.#asked = ""
    this.close()
    this.place.forget()
    for (const one of [this.stations, this.referrals, this.chosen, this.agreed])
      one.value = null
    this.slots.value = null
    this.sent.value = null
    this.picked.value = []
    this.need.value = null
  }

  async #stationsOf(insee: string): Promise<void> {
    this.trouble.value = ""
    try {
      const found = await this.#api.get<Stations>(`/v1/stations?commune=${insee}`)
      if (this.#asked === insee) this.stations.value = found
    } catch (refusal) {
      if (this.#asked === insee) this.trouble.value = explain(refusal)
    }
  }

  async #referralsOf(insee: string): Promise<void> {
    this.referralsTrouble.value = ""
    try {
      const path = `/v1/referrals?commune=${insee}`
      const found = await this.#api.get<{ referrals: readonly Referral[] }>(path)
      if (this.#asked === insee) this.referrals.value = found.referrals
    } catch (refusal) {
      if (this.#asked === insee) this.referralsTrouble.value = explain(refusal)
    }
  }
}

const known = new WeakMap<Talk, Course>()

/** The one of this conversation, from when it is first looked at. */
export function courseOf(talk: Talk, api: Api): Course {
  const found = known.get(talk)
  if (found) return found
  const course = new Course(api)
  known.set(talk, course)
  effect(() => {
    if (talk.over) untracked(() => course.forget())
  })
  effect(() => {
    const place = course.place.chosen.value
    if (place) untracked(() => void course.look(place.insee))
  })
  effect(() => {
    // Where the facts were is where one looks first; another place may be asked for.
    const told = sendingOf(talk).place.chosen.value
    if (told && !course.place.chosen.peek()) untracked(() => course.place.choose(told))
  })
  effect(() => {
    const told = talk.course.value
    if (told) untracked(() => void course.know(told.station))
    // Withdrawn, or to be given anew: what was read of it leaves the screen.
    const stands = ["given", "prepared", "sent"].includes(told?.accord ?? "")
    if (!stands) untracked(() => course.close())
  })
  return course
}
