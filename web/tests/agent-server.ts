/**
 * A server of officers' doors that behaves, in memory: enough of protocol.md §5 for the
 * console's logic. It can also lie, where a test says so.
 */
import type { Ask } from "../agent/api.ts"
import type {
  DeskKeyRow,
  Envelope,
  Held,
  HeldGrant,
  KeyName,
  Member,
  MyGrant,
  SealedNote,
} from "../agent/shapes.ts"
import { randomId, toBase64 } from "../shared/bytes.ts"
import { rowHash } from "../shared/desk-keys.ts"
import type { RawPair } from "../shared/envelopes.ts"
import { deriveMember, newSalt, wrapPrivate } from "../shared/member-key.ts"

type Body = Record<string, unknown>
type Answer = [number, unknown]

interface Account {
  member: Member
  auth: string
  salt: string
  wrapped: string
}

export interface Grant {
  desk: string
  epoch: number
  member: string
  sealed: string
}

export class Server {
  accounts: Account[] = []
  rows: DeskKeyRow[] = []
  grants: Grant[] = []
  recovery: string | null = null
  envelopes: Envelope[] = []
  notes: SealedNote[] = []
  held: Held | null = null
  /** The envelopes of the other conversations in hand. */
  readonly others = new Map<string, readonly Envelope[]>()
  /** Everything asked: "POST /v1/…" and the body as sent. */
  readonly asked: { door: string; body: string }[] = []
  /** Doors of which only the answer 204 matters. */
  readonly accepts = new Set<string>()
  /** What these doors answer, whatever is asked of them; a function is asked each time. */
  readonly gives = new Map<string, unknown>()
  /** Refuse these doors, once each, with that code. */
  readonly refuse = new Map<string, [number, string]>()

  readonly ask: Ask = async (path, init) => {
    const door = `${init.method} ${path.split("?")[0]}`
    const text = typeof init.body === "string" ? init.body : ""
    this.asked.push({ door, body: text })
    const refused = this.refuse.get(door)
    this.refuse.delete(door)
    if (refused) return Response.json({ code: refused[1] }, { status: refused[0] })
    const [status, said] = await this.#answer(door, text ? JSON.parse(text) : {})
    if (status === 204) return new Response(null, { status })
    return Response.json(said, { status })
  }

  bodyOf(door: string): Body {
    const found = this.asked.filter((one) => one.door === door).at(-1)
    return JSON.parse(found?.body ?? "{}") as Body
  }

  /** Register an account as joining would; PBKDF2 takes its time. */
  async account(name: string, password: string, pair: RawPair): Promise<Member> {
    const salt = newSalt()
    const { auth, wrap } = await deriveMember(password, salt)
    const member: Member = {
      id: randomId(),
      name,
      shown_name: name,
      roles: ["agent", "administrator"],
      desks: ["police"],
      stations: [],
      public: toBase64(pair.publicKey),
      state: "active",
    }
    this.accounts.push({
      member,
      auth: toBase64(auth),
      salt: toBase64(salt),
      wrapped: toBase64(await wrapPrivate(wrap, name, pair.privateKey)),
    })
    return member
  }

  /** Put a desk key in the chain, as `POST /v1/desks/…/keys` would. */
  async addRow(desk: KeyName, epoch: number, publicKey: string): Promise<void> {
    const previous = this.rows.at(-1)?.hash ?? toBase64(new Uint8Array(32))
    const row = { seq: this.rows.length + 1, desk, epoch, public: publicKey, previous }
    this.rows.push({ ...row, hash: await rowHash(row) })
  }

