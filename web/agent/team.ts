/**
 * Members, invitations, and the making and giving of keys: a desk's, or one of a
 * station's two, by the same acts. Every key is given by a
 * person's act, after words were compared aloud; nothing here runs by itself.
 */
import { signal } from "@preact/signals"
import { type Bytes, fromBase64, toBase64 } from "../shared/bytes.ts"
import { makeKeyPair, type RawPair } from "../shared/envelopes.ts"
import { fingerprint } from "../shared/fingerprint.ts"
import { sealTo } from "../shared/sealing.ts"
import type { Api } from "./api.ts"
import { KeyRefused } from "./explain.ts"
import { RECOVERY } from "./keyring.ts"
import type { Session } from "./session.ts"
import type { Invited, KeyName, Member, Station, Stations } from "./shapes.ts"
import { words } from "./words.ts"

export type Move = "suspend" | "resume" | "leave"

/** A recovery key just made: shown once, printed, then forgotten. */
export interface NewRecovery {
  /** The private part, as 16 groups of 4 hexadecimal digits. */
  readonly groups: readonly string[]
  readonly words: string
  readonly public: string
}

interface Grant {
  readonly member: string
  readonly sealed: string
}

export class Team {
  readonly members = signal<readonly Member[]>([])
  /** The names of members' stations, by id; one that could not be read is missing. */
  readonly stationNames = signal<ReadonlyMap<string, string>>(new Map())
  readonly #api: Api
  readonly #session: Session

  constructor(api: Api, session: Session) {
    this.#api = api
    this.#session = session
  }

  /** @throws {Refused | Unreachable | KeyRefused} */
  async refresh(): Promise<void> {
    const [list] = await Promise.all([
      this.#api.get<{ members: Member[] }>("/v1/members"),
      this.#session.keys.refresh(),
    ])
    this.members.value = list.members
    await this.nameStations(list.members.flatMap(({ stations }) => stations))
  }

  forget(): void {
    this.members.value = []
  }

  member(id: string): Member | undefined {
    return this.members.value.find((one) => one.id === id)
  }

  /** Where a member works: desks, then stations. */
  placesOf({ desks, stations }: Pick<Member, "desks" | "stations">): string[] {
    const names = this.stationNames.value
    return [
      ...desks.map((desk) => words.desks[desk]),
      ...stations.map((id) => names.get(id) ?? id),
    ]
  }

  /** Stations competent for a postal code, then those near. @throws {Refused | Unreachable} */
  async findStations(postcode: string): Promise<readonly Station[]> {
    const path = `/v1/stations?postcode=${encodeURIComponent(postcode)}`
    const { competent, near } = await this.#api.get<Stations>(path)
    const ids = new Set(competent.map(({ id }) => id))
    return [...competent, ...near.filter(({ id }) => !ids.has(id))]
  }

  /** @throws {Refused | Unreachable} */
  async invite(invited: Invited): Promise<string> {
    const { code } = await this.#api.post<{ code: string }>("/v1/invitations", invited)
    return code
  }

  /** @throws {Refused | Unreachable} */
  async move(member: string, move: Move): Promise<void> {
    await this.#api.post(`/v1/members/${encodeURIComponent(member)}/${move}`)
    await this.refresh()
  }

  /** Make the recovery pair. Nothing is sent: see `keepRecovery`. */
  async makeRecovery(): Promise<NewRecovery> {
    const pair = await makeKeyPair()
    const groups = hexGroups(pair.privateKey)
    pair.privateKey.fill(0)
    const words = await fingerprint(pair.publicKey)
    return { groups, words, public: toBase64(pair.publicKey) }
  }

  /** Once the private part is put away. @throws {Refused | Unreachable | KeyRefused} */
  async keepRecovery(made: NewRecovery): Promise<void> {
    await this.#api.post("/v1/recovery-key", { public: made.public })
    this.#session.keys.expectRecovery(made.public)
    await this.refresh()
  }

