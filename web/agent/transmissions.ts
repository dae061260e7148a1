/** « Transmissions »: what was passed on or is to be, and what the officers add to it. */
import { signal } from "@preact/signals"
import type { Api } from "./api.ts"
import type { Transmission } from "./court-shapes.ts"
import { Correct, explain } from "./explain.ts"
import type { Member } from "./shapes.ts"
import { words } from "./words.ts"

/** What is added to one, each with a few words of the officer's own. */
export type TransmissionAct = "sent" | "acknowledged" | "outcome"

/** The field of each door, and how many signs it takes. */
export const ACT_FIELDS: Readonly<
  Record<TransmissionAct, { readonly field: string; readonly most: number }>
> = {
  sent: { field: "channel", most: 60 },
  acknowledged: { field: "by", most: 80 },
  outcome: { field: "outcome", most: 200 },
}

/** Those that this officer may see: open ones first. @throws {Refused | Unreachable} */
export async function mayRead(api: Api): Promise<readonly Transmission[]> {
  const door = "/v1/transmissions"
  const { transmissions } = await api.get<{
    transmissions: readonly Transmission[]
  }>(door)
  return transmissions
}

/** @throws {Correct | Refused | Unreachable} */
export async function add(
  api: Api,
  { transmission }: Transmission,
  act: TransmissionAct,
  typed: string,
): Promise<void> {
  const text = typed.trim()
  const { field, most } = ACT_FIELDS[act]
  if (!text) throw new Correct(words.required)
  if ([...text].length > most) throw new Correct(words.transmissionLong(most))
  await api.post(`/v1/transmissions/${transmission}/${act}`, { [field]: text })
}

/** Nobody has acknowledged it, nor told what came of it, nor was it taken back. */
export function isOpen(one: Transmission): boolean {
  const { acknowledged_at: at, outcome, withdrawn_at: back } = one
  return at === null && outcome === null && back === null
}

/** What may still be added. A station with Havre acknowledges by itself. */
export function actsLeft(one: Transmission): readonly TransmissionAct[] {
  if (one.withdrawn_at !== null) return []
  const acts: TransmissionAct[] = []
  const isOurs = one.kind !== "station"
  if (isOurs && one.sent_at === null) acts.push("sent")
  if (isOurs && one.acknowledged_at === null) acts.push("acknowledged")
  if (one.outcome === null) acts.push("outcome")
  return acts
}

export class Transmissions {
  /** Null until they were read. */
  readonly all = signal<readonly Transmission[] | null>(null)
  readonly trouble = signal("")
  /** Members' shown names, by id; read when somebody unknown is in the list. */
  readonly names = signal<ReadonlyMap<string, string>>(new Map())
  /** The number to call at a station without Havre, by its id; read once. */
  readonly phones = signal<ReadonlyMap<string, string>>(new Map())
  readonly #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  /** Read them again. A refusal stands in `trouble`, and those read before stay. */
  async read(): Promise<void> {
    try {
      this.all.value = await mayRead(this.#api)
      this.trouble.value = ""
    } catch (refusal) {
      this.trouble.value = explain(refusal)
    }
    await Promise.all([this.#readNames(), this.#readPhones()])
  }

  /** Those of one conversation. */
  of(conversation: string): readonly Transmission[] {
    return (this.all.value ?? []).filter((one) => one.conversation === conversation)
  }

  /** How a member is called; a name given by phone stands as it is. */
  nameOf(by: string | null): string {
    return this.names.value.get(by ?? "") ?? by ?? ""
  }

  forget(): void {
    this.all.value = null
    this.trouble.value = ""
  }

  async #readNames(): Promise<void> {
    const all = this.all.value ?? []
    if (all.every(({ by }) => this.names.value.has(by))) return
    const found = await this.#api
      .get<{ members: readonly Member[] }>("/v1/members")
      .catch(() => null) // an id is shown: the list is worth more than the name
    if (!found) return
    this.names.value = new Map(
      found.members.map(({ id, shown_name }) => [id, shown_name]),
    )
  }

  async #readPhones(): Promise<void> {
    const wanted = new Set(
      (this.all.value ?? [])
        .filter((one) => one.kind === "paper" && isOpen(one))
        .map(({ target }) => target)
        .filter((station) => !this.phones.value.has(station)),
    )
    for (const station of wanted) {
      const at = `/v1/stations/${encodeURIComponent(station)}`
      const found = await this.#api.get<{ phone: string }>(at).catch(() => null)
      if (!found) continue
      this.phones.value = new Map(this.phones.value).set(station, found.phone)
    }
  }
}
