/** An information préoccupante on a minor: to whom, how, and who took it. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { formOf } from "../agent/pistes-form.ts"
import { sendingOf } from "../agent/sending.ts"
import { concernsMinor, departementOf, noteUnit } from "../agent/unit.ts"
import { words } from "../agent/words.ts"
import { anOpenTalk } from "./agent-line.ts"
import { ReportDoors } from "./agent-report-doors.ts"

const UNIT = { name: " CRIP de Paris ", channel: "téléphone", by: "Mme Martin" }

async function aMinor() {
  const open = await anOpenTalk({ minor: true })
  const doors = new ReportDoors(open.house.server, open.talk.id)
  return { ...open, doors, sending: sendingOf(open.talk) }
}

test("the département is that of the place; overseas it has three signs", () => {
  assert.deepEqual(
    ["75", "2A", "01", "974", "988"],
    ["75111", "2A004", "01001", "97411", "98818"].map(departementOf),
  )
})

test("it is noted with what the officer typed, and may then be closed", async () => {
  const { talk, doors, sending, house } = await aMinor()
  doors.follow("t1")
  await talk.openReport()
  talk.sheet.change({ reported: "J'ai treize ans." })
  sending.place.choose({ insee: "97411", name: "Saint-Denis" })
  sending.unit.value = UNIT
  await noteUnit(talk, house.api)
  const bodyOf = (act: string) =>
    house.server.bodyOf(`POST /v1/transmissions/t1/${act}`)

  const { fence: _, ...sent } = doors.transmissions[0] ?? {}
  assert.deepEqual(
    { kind: "crip", target: "974", name: "CRIP de Paris", urgent: false, hash: null },
    sent,
  )
  assert.equal("téléphone", bodyOf("sent")["channel"])
  assert.equal("Mme Martin", bodyOf("acknowledged")["by"])
  assert.equal(true, talk.transmitted.value)
  assert.equal(1, doors.versions.length, "what it is about is saved")
  assert.equal("", sending.unit.value.name)
  assert.ok(!JSON.stringify(house.server.asked).includes("treize"))
})

test("without a report, a place, a name or a way, nothing is noted", async () => {
  const { talk, doors, sending, house } = await aMinor()
  const refused = (why: string) =>
    assert.rejects(noteUnit(talk, house.api), { message: why })
  await refused(words.unitNeedsReport)
  await talk.openReport()
  await refused(words.unitNoPlace)
  sending.place.choose({ insee: "75111", name: "Paris 11e" })
  await refused(words.unitNoName)
  sending.unit.value = { ...UNIT, channel: "  " }
  await refused(words.unitNoChannel)
  assert.deepEqual([], doors.transmissions)
  talk.forget()
  assert.equal("", sending.unit.value.by)
})

test("it is offered where a minor is concerned, and 119 is shown with it", async () => {
  const { talk } = await anOpenTalk()
  assert.equal(false, concernsMinor(talk))
  formOf(talk).marks.value = ["age: under-15"]
  assert.equal(true, concernsMinor(talk), "an adult tells of a child")
  assert.equal(true, concernsMinor((await aMinor()).talk))
  assert.match(words.unit119, /119/)
})
