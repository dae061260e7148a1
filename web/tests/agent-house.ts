/** A desk, its key, an officer who holds it, a conversation: what console tests start from. */
import { Api } from "../agent/api.ts"
import { Session } from "../agent/session.ts"
import type { Held, Member } from "../agent/shapes.ts"
import {
  type Bytes,
  fromBase64,
  randomBytes,
  randomId,
  toBase64,
} from "../shared/bytes.ts"
import { importPair, makeKeyPair, type RawPair } from "../shared/envelopes.ts"
import { sealTo } from "../shared/sealing.ts"
import { type Grant, Server } from "./agent-server.ts"

export const PASSWORD = "camille-mot-de-passe"

/** A desk with its key, an officer who holds it, a recovery key; nobody signed in. */
export interface House {
  readonly server: Server
  readonly api: Api
  readonly session: Session
  readonly officer: Member
  readonly desk: RawPair
  readonly recovery: RawPair
  readonly events: string[]
}

export async function aHouse(): Promise<House> {
  const server = new Server()
  const own = await makeKeyPair()
  const officer = await server.account("camille", PASSWORD, own)
  const [desk, recovery] = await Promise.all([makeKeyPair(), makeKeyPair()])
  await server.addRow("police", 1, toBase64(desk.publicKey))
  server.recovery = toBase64(recovery.publicKey)
  server.grants.push(await aGrant(desk, officer, 1))
  const events: string[] = []
  const api = new Api(server.ask)
  const session = new Session(api, {
    opened: () => events.push("opened"),
    shut: () => events.push("shut"),
  })
  return { server, api, session, officer, desk, recovery, events }
}

/** The desk's private key sealed to `member`, whatever the chain says. */
export async function aGrant(
  desk: RawPair,
  member: Member,
  epoch: number,
): Promise<Grant> {
  const label = {
    purpose: "grant",
    subject: member.id,
    target: "police",
    epoch,
  } as const
  const sealed = await sealTo(fromBase64(member.public), label, desk.privateKey)
  return { desk: "police", epoch, member: member.id, sealed: toBase64(sealed) }
}

/** A conversation in the officer's hands, its key sealed to the desk. */
export async function aConversation(
  house: House,
  but: Partial<Held> = {},
): Promise<{ readonly held: Held; readonly ck: Bytes }> {
  const ck = randomBytes(32)
  const held: Held = {
    conversation: randomId(),
    step: "talking",
    fence: 3,
    desk: "police",
    danger: false,
    minor: false,
    language: "fr",
    opened_at: 1,
    taken_at: 1,
    exit_at: null,
    silent_since: null,
    transmitted: false,
    released: false,
    ...but,
  }
  const label = {
    purpose: "conversation",
    subject: held.conversation,
    target: "police",
    epoch: 1,
  } as const
  const sealed = toBase64(await sealTo(house.desk.publicKey, label, ck))
  const former = house.server.held
  if (former) house.server.others.set(former.conversation, house.server.envelopes)
  house.server.envelopes = [
    { desk: "police", epoch: 1, purpose: "conversation", sealed },
  ]
  house.server.held = held
  return { held, ck }
}

export async function pairOf(raw: RawPair): Promise<CryptoKeyPair> {
  return importPair({ privateKey: raw.privateKey.slice(), publicKey: raw.publicKey })
}
