/** One conversation at the console: opened, written in, noted, and emptied when lost. */
import assert from "node:assert/strict"
import { test } from "node:test"
import * as deciding from "../agent/deciding.ts"
import type { Held } from "../agent/shapes.ts"
import { Talk } from "../agent/talk.ts"
import { aConversation, aHouse, PASSWORD } from "./agent-house.ts"
import { anOpenTalk, FakeLine, message } from "./agent-line.ts"

test("a conversation taken opens through the grant", async () => {
  const { talk, line } = await anOpenTalk()
  line.view?.said(message())
  line.view?.said(message({ key: 2, side: "agent", n: null, fate: "sending" }))
  line.view?.said(message({ key: 2, side: "agent", n: 1, fate: "sent" }))

  assert.equal("open", talk.stage.value)
  assert.deepEqual(
    ["sent", "sent"],
    talk.said.value.map(({ fate }) => fate),
  )
})

test("what is typed goes once, and a reply is only inserted", async () => {
  const { talk, line } = await anOpenTalk()
  talk.write("Bonjour.")
  talk.insert("Êtes-vous en sécurité ?")
  assert.deepEqual([], line.said)
  talk.send()
  talk.send()

  assert.deepEqual(["Bonjour.\nÊtes-vous en sécurité ?"], line.said)
  assert.equal("", talk.draft.value)
})

test("once she has left, nothing is sent and the draft stays", async () => {
  const { talk, line, held } = await anOpenTalk()
  talk.write("Encore là ?")
  line.state(held, { step: "frozen" })

  assert.throws(() => talk.send())
  assert.equal("Encore là ?", talk.draft.value)
  assert.equal("interrupted", talk.decision.value.outcome)
})

test("the first note makes a key that the desk alone opens", async () => {
  const { talk, house, held } = await anOpenTalk()
  talk.notes.draft.value = "Voir avec la brigade."
  await talk.addNote()
  talk.notes.draft.value = "Rappelée."
  await talk.addNote()
  const first = house.server.asked.filter(({ door }) => door.endsWith("/notes"))
  const again = new Talk(held, {
    api: house.api,
    keys: () => house.session.keys,
    makeLine: new FakeLine().make,
  })
  await again.open("open")

  assert.equal(2, first.length)
  assert.ok(first[0]?.body.includes('"envelope":{'))
  assert.ok(first[1]?.body.includes('"envelope":null'))
  assert.ok(first.every(({ body }) => !body.includes("brigade")))
  assert.deepEqual(
    ["Voir avec la brigade.", "Rappelée."],
    again.notes.shown.value.map(({ text }) => text),
  )
})

test("a colleague's note of the same number is read before ours is kept", async () => {
  const { talk, house, held } = await anOpenTalk()
  const other = new Talk(held, {
    api: house.api,
    keys: () => house.session.keys,
    makeLine: new FakeLine().make,
  })
  await other.open("open")
  other.notes.draft.value = "La mienne d'abord."
  await other.addNote()
  talk.notes.draft.value = "La mienne ensuite."
  await talk.addNote()

  assert.deepEqual(
    ["La mienne d'abord.", "La mienne ensuite."],
    talk.notes.shown.value.map(({ text }) => text),
  )
})

test("a lost lease empties the pane", async () => {
  for (const but of [{ fence: 4 }, { fence: null, step: "line" }] as const) {
    const { talk, line, held } = await anOpenTalk()
    line.view?.said(message())
    talk.write("un brouillon")
    line.state(held, but)

    assert.equal("lost", talk.stage.value)
    assert.deepEqual([], talk.said.value)
    assert.equal("", talk.draft.value)
    assert.equal(true, line.closed)
  }
})

test("a conversation passed on as announced is said to be, a refused one is lost", async () => {
  for (const refused of [false, true]) {
    const { talk, line, held } = await anOpenTalk()
    const transfer = { desk: "gendarmerie", agent: null, refused }
    line.state(held, { transfer })
    line.state(held, { transfer: null, fence: null, step: "line" })

    assert.equal(refused ? "lost" : "handed", talk.stage.value)
    assert.deepEqual([], talk.said.value)
  }
})

test("an act refused as stale empties the pane", async () => {
  const { talk, house, held } = await anOpenTalk()
  house.server.held = { ...held, fence: 9 }

  await assert.rejects(talk.openReport())
  assert.equal("lost", talk.stage.value)
})

test("a destruction decided elsewhere shows as such", async () => {
  const { talk, line, held } = await anOpenTalk()
  line.state(held, { step: "ended", fence: null })

  assert.equal("destroyed", talk.stage.value)
})

test("a line closed for good empties the pane", async () => {
  const { talk, line } = await anOpenTalk()
  line.view?.link({ state: "gone", code: 4404 })

  assert.equal("lost", talk.stage.value)
})

test("an envelope of another desk's key opens nothing", async () => {
  const house = await aHouse()
  await house.session.signIn("camille", PASSWORD)
  const { held } = await aConversation(house)
  house.server.grants = []
  const line = new FakeLine()
  const { api, session } = house
  const needs = { api, keys: () => session.keys, makeLine: line.make }
  const talk = new Talk(held, needs)
  await talk.open("open")

  assert.equal("failed", talk.stage.value)
  assert.equal(null, line.view)
  assert.equal(true, talk.unreadable.value)
})

/** A conversation that could not be opened: the key is refused, or nothing answers. */
async function aFailedTalk(why: "key" | "server" | "list", but: Partial<Held> = {}) {
  const house = await aHouse()
  await house.session.signIn("camille", PASSWORD)
  const { held } = await aConversation(house, but)
  const door = `/v1/conversations/${held.conversation}`
  if (why !== "server") house.server.grants = []
  await house.session.keys.refresh()
  if (why === "list") house.server.rows = []
  if (why === "server")
    house.server.refuse.set(`GET ${door}/envelopes`, [503, "storage-unavailable"])
  const { api, session } = house
  const line = new FakeLine()
  const needs = { api, keys: () => session.keys, makeLine: line.make }
  const talk = new Talk(held, needs)
  await talk.open("open")
  return { talk, house, door: `POST ${door}/decision` }
}

test("what this desk cannot read is closed, whatever was written", async () => {
  const { talk, house, door } = await aFailedTalk("key")
  await deciding.unreadable(talk)

  assert.deepEqual(
    {
      fence: 3,
      outcome: "interrupted",
      family: "none",
      follow_up: "nothing",
      reason: null,
      seen: 2147483647,
    },
    house.server.bodyOf(door),
  )
  assert.equal("destroyed", talk.stage.value)
})

test("an unreadable conversation with a danger asks once more", async () => {
  const { talk, house, door } = await aFailedTalk("key", { danger: true })
  await deciding.unreadable(talk)
  assert.match(talk.trouble.value, /Avant de clore/)
  assert.ok(house.server.asked.every((one) => one.door !== door))
  talk.follow({ ...talk.held.value, released: true })
  await deciding.unreadable(talk)
  assert.equal("failed", talk.stage.value)
  assert.equal(true, talk.sure.value)
  await deciding.unreadable(talk)

  assert.equal("destroyed", talk.stage.value)
})

test("no answer, or an altered list, makes nothing unreadable", async () => {
  for (const why of ["server", "list"] as const) {
    const { talk, house, door } = await aFailedTalk(why)
    await deciding.unreadable(talk)

    assert.equal("failed", talk.stage.value)
    assert.ok(house.server.asked.every((one) => one.door !== door))
  }
})
