/** Signing in, locking, and what never leaves the browser. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { lockWhenIdle } from "../agent/idle.ts"
import { Correct, KeyRefused } from "../agent/explain.ts"
import { Refused } from "../agent/api.ts"
import { fromBase64, toBase64 } from "../shared/bytes.ts"
import { deriveMember } from "../shared/member-key.ts"
import { aConversation, aHouse, PASSWORD } from "./agent-house.ts"

test("only the authentication part of a password is sent", async () => {
  const { server, session, officer } = await aHouse()
  await session.signIn("camille", PASSWORD)
  const salt = fromBase64(server.accounts[0]?.salt ?? "")
  const { auth } = await deriveMember(PASSWORD, salt)

  assert.equal("in", session.phase.value)
  assert.equal(officer.id, session.member.value?.id)
  assert.equal(toBase64(auth), server.bodyOf("POST /v1/sign-in")["auth"])
  assert.ok(server.asked.every(({ body }) => !body.includes(PASSWORD)))
})

test("a wrong password is refused and leaves nothing behind", async () => {
  const { session, api, events } = await aHouse()

  await assert.rejects(session.signIn("camille", "un autre"), Refused)
  assert.equal("out", session.phase.value)
  assert.equal("", api.token)
  assert.deepEqual([], events)
})

test("a public key that is not ours signs nobody in", async () => {
  const { server, session, api, desk } = await aHouse()
  const account = server.accounts[0]
  assert.ok(account)
  account.member = { ...account.member, public: toBase64(desk.publicKey) }

  await assert.rejects(session.signIn("camille", PASSWORD), KeyRefused)
  assert.equal("out", session.phase.value)
  assert.equal("", api.token)
})

test("locking drops the keys, and the password alone brings them back", async () => {
  const house = await aHouse()
  const { session, server, events } = house
  const { held } = await aConversation(house)
  await session.signIn("camille", PASSWORD)
  const { keys } = session
  await keys.refresh()
  const [envelope] = server.envelopes
  assert.ok(envelope)
  await keys.open(envelope, held.conversation)
  session.lock()

  assert.equal("locked", session.phase.value)
  assert.throws(() => session.keys, KeyRefused)
  await assert.rejects(keys.open(envelope, held.conversation), KeyRefused)
  assert.deepEqual(["opened", "shut"], events)

  const before = server.asked.length
  await assert.rejects(session.unlock("un autre"), Correct)
  await session.unlock(PASSWORD)

  assert.equal("in", session.phase.value)
  assert.equal(before, server.asked.length, "the server is not asked for the password")
})

test("five wrong passwords on a locked console sign out", async () => {
  const { session, api } = await aHouse()
  await session.signIn("camille", PASSWORD)
  session.lock()
  for (let tries = 0; tries < 4; tries++) {
    await assert.rejects(session.unlock("un autre"), Correct)
  }
  await session.unlock("un autre")

  assert.equal("out", session.phase.value)
  assert.equal("", api.token)
  assert.notEqual("", session.notice.value)
})

test("a changed password opens the same key", async () => {
  const { session, server } = await aHouse()
  await session.signIn("camille", PASSWORD)
  await assert.rejects(session.changePassword("un autre", "x".repeat(12)), Correct)
  await session.changePassword(PASSWORD, "un nouveau mot de passe")
  session.lock()
  await session.unlock("un nouveau mot de passe")
  session.signOut()
  await session.signIn("camille", "un nouveau mot de passe")

  assert.equal("in", session.phase.value)
  assert.ok(server.asked.every(({ body }) => !body.includes("mot de passe")))
})

test("an untouched console locks, also after the computer slept", () => {
  let now = 0
  let locks = 0
  const signs = new EventTarget()
  const stop = lockWhenIdle(
    signs,
    10,
    () => locks++,
    () => now,
  )
  now = 9 * 60_000
  signs.dispatchEvent(new Event("keydown"))
  now = 18 * 60_000
  signs.dispatchEvent(new Event("pointermove"))
  assert.equal(0, locks)

  now = 28 * 60_000
  signs.dispatchEvent(new Event("keydown"))
  stop()

  assert.equal(1, locks)
})
