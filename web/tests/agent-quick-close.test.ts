/** Closing at once what is not for this service: three presses, none by accident. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { QuickClose, stopped } from "../agent/quick-close.ts"
import { anOpenTalk, message } from "./agent-line.ts"

const decision = (id: string) => `POST /v1/conversations/${id}/decision`

test("a choice and a confirmation close it, with its reason", async () => {
  const { talk, house, held } = await anOpenTalk()
  const quick = new QuickClose()
  quick.toggle(talk)
  quick.choose("test")
  await quick.confirm()
  const sent = house.server.bodyOf(decision(held.conversation))

  assert.equal("destroyed", talk.stage.value)
  assert.equal("test", sent["outcome"])
  assert.equal("none", sent["family"])
  assert.equal("nothing", sent["follow_up"])
  assert.match(String(sent["reason"]), /^Essai/)
  assert.equal(null, quick.on.value)
})

test("confirmed before anything is chosen, nothing is closed", async () => {
  const { talk, house, held } = await anOpenTalk()
  const quick = new QuickClose()
  quick.toggle(talk)
  await quick.confirm()

  assert.equal("open", talk.stage.value)
  assert.match(quick.trouble.value, /Choisissez/)
  assert.ok(
    house.server.asked.every(({ door }) => door !== decision(held.conversation)),
  )
})

test("a danger, a minor or a report is closed elsewhere, and it says so", async () => {
  for (const [but, why] of [
    [{ danger: true }, /danger/],
    [{ minor: true }, /mineure/],
  ] as const) {
    const { talk, house, held } = await anOpenTalk(but)
    const quick = new QuickClose()
    quick.toggle(talk)
    quick.choose("test")
    await quick.confirm()

    assert.match(quick.trouble.value, why)
    assert.ok(
      house.server.asked.every(({ door }) => door !== decision(held.conversation)),
    )
  }
  const { talk } = await anOpenTalk()
  await talk.openReport()
  assert.match(stopped(talk), /signalement/)
})

test("what was not looked at stops it", async () => {
  const { talk, line } = await anOpenTalk()
  line.view?.said(message())
  assert.match(stopped(talk), /non lus/)

  talk.seeAll()
  assert.equal("", stopped(talk))
})

test("a message that comes while the menu is open is read first", async () => {
  const { talk, line } = await anOpenTalk()
  const quick = new QuickClose()
  quick.toggle(talk)
  quick.choose("abuse")
  line.view?.said(message())
  talk.seeAll()
  await quick.confirm()
  assert.equal("open", talk.stage.value)
  assert.match(quick.trouble.value, /vient d'arriver/)

  await quick.confirm()
  assert.equal("destroyed", talk.stage.value)
})

test("refused, the choice and the words of the reason stay", async () => {
  const { talk, house, held } = await anOpenTalk()
  const quick = new QuickClose()
  house.server.refuse.set(decision(held.conversation), [503, "storage-unavailable"])
  quick.toggle(talk)
  quick.choose("wrong-service")
  quick.reason.value = "Vu avec la préfecture."
  quick.choose("out-of-scope")
  await quick.confirm()

  assert.equal("open", talk.stage.value)
  assert.equal("out-of-scope", quick.chosen.value)
  assert.equal("Vu avec la préfecture.", quick.reason.value)
  assert.notEqual("", quick.trouble.value)
})