  async #answer(door: string, body: Body): Promise<Answer> {
    if (this.accepts.has(door)) return [204, null]
    const given = this.gives.get(door)
    if (typeof given === "function") return given(body) as Answer
    if (given !== undefined) return [200, given]
    const known = this.#session(door, body) ?? this.#conversation(door, body)
    if (known) return known
    if (door === "GET /v1/desk-keys") {
      return [200, { keys: this.rows, recovery: this.recovery }]
    }
    if (door === "GET /v1/grants") return [200, this.#grants()]
    if (door === "GET /v1/members") {
      return [200, { members: this.accounts.map(({ member }) => member) }]
    }
    if (door === "POST /v1/recovery-key") {
      this.recovery = String(body["public"])
      return [204, null]
    }
    if (door === "POST /v1/desks/police/keys") return this.#newDeskKey(body)
    if (door === "POST /v1/desks/police/grants") return this.#newGrant(body)
    return [404, { code: "not-found" }]
  }

  #session(door: string, body: Body): Answer | null {
    const found = this.accounts.find(({ member }) => member.name === body["name"])
    if (door === "POST /v1/sign-in/salt") {
      return [200, { salt: found?.salt ?? toBase64(new Uint8Array(16)) }]
    }
    if (door === "POST /v1/sign-in") {
      if (!found || found.auth !== body["auth"]) {
        return [403, { code: "wrong-credentials" }]
      }
      const { member, wrapped, salt } = found
      return [200, { token: "t".repeat(43), member, wrapped, salt }]
    }
    if (door === "POST /v1/password") {
      const mine = this.accounts[0] as Account
      if (mine.auth !== body["auth"]) return [403, { code: "wrong-credentials" }]
      mine.auth = String(body["new_auth"])
      mine.salt = String(body["new_salt"])
      mine.wrapped = String(body["new_wrapped"])
      return [204, null]
    }
    return door === "POST /v1/sign-out" ? [204, null] : null
  }

  #conversation(door: string, body: Body): Answer | null {
    if (!this.held) return null
    for (const [id, envelopes] of this.others) {
      if (door !== `GET /v1/conversations/${id}/envelopes`) continue
      return [200, { envelopes, notes: [] }]
    }
    const at = `/v1/conversations/${this.held.conversation}`
    if (door === `GET ${at}/envelopes`) {
      return [200, { envelopes: this.envelopes, notes: this.notes }]
    }
    if (!door.startsWith(`POST ${at}/`)) return null
    if (body["fence"] !== this.held.fence) return [409, { code: "stale" }]
    if (door.endsWith("/notes")) return this.#newNote(body)
    if (door.endsWith("/decision")) {
      return [200, { destroyed: body["follow_up"] === "nothing" }]
    }
    return [204, null]
  }

  #newNote(body: Body): Answer {
    const n = Number(body["n"])
    if (this.notes.some((note) => note.n === n)) return [409, { code: "taken" }]
    const envelope = body["envelope"] as Omit<Envelope, "purpose"> | null
    if (envelope) this.envelopes.push({ ...envelope, purpose: "note" })
    this.notes.push({ n, sealed: String(body["sealed"]), at: 1, by: "somebody" })
    return [204, null]
  }

  #grants(): object {
    const me = this.accounts[0]?.member.id
    const mine: MyGrant[] = this.grants
      .filter(({ member }) => member === me)
      .map(({ desk, epoch, sealed }) => ({ desk: desk as "police", epoch, sealed }))
    const held: HeldGrant[] = this.grants.map(({ desk, epoch, member }) => ({
      desk: desk as "police",
      epoch,
      member,
      by: "somebody",
      at: 1,
    }))
    return { mine, held, wanting: [], renew: [] }
  }

  async #newDeskKey(body: Body): Promise<Answer> {
    const epoch = Number(body["epoch"])
    await this.addRow("police", epoch, String(body["public"]))
    for (const grant of body["grants"] as { member: string; sealed: string }[]) {
      this.grants.push({ desk: "police", epoch, ...grant })
    }
    return [201, { seq: this.rows.length }]
  }

  #newGrant(body: Body): Answer {
    const { epoch, member, sealed } = body as unknown as Grant
    this.grants.push({ desk: "police", epoch, member, sealed })
    return [204, null]
  }
}
