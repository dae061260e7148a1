/** Nothing is opened with, or sealed to, a key outside the verified chain. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { explain, KeyRefused } from "../agent/explain.ts"
import { Team } from "../agent/team.ts"
import { fromBase64, randomBytes, toBase64 } from "../shared/bytes.ts"
import { makeKeyPair, openSealed } from "../shared/envelopes.ts"
import { fingerprint } from "../shared/fingerprint.ts"
import {
  aConversation,
  aGrant,
  aHouse,
  type House,
  pairOf,
  PASSWORD,
} from "./agent-house.ts"

async function signedIn(): Promise<House> {
  const house = await aHouse()
  await house.session.signIn("camille", PASSWORD)
  return house
}

test("a grant opens what is sealed to its desk", async () => {
  const house = await signedIn()
  const { held, ck } = await aConversation(house)
  const [envelope] = house.server.envelopes
  assert.ok(envelope)
  const { keys } = house.session

  assert.deepEqual(ck, await keys.open(envelope, held.conversation))
  assert.equal(true, keys.holds("police"))
  assert.equal(false, keys.holds("relief"))
  await assert.rejects(keys.open(envelope, "A".repeat(22)))
  await assert.rejects(keys.open({ ...envelope, purpose: "note" }, held.conversation))
})

test("a granted key that is not the chain's is refused", async () => {
  const house = await signedIn()
  const { held } = await aConversation(house)
  const other = await makeKeyPair()
  house.server.grants = [await aGrant(other, house.officer, 1)]
  const [envelope] = house.server.envelopes
  assert.ok(envelope)

  await assert.rejects(house.session.keys.open(envelope, held.conversation), KeyRefused)
})

test("an epoch the chain does not hold is refused", async () => {
  const house = await signedIn()
  const { held } = await aConversation(house)
  house.server.grants = [await aGrant(house.desk, house.officer, 2)]
  const [envelope] = house.server.envelopes
  assert.ok(envelope)

  await assert.rejects(
    house.session.keys.open({ ...envelope, epoch: 2 }, held.conversation),
    KeyRefused,
  )
})

test("an altered list of desk keys stops everything", async () => {
  const { server, session } = await signedIn()
  const [row] = server.rows
  assert.ok(row)
  const other = await makeKeyPair()
  server.rows = [{ ...row, public: toBase64(other.publicKey) }]

  await assert.rejects(session.keys.refresh(), KeyRefused)
  assert.equal(true, session.keys.broken.value)
  await assert.rejects(
    session.keys.sealToDesk("police", "note", "A".repeat(22), randomBytes(32)),
    KeyRefused,
  )
})

test("a list that lacks the last row seen is refused", async () => {
  const { server, session, desk } = await signedIn()
  await server.addRow("police", 2, toBase64(desk.publicKey))
  await session.keys.refresh()
  server.rows.pop()

  await assert.rejects(session.keys.refresh(), KeyRefused)
})

test("a recovery key that is not the first one seen is refused, even after a lock", async () => {
  const { server, session } = await signedIn()
  const { keys } = session
  await keys.refresh()
  const other = toBase64((await makeKeyPair()).publicKey)
  for (const shown of [other, null]) {
    server.recovery = shown
    const refused = keys.sealReport("police", "A".repeat(22), randomBytes(32))
    const said = explain(await refused.catch((cause: unknown) => cause))
    assert.match(said, /clé de secours n'est plus celle/)
  }
  assert.equal(true, keys.swapped.value)
  session.lock()
  await session.unlock(PASSWORD)

  await assert.rejects(session.keys.refresh(), KeyRefused)
})

test("a desk without a key receives nothing", async () => {
  const { session } = await signedIn()
  await session.keys.refresh()

  await assert.rejects(
    session.keys.sealToDesk("relief", "note", "A".repeat(22), randomBytes(32)),
    KeyRefused,
  )
})

test("a new desk key goes to its maker and to recovery", async () => {
  const house = await signedIn()
  const { server, session, recovery, api } = house
  server.rows = []
  server.grants = []
  const team = new Team(api, session)
  await team.refresh()
  await team.makeDeskKey("police")
  const [row] = server.rows
  assert.ok(row)
  const sealed = server.grants.find(({ member }) => member === "recovery")?.sealed ?? ""
  const label = {
    purpose: "grant",
    subject: "recovery",
    target: "police",
    epoch: 1,
  } as const
  const privateKey = await openSealed(await pairOf(recovery), label, fromBase64(sealed))

  await pairOf({ privateKey, publicKey: fromBase64(row.public) })
  assert.equal(true, session.keys.holds("police"))
})

test("a key is given only for the words that were heard", async () => {
  const house = await signedIn()
  const { server, session, api } = house
  const theirs = await makeKeyPair()
  const newcomer = await server.account("sacha", "sacha-mot-de-passe", theirs)
  const team = new Team(api, session)
  await team.refresh()
  const heard = await fingerprint(theirs.publicKey)

  await assert.rejects(team.grant("police", newcomer.id, "un deux trois"), KeyRefused)
  await team.grant("police", newcomer.id, heard)
  const sealed = server.grants.at(-1)?.sealed ?? ""
  const label = {
    purpose: "grant",
    subject: newcomer.id,
    target: "police",
    epoch: 1,
  } as const
  const given = await openSealed(await pairOf(theirs), label, fromBase64(sealed))

  assert.deepEqual(house.desk.privateKey, given)
  assert.equal(heard, server.bodyOf("POST /v1/desks/police/grants")["fingerprint"])
})

test("a newcomer's key changed after the words were heard receives nothing", async () => {
  const { server, session, api, desk } = await signedIn()
  const theirs = await makeKeyPair()
  const newcomer = await server.account("sacha", "sacha-mot-de-passe", theirs)
  const heard = await fingerprint(theirs.publicKey)
  const account = server.accounts[1]
  assert.ok(account)
  account.member = { ...newcomer, public: toBase64(desk.publicKey) }
  const team = new Team(api, session)
  await team.refresh()

  await assert.rejects(team.grant("police", newcomer.id, heard), KeyRefused)
})

test("a renewed key goes to those who held the former one, not to who left", async () => {
  const house = await signedIn()
  const { server, session, api } = house
  const stays = await server.account("sacha", "s", await makeKeyPair())
  const left = await server.account("dominique", "d", await makeKeyPair())
  server.grants.push(await aGrant(house.desk, stays, 1))
  server.grants.push(await aGrant(house.desk, left, 1))
  const gone = server.accounts[2]
  assert.ok(gone)
  gone.member = { ...left, state: "gone" }
  const team = new Team(api, session)
  await team.refresh()
  const heirs = team.heirs("police").map(({ id }) => id)
  assert.deepEqual([stays.id], heirs)

  await team.makeDeskKey("police", heirs)
  const renewed = server.grants.filter(({ epoch }) => epoch === 2)

  assert.deepEqual(
    [house.officer.id, "recovery", stays.id],
    renewed.map(({ member }) => member),
  )
  await assert.rejects(team.makeDeskKey("police", [left.id]), KeyRefused)
})

test("the recovery key is shown once as groups that make its private part", async () => {
  const { session, api, server } = await signedIn()
  const team = new Team(api, session)
  const made = await team.makeRecovery()
  const hex = made.groups.join("")
  const privateKey = Uint8Array.from({ length: 32 }, (_, at) =>
    parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  )
  await team.keepRecovery(made)

  await pairOf({ privateKey, publicKey: fromBase64(made.public) })
  assert.equal(made.public, server.recovery)
  assert.ok(server.asked.every(({ body }) => !body.includes(toBase64(privateKey))))
})
