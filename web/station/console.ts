/**
 * A station's console joined: session, team, front desk, files, slots. Everything is in
 * this tab's memory; locking and leaving forget it. Views read its signals.
 */
import { signal } from "@preact/signals"
import { Api, type Ask } from "../agent/api.ts"
import type { House } from "../agent/context.ts"
import { Session } from "../agent/session.ts"
import type { KeyName, Member, StationKey } from "../agent/shapes.ts"
import { Team } from "../agent/team.ts"
import { startClock } from "../agent/times.ts"
import { words as houseWords } from "../agent/words.ts"
import { type After, Reception } from "./desk-of-reception.ts"
import { FileActs } from "./file-acts.ts"
import { FileReading } from "./file-reading.ts"
import type { Station, StationView } from "./shapes.ts"
import type { NewSlot } from "./slot-run.ts"
import { Watching } from "./watching.ts"
import { words } from "./words.ts"

export type Screen =
  "files" | "slots" | "opening" | "checking" | "reception" | "team" | "password"

const KEYS_EVERY = 60_000 // milliseconds: grants and keys change seldom
const ZONE = "Europe/Paris" // until the station has said its own
const SLOTS_AT_ONCE = 200

export class StationConsole implements House {
  readonly api: Api
  readonly session: Session
  readonly team: Team
  readonly watching: Watching
  readonly reception: Reception
  readonly reading: FileReading
  readonly acts: FileActs
  readonly screen = signal<Screen>("reception")
  #stops: (() => void)[] = []

  constructor(ask: Ask, after?: After) {
    this.api = new Api(ask)
    this.session = new Session(this.api, {
      opened: () => this.#opened(),
      shut: (why) => this.#shut(why),
    })
    const { api, session } = this
    this.team = new Team(api, session)
    this.watching = new Watching(api, () => session.signOut(houseWords.sessionEnded))
    this.reception = new Reception(api, session, after)
    this.reading = new FileReading(api, session)
    this.acts = new FileActs(api, () => this.watching.look())
  }

  get investigates(): boolean {
    return this.session.member.value?.roles.includes("investigator") ?? false
  }

  /** Whoever investigates may stand in at the front desk, never the other way round. */
  get receives(): boolean {
    const roles = this.session.member.value?.roles ?? []
    return this.investigates || roles.includes("reception")
  }

  get view(): StationView {
    return this.watching.view.value ?? { stations: [], slots: [], files: [] }
  }

  /** The stations where whoever is here works, known by more than their id or not yet. */
  get stationIds(): readonly string[] {
    return this.session.member.value?.stations ?? []
  }

  station(id: string): Station | null {
    return this.view.stations.find((one) => one.id === id) ?? null
  }

  stationName(id: string): string {
    return this.station(id)?.name ?? this.team.stationNames.value.get(id) ?? id
  }

  zoneOf(id: string): string {
    return this.station(id)?.zone ?? ZONE
  }

  get keyNames(): readonly StationKey[] {
    if (!this.investigates) return []
    return this.stationIds.flatMap(keysOf)
  }

  /** The keys without which this member reads nothing. */
  get keysNeeded(): readonly StationKey[] {
    if (this.investigates) return this.keyNames
    return this.stationIds.map((id): StationKey => `reception.${id}`)
  }

  keyTitle(name: KeyName): string {
    const [kind = "", station = ""] = splitKey(name)
    if (!station) return name
    const what = kind === "investigation" ? words.keyOfFiles : words.keyOfReception
    return `${what}, ${this.stationName(station)}`
  }

  /** The same station as whoever is here. */
  isColleague(member: Member): boolean {
    return member.stations.some((id) => this.stationIds.includes(id))
  }

  /** Open slots to appointments. @throws {Refused | Unreachable} */
  async publish(station: string, slots: readonly NewSlot[]): Promise<number> {
    let made = 0
    for (let from = 0; from < slots.length; from += SLOTS_AT_ONCE) {
      const part = slots.slice(from, from + SLOTS_AT_ONCE)
      const body = { station, slots: part }
      made += (await this.api.post<{ made: number }>("/v1/station/slots", body)).made
    }
    await this.watching.look()
    return made
  }

  /** Take back a slot that nobody chose. @throws {Refused | Unreachable} */
  async withdraw(slot: string): Promise<void> {
    try {
      await this.api.post(`/v1/station/slots/${encodeURIComponent(slot)}/withdraw`)
    } finally {
      await this.watching.look() // refused, it is somebody's: show it as that
    }
  }

  show(screen: Screen): void {
    this.reception.forget()
    this.screen.value = screen
  }

  #opened(): void {
    if (!this.receives) return
    this.screen.value = this.investigates ? "files" : "reception"
    this.watching.start()
    void this.team.nameStations(this.stationIds)
    const { keys } = this.session
    const refresh = () => void keys.refresh().catch(() => null)
    refresh()
    const timer = setInterval(refresh, KEYS_EVERY)
    this.#stops = [startClock(), () => clearInterval(timer)]
  }

  #shut(why: "locked" | "out"): void {
    for (const stop of this.#stops) stop()
    this.#stops = []
    this.watching.stop()
    this.reception.forget()
    this.reading.close()
    this.team.forget()
    if (why === "out") this.screen.value = "reception"
  }
}

function keysOf(station: string): StationKey[] {
  return [`investigation.${station}`, `reception.${station}`]
}

function splitKey(name: string): [string, string] {
  const at = name.indexOf(".")
  return at < 0 ? [name, ""] : [name.slice(0, at), name.slice(at + 1)]
}
