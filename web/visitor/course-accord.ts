/**
 * Her accord: what she gives is sealed here, under a key made here, for the desk that
 * holds the conversation. The key also goes into a code that she alone reads.
 */
import { type Bytes, toBase64 } from "../shared/bytes.ts"
import { currentDeskKey, deskPoint } from "../shared/desk-keys.ts"
import { fileKeys, newFile, sealIdentity } from "../shared/file.ts"
import { authHash, makeCode, openingKeys, wrapFile } from "../shared/opening-code.ts"
import { sealTo } from "../shared/sealing.ts"
import type { Doors, Given, Withdrawn } from "./course-doors.ts"
import type { Identity } from "./course-identity.ts"
import { Refused, Unreachable } from "./server.ts"

/** A file whose key is in this tab. */
interface Kept {
  readonly id: string
  readonly fk: Bytes
  readonly auth_hash: string
  readonly wrapped: string
}

/** To whom: the station that she read, the desk that holds the conversation. */
export interface Whom {
  readonly station: string
  readonly desk: string
}

/** What was sent and may not have arrived. */
interface Pending {
  readonly identity: Identity
  readonly answer: Given
}

export class Accord {
  readonly #doors: Pick<Doors, "keys" | "answer" | "withdraw">
  #kept: Kept | null = null
  #pending: Pending | null = null
  /** The last revision that has arrived. */
  #revision = 0
  #forgotten = 0
  #code = ""
  #given: Identity | null = null

  constructor(doors: Pick<Doors, "keys" | "answer" | "withdraw">) {
    this.#doors = doors
  }

  /** What was given and has arrived, while this tab remembers. */
  get given(): Identity | null {
    return this.#given
  }

  /** Her opening code until she has put it away; empty then, and before. */
  get code(): string {
    return this.#given ? this.#code : ""
  }

  putAway(): void {
    this.#code = ""
  }

  /**
   * Give, or give anew: a later revision replaces the one before.
   *
   * @throws {Refused | Unreachable | BrokenChain | CannotSeal} nothing is lost by it.
   */
  async give(whom: Whom, identity: Identity): Promise<void> {
    const before = this.#pending
    const settles = before !== null && sameWhom(before.answer, whom)
    // For somebody else, and perhaps arrived: what is given now is another file.
    if (before && !settles) this.forget()
    const kept = this.#kept ?? (await this.#make())
    // Sent before, and perhaps arrived: settled first, or what she has changed since
    // would be taken for the same revision.
    if (before && settles) {
      await this.#send(kept, before)
      if (same(before.identity, identity)) return
    }
    const answer = await this.#seal(kept, whom, identity)
    // Forgotten meanwhile, the key is all zeros: nothing of it is to leave.
    if (this.#kept === kept) await this.#send(kept, { identity, answer })
  }

  /** What the server says of it: an answer that was lost is made up for. */
  follow(accord: string): void {
    if (accord === "given" && this.#pending && !this.#given) this.#arrived()
  }

  async decline(): Promise<void> {
    await this.#doors.answer({ agree: false })
    this.forget()
  }

  /** @throws {Refused | Unreachable} */
  async withdraw(): Promise<Withdrawn> {
    const withdrawn = await this.#doors.withdraw()
    if (withdrawn.erased) this.forget()
    return withdrawn
  }

  forget(): void {
    this.#forgotten += 1
    this.#kept?.fk.fill(0)
    this.#kept = null
    this.#pending = null
    this.#given = null
    this.#revision = 0
    this.#code = ""
  }

  async #send(kept: Kept, pending: Pending): Promise<void> {
    this.#pending = pending
    try {
      await this.#doors.answer(pending.answer)
    } catch (refusal) {
      // Refused on purpose, it was not kept: the next one takes its place.
      if (refusal instanceof Refused) this.#pending = null
      throw refusal
    }
    if (this.#kept === kept && this.#pending === pending) this.#arrived()
  }

  #arrived(): void {
    if (!this.#pending) return
    this.#given = this.#pending.identity
    this.#revision = this.#pending.answer.revision
    this.#pending = null
  }

  async #seal(kept: Kept, { desk, station }: Whom, identity: Identity): Promise<Given> {
    const key = currentDeskKey(await this.#doors.keys(), desk)
    if (!key) throw new Unreachable("no key for that desk")
    const { id: file, fk, auth_hash, wrapped } = kept
    const revision = this.#revision + 1
    const { epoch } = key
    const label = { purpose: "file", subject: file, target: desk, epoch } as const
    const keys = await fileKeys(fk)
    const [sealed, envelope] = await Promise.all([
      sealIdentity(keys, file, revision, JSON.stringify(identity)),
      sealTo(deskPoint(key), label, fk),
    ])
    return {
      agree: true,
      station,
      file,
      revision,
      envelope: { desk, epoch, sealed: toBase64(envelope) },
      identity: toBase64(sealed),
      auth_hash,
      wrapped,
      conversation: identity.conversation,
    }
  }

  async #make(): Promise<Kept> {
    const { id, fk } = newFile()
    const code = makeCode()
    const forgotten = this.#forgotten
    const keys = await openingKeys(code)
    const [hash, wrapped] = await Promise.all([
      authHash(keys.auth),
      wrapFile(keys, id, fk),
    ])
    if (forgotten !== this.#forgotten) {
      fk.fill(0)
      throw new Unreachable("left meanwhile")
    }
    this.#code = code
    this.#kept = {
      id,
      fk,
      auth_hash: toBase64(hash),
      wrapped: toBase64(wrapped),
    }
    return this.#kept
  }
}

function sameWhom({ station, envelope }: Given, whom: Whom): boolean {
  return station === whom.station && envelope.desk === whom.desk
}

function same(one: Identity, other: Identity): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
