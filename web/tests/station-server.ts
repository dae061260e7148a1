/**
 * The doors of a station, in memory: enough of protocol.md §5 for its console. It can
 * also lie, where a test says so.
 */
import { after } from "node:test"
import type { Ask } from "../agent/api.ts"
import type { Role, StationKey } from "../agent/shapes.ts"
import { fromBase64, randomBytes, randomId, toBase64 } from "../shared/bytes.ts"
import { type FileDocument, fileDocumentText } from "../shared/documents.ts"
import { makeKeyPair, type RawPair } from "../shared/envelopes.ts"
import { fileHash, fileKeys, newFile, sealFile } from "../shared/file.ts"
import { authHash, openingKeys, wrapFile } from "../shared/opening-code.ts"
import { sealName } from "../shared/reception.ts"
import { numberHash } from "../shared/appointment-number.ts"
import { sealTo } from "../shared/sealing.ts"
import { StationConsole } from "../station/console.ts"
import type {
  FileRow,
  Received,
  SealedFile,
  Slot,
  Station,
  WrappedFile,
} from "../station/shapes.ts"
import { type Grant, Server } from "./agent-server.ts"
import { Clock, settle } from "./fake-network.ts"

export const STATION = "fictif-pn-75111"
export const PASSWORD = "accueil-mot-de-passe"

const consoles: StationConsole[] = []
// They look at the server again and again until somebody signs out.
after(() => consoles.forEach(({ session }) => session.signOut()))

export class StationServer {
  readonly staff = new Server()
  files: FileRow[] = []
  slots: Slot[] = []
  readonly sealed = new Map<string, SealedFile>()
  /** What each opening code's `auth` gives, by its hash. */
  readonly wrapped = new Map<string, WrappedFile>()
  /** What each number gives, by its hash. */
  readonly numbers = new Map<string, Received>()
  readonly exports = new Map<string, { file: string; at: number; by: string }>()
  /** Nothing answers. */
  down = false

  readonly ask: Ask = async (path, init) => {
    if (this.down) throw new TypeError("network")
    const door = `${init.method} ${path.split("?")[0]}`
    const body = init.body ? (JSON.parse(String(init.body)) as Body) : {}
    const known = this.staff.refuse.has(door) ? null : await this.#answer(door, body)
    if (!known) return this.staff.ask(path, init)
    this.staff.asked.push({ door: `${init.method} ${path}`, body: String(init.body) })
    const [status, said] = known
    if (status === 204) return new Response(null, { status })
    return Response.json(said, { status })
  }

  asked(door: string): number {
    return this.staff.asked.filter((one) => one.door.startsWith(door)).length
  }

  async #answer(door: string, body: Body): Promise<[number, unknown] | null> {
    if (door === "GET /v1/station") {
      return [200, { stations: [aStation()], slots: this.slots, files: this.files }]
    }
    if (door.startsWith("GET /v1/files/")) {
      return found(this.sealed.get(door.split("/").at(-1) ?? ""))
    }
    if (door === "POST /v1/station/reception") {
      return found(this.numbers.get(String(body["number_hash"])))
    }
    if (door === "POST /v1/station/open") {
      const hash = await authHash(fromBase64(String(body["auth"])))
      return found(this.wrapped.get(toBase64(hash)))
    }
    if (door === "POST /v1/exports/check") {
      const known = this.exports.get(String(body["hash"]))
      const none = { known: false, file: null, at: null, by: null }
      return [200, known ? { known: true, ...known } : none]
    }
    if (door === "POST /v1/station/slots") {
      return [201, { made: (body["slots"] as unknown[]).length }]
    }
    return this.#act(door, body)
  }

  #act(door: string, body: Body): [number, unknown] | null {
    const [, file = "", act = ""] = /^POST \/v1\/files\/(.+)\/(.+)$/.exec(door) ?? []
    if (!act) return null
    if (!this.sealed.has(file)) return [404, { code: "not-found" }]
    if (act === "export") {
      this.exports.set(String(body["hash"]), { file, at: 1, by: "Alix" })
    }
    return [204, null]
  }
}

type Body = Record<string, unknown>

function found(one: unknown): [number, unknown] {
  return one ? [200, one] : [404, { code: "not-found" }]
}

export function aStation(but: Partial<Station> = {}): Station {
  return {
    id: STATION,
    force: "PN",
    name: "Commissariat fictif",
    address: "1 rue Fictive",
    postcode: "75011",
    commune: "Paris",
    phone: "01 99 00 00 00",
    hours: "",
    km: null,
    competent: true,
    havre: true,
    zone: "Europe/Paris",
    seasonal: false,
    ...but,
  }
}