  /**
   * Make the desk's key, the first or after a departure, and grant it to ourselves, to
   * the recovery key and to `others`, who held the former one.
   *
   * @throws {KeyRefused} no recovery key, or a member unknown here.
   */
  async makeDeskKey(desk: KeyName, others: readonly string[] = []): Promise<void> {
    const { keys } = this.#session
    const news = await keys.refresh()
    const me = this.#session.member.value
    if (!news.recovery || !me) throw new KeyRefused("no recovery key")
    const epoch = (keys.current(desk)?.epoch ?? 0) + 1
    const pair = await makeKeyPair()
    const to: [string, Bytes][] = [
      [me.id, fromBase64(me.public)],
      [RECOVERY, fromBase64(news.recovery)],
      ...others.map((id): [string, Bytes] => [id, this.#publicOf(id)]),
    ]
    const grants = await Promise.all(
      to.map(([member, point]) => sealGrant(pair, member, point, desk, epoch)),
    )
    pair.privateKey.fill(0)
    await this.#api.post(`/v1/desks/${encodeURIComponent(desk)}/keys`, {
      epoch,
      public: toBase64(pair.publicKey),
      grants,
    })
    await this.refresh()
  }

  /**
   * Give the desk's present key to a newcomer whose words were heard.
   *
   * @param words - the six words that were compared; the server checks them too.
   * @throws {KeyRefused} the words are not those of the key, or we hold no such key.
   */
  async grant(desk: KeyName, member: string, words: string): Promise<void> {
    const { keys } = this.#session
    await keys.refresh()
    const epoch = keys.current(desk)?.epoch
    if (epoch === undefined) throw new KeyRefused("a desk outside the chain")
    const point = this.#publicOf(member)
    if ((await fingerprint(point)) !== words) throw new KeyRefused("other words")
    const pair = await keys.deskPair(desk, epoch)
    const { sealed } = await sealGrant(pair, member, point, desk, epoch)
    pair.privateKey.fill(0)
    await this.#api.post(`/v1/desks/${encodeURIComponent(desk)}/grants`, {
      epoch,
      member,
      sealed,
      fingerprint: words,
    })
    await this.refresh()
  }

  /** Who may receive the renewed key: members in service who held the former one. */
  heirs(desk: KeyName): readonly Member[] {
    const { keys, member } = this.#session
    const epoch = keys.current(desk)?.epoch
    const held = keys.news.value?.grants.held ?? []
    const ids = held
      .filter((one) => one.desk === desk && one.epoch === epoch)
      .map((one) => one.member)
    return this.members.value.filter(
      (one) =>
        ids.includes(one.id) && one.state === "active" && one.id !== member.value?.id,
    )
  }

  /** Read the names of stations not yet known; silent about those that cannot be. */
  async nameStations(ids: readonly string[]): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.stationNames.value.has(id))
    const read = missing.map(async (id) => {
      const path = `/v1/stations/${encodeURIComponent(id)}`
      const found = await this.#api.get<Station>(path).catch(() => null)
      return [id, found?.name ?? ""] as const
    })
    const named = (await Promise.all(read)).filter(([, name]) => name)
    if (named.length === 0) return
    this.stationNames.value = new Map([...this.stationNames.value, ...named])
  }

  #publicOf(member: string): Bytes {
    const found = this.member(member)
    if (!found || found.state !== "active") throw new KeyRefused("no such member")
    return fromBase64(found.public)
  }
}

/** The desk's private key, sealed to one person or to the recovery key. */
async function sealGrant(
  pair: RawPair,
  member: string,
  point: Bytes,
  desk: KeyName,
  epoch: number,
): Promise<Grant> {
  const label = { purpose: "grant", subject: member, target: desk, epoch } as const
  return { member, sealed: toBase64(await sealTo(point, label, pair.privateKey)) }
}

function hexGroups(bytes: Bytes): string[] {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.toUpperCase().match(/.{4}/g) ?? []
}
