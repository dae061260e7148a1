/** A station, her accord and its hours: asked, followed, and forgotten with the talk. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { SLOTS_MOST } from "../agent/course.ts"
import { isExpected } from "../agent/hour-open.ts"
import { withIdentity } from "../agent/identity.ts"
import { sendingOf } from "../agent/sending.ts"
import { stationTold, tellPlace } from "../agent/told-places.ts"
import { hourHere, hourIn } from "../agent/zoned.ts"
import { aLedTalk, STATION } from "./agent-course.ts"
import { until } from "./agent-desk.ts"
import { message, SAID_KEYS } from "./agent-line.ts"

const PARIS = { insee: "75111", name: "Paris 11e" }
const AROUND = { competent: [STATION], near: [], edition: "2026-11-24" }
const NOON = Date.parse("2026-11-26T11:00:00Z")

test("one place asked for brings its stations and who helps there", async () => {
  const { house, course } = await aLedTalk()
  house.server.gives.set("GET /v1/stations", AROUND)
  house.server.gives.set("GET /v1/referrals", { referrals: [] })
  course.place.choose(PARIS)
  await until(() => course.stations.value !== null && course.referrals.value !== null)

  assert.deepEqual(AROUND, course.stations.value)
})

test("the place of the facts is looked at first, and another after it", async () => {
  const { talk, course } = await aLedTalk()
  const { place } = sendingOf(talk)
  place.choose(PARIS)
  assert.deepEqual(PARIS, course.place.chosen.value)
  course.place.choose({ insee: "69123", name: "Lyon" })
  place.choose({ insee: "13055", name: "Marseille" })

  assert.equal("69123", course.place.chosen.value?.insee)
})

test("what cannot be read of a place is said, and the rest is shown", async () => {
  const { house, course } = await aLedTalk()
  house.server.gives.set("GET /v1/stations", AROUND)
  await course.look("75111")

  assert.deepEqual(AROUND, course.stations.value)
  assert.equal(null, course.referrals.value)
  assert.notEqual("", course.referralsTrouble.value)
})

test("an address goes as a card, is noted once it is there, and the draft stays", async () => {
  const { talk, line } = await aLedTalk()
  talk.draft.value = "Je vous écrivais"
  tellPlace(talk, stationTold(STATION, "2026-11-24"))
  const [text = ""] = line.said
  line.view?.said(message({ key: SAID_KEYS + 1, side: "agent", n: 1, text }))
  await until(() => talk.notes.shown.value.length > 0)

  assert.match(text, /^Fiche\u00a0: Commissariat fictif du 11e\n\n1 rue Fictive, 75011/)
  assert.match(text, /01 00 00 00 11/)
  assert.equal("Je vous écrivais", talk.draft.value)
  assert.equal(
    `Fiche envoyée : ${STATION.name} (${STATION.id}, version 20261124, courant)`,
    talk.notes.shown.value[0]?.text,
  )
})

test("the station of an accord is known again after a lock", async () => {
  const { course, tell } = await aLedTalk()
  tell({ accord: "asked" })
  await until(() => course.station.value !== null)

  assert.equal(STATION.name, course.station.value?.name)
})

test("at most six hours are ticked, and one taken back leaves its place", async () => {
  const { course } = await aLedTalk()
  for (const slot of "abcdefg") course.pick(slot)
  assert.equal(SLOTS_MOST, course.picked.value.length)
  course.pick("a")
  course.pick("g")

  assert.deepEqual([..."bcdefg"], course.picked.value)
})

test("an hour that is gone is no longer ticked", async () => {
  const { house, course } = await aLedTalk()
  course.choose(STATION)
  course.pick("gone")
  course.pick("free")
  const slots = [{ slot: "free", at: NOON, minutes: 60 }]
  const door = `GET /v1/stations/${STATION.id}/slots`
  house.server.gives.set(door, { zone: STATION.zone, slots })
  await course.readSlots(STATION)

  assert.deepEqual(["free"], course.picked.value)
})

test("another station takes the ticked hours away", async () => {
  const { course } = await aLedTalk()
  course.choose(STATION)
  course.pick("one")
  course.choose({ ...STATION })
  assert.deepEqual(["one"], course.picked.value)
  course.choose({ ...STATION, id: "autre" })

  assert.deepEqual([], course.picked.value)
})

test("what she gave is opened with the key she sealed to the desk", async () => {
  const { talk, needs, give, tell } = await aLedTalk()
  await give({ called: "Mme Anne" })
  tell()
  let key: Uint8Array | null = null
  const called = await withIdentity(needs(), talk, async ({ identity }, fk) => {
    key = fk
    return identity.called
  })

  assert.equal("Mme Anne", called)
  assert.deepEqual(new Uint8Array(32), key, "the key outlived its use")
})

test("nothing is shown of what she has taken back", async () => {
  const { talk, course, needs, give, tell, house, door } = await aLedTalk()
  await give()
  tell()
  await withIdentity(needs(), talk, async (read) => void (course.identity.value = read))
  tell({ accord: "withdrawn" })
  assert.equal(null, course.identity.value)

  const none = { file: null, revision: 0, envelope: null, identity: null }
  house.server.gives.set(door("GET", "identity"), { ...none, conversation: false })
  await assert.rejects(
    withIdentity(needs(), talk, async () => {}),
    { name: "Correct" },
  )
})

test("nothing of it outlives the conversation", async () => {
  const { talk, course, needs, give, tell, house } = await aLedTalk()
  house.server.gives.set("GET /v1/stations", AROUND)
  await give()
  tell()
  await course.look("75111")
  course.choose(STATION)
  await withIdentity(needs(), talk, async (read) => void (course.identity.value = read))
  talk.drop("destroyed")

  assert.equal(null, course.identity.value)
  assert.equal(null, course.station.value)
  assert.equal(null, course.stations.value)
  assert.equal("", course.place.typed.value)
})

test("an hour is told on the station's clock, and on ours where it differs", () => {
  assert.match(hourIn(NOON, "Indian/Reunion"), /^jeudi 26 novembre à 15:00$/)
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone
  assert.equal("", hourHere(NOON, here))
  const away = here === "Indian/Reunion" ? "Pacific/Tahiti" : "Indian/Reunion"
  assert.equal(hourIn(NOON), hourHere(NOON, away))
})

test("an hour to come keeps it open once she has left, until a file is made", async () => {
  const { talk, line, held, tell } = await aLedTalk()
  const appointment = { at: NOON, minutes: 45, state: "booked" }
  const told = { accord: "given", station: STATION.id, slots: [], appointment } as const
  tell({ appointment })
  assert.equal(false, isExpected(talk, NOON), "she is there, and cancels it herself")
  line.state(held, { step: "frozen", course: told })
  assert.equal(true, isExpected(talk, NOON))
  assert.equal(false, isExpected(talk, NOON + 46 * 60_000))
  line.state(held, { step: "frozen", course: { ...told, accord: "sent" } })
  assert.equal(false, isExpected(talk, NOON))
})