/** A station with its two keys, and somebody of it signed in who holds those of a role. */
export interface Here {
  readonly server: StationServer
  readonly console: StationConsole
  readonly clock: Clock
  readonly files: RawPair
  readonly reception: RawPair
}

export async function aStationHouse(role: Role = "investigator"): Promise<Here> {
  const server = new StationServer()
  const { staff } = server
  const own = await makeKeyPair()
  const member = await staff.account("alix", PASSWORD, own)
  Object.assign(member, { roles: [role], desks: [], stations: [STATION] })
  const [files, reception] = await Promise.all([makeKeyPair(), makeKeyPair()])
  const pairs: [StationKey, RawPair][] = [
    [`investigation.${STATION}`, files],
    [`reception.${STATION}`, reception],
  ]
  for (const [name, pair] of pairs) {
    await staff.addRow(name, 1, toBase64(pair.publicKey))
    if (role === "reception" && pair === files) continue
    staff.grants.push(await aGrant(pair, name, member.id, own.publicKey))
  }
  const clock = new Clock()
  const console = new StationConsole(server.ask, (ms, run) => clock.after(ms, run))
  consoles.push(console)
  await console.session.signIn("alix", PASSWORD)
  await settle()
  return { server, console, clock, files, reception }
}

async function aGrant(
  pair: RawPair,
  desk: StationKey,
  member: string,
  to: RawPair["publicKey"],
): Promise<Grant> {
  const label = { purpose: "grant", subject: member, target: desk, epoch: 1 } as const
  const sealed = toBase64(await sealTo(to, label, pair.privateKey))
  return { desk, epoch: 1, member, sealed }
}

export function aRow(file: string, but: Partial<FileRow> = {}): FileRow {
  return {
    file,
    station: STATION,
    sent_at: 1,
    urgent: false,
    acknowledged_at: null,
    acknowledged_by: null,
    appointment: null,
    mark: null,
    overdue: false,
    ...but,
  }
}

export function aDocument(file: string): FileDocument {
  return {
    v: 1,
    file,
    conversation_id: randomId(),
    station: STATION,
    made_at: 1,
    report: null,
    identity: {
      v: 1,
      name: "Dominique Exemple",
      called: "Mme E.",
      born: "",
      address: "",
      phone: "",
      email: "",
      contact: { channel: "none", value: "", hours: "", wording: "", message: false },
      wishes: { officer: "woman", interpreter: "", accessible: false, companion: "" },
      conversation: false,
    },
    said: null,
    cards: [],
  }
}

interface FileSent {
  readonly document: FileDocument
  /** The key it is sealed to; the station's unless told. */
  readonly to?: RawPair
  readonly target?: string
  /** The opening code that its person keeps. */
  readonly code?: string
}

/** Put a file at the station's door, as an officer's browser and hers would. */
export async function aFileSent(here: Here, sent: Partial<FileSent> = {}) {
  const { id, fk } = newFile()
  const document = sent.document ?? aDocument(id)
  const target = sent.target ?? `investigation.${STATION}`
  const label = { purpose: "file", subject: id, target, epoch: 1 } as const
  const text = fileDocumentText(document)
  const parts = (await sealFile(await fileKeys(fk), id, text)).map(toBase64)
  const same = {
    file: id,
    of: parts.length,
    parts,
    hash: toBase64(await fileHash(text)),
    sent_at: 1,
  }
  const envelope = {
    target,
    epoch: 1,
    sealed: toBase64(await sealTo((sent.to ?? here.files).publicKey, label, fk)),
  }
  here.server.sealed.set(id, { ...same, envelope })
  here.server.files.push(aRow(id))
  if (sent.code) {
    const keys = await openingKeys(sent.code)
    const wrapped = toBase64(await wrapFile(keys, id, fk))
    const hash = toBase64(await authHash(keys.auth))
    here.server.wrapped.set(hash, { ...same, wrapped })
  }
  return { id, document }
}

/** Book an hour under a number, as her tab would. */
export async function aBooking(here: Here, number: string, name: string, at: number) {
  const appointment = randomId()
  const point = here.reception.publicKey
  const sealed = await sealName(point, STATION, 1, appointment, name)
  const received: Received = {
    at,
    minutes: 30,
    appointment,
    station: STATION,
    reception: { epoch: 1, sealed: toBase64(sealed.key) },
    name: toBase64(sealed.name),
  }
  const hash = toBase64(await numberHash(number))
  here.server.numbers.set(hash, received)
  return { hash, received, other: toBase64(randomBytes(32)) }
}
