/** A station's two keys: made by who investigates, given after six words were heard. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { toBase64 } from "../shared/bytes.ts"
import { makeKeyPair } from "../shared/envelopes.ts"
import { fingerprint } from "../shared/fingerprint.ts"
import { aStationHouse, PASSWORD, STATION } from "./station-server.ts"

const FILES = `investigation.${STATION}` as const
const RECEPTION = `reception.${STATION}` as const

test("an investigator makes both keys; a front desk makes none, and needs one", async () => {
  const investigator = await aStationHouse()
  const desk = await aStationHouse("reception")

  assert.deepEqual([FILES, RECEPTION], investigator.console.keyNames)
  assert.deepEqual([], desk.console.keyNames)
  assert.deepEqual([RECEPTION], desk.console.keysNeeded)
  assert.equal(true, desk.console.session.keys.holds(RECEPTION))
  assert.equal(false, desk.console.session.keys.holds(FILES))
})

test("the key of files goes to its maker and to the recovery key", async () => {
  const here = await aStationHouse()
  const { staff } = here.server
  const recovery = await makeKeyPair()
  staff.recovery = toBase64(recovery.publicKey)
  const door = `POST /v1/desks/${FILES}/keys`
  staff.accepts.add(door)
  await here.console.team.makeDeskKey(FILES)
  const body = staff.bodyOf(door)

  assert.equal(2, body["epoch"])
  const grants = body["grants"] as { member: string }[]
  assert.deepEqual(
    [here.console.session.member.value?.id, "recovery"],
    grants.map(({ member }) => member),
  )
})

test("the key of the front desk is given once six words were heard", async () => {
  const here = await aStationHouse()
  const { staff } = here.server
  const pair = await makeKeyPair()
  const newcomer = await staff.account("accueil", PASSWORD, pair)
  Object.assign(newcomer, { roles: ["reception"], desks: [], stations: [STATION] })
  const door = `POST /v1/desks/${RECEPTION}/grants`
  staff.accepts.add(door)
  await here.console.team.refresh()
  const words = await fingerprint(pair.publicKey)

  await assert.rejects(here.console.team.grant(RECEPTION, newcomer.id, "autres mots"))
  assert.equal(0, here.server.asked(door))
  await here.console.team.grant(RECEPTION, newcomer.id, words)
  assert.equal(words, staff.bodyOf(door)["fingerprint"])
  assert.equal(true, here.console.isColleague(newcomer))
})

test("keys and stations are told by their names", async () => {
  const here = await aStationHouse()

  assert.equal("Dossiers, Commissariat fictif", here.console.keyTitle(FILES))
  assert.equal("Accueil, Commissariat fictif", here.console.keyTitle(RECEPTION))
  assert.equal("ailleurs", here.console.stationName("ailleurs"))
})

test("whoever works at no station is shown nothing of one", async () => {
  const here = await aStationHouse("agent")

  assert.equal(false, here.console.receives)
  assert.equal(0, here.server.asked("GET /v1/station"))
})

test("an hour that somebody has is shown as theirs once taking it back is refused", async () => {
  const here = await aStationHouse()
  const looks = here.server.asked("GET /v1/station")
  const door = "POST /v1/station/slots/one/withdraw"
  here.server.staff.refuse.set(door, [409, "slot-taken"])

  await assert.rejects(here.console.withdraw("one"))
  assert.equal(looks + 1, here.server.asked("GET /v1/station"))
})

test("hours are published two hundred at a time", async () => {
  const here = await aStationHouse()
  const slots = Array.from({ length: 450 }, (_, n) => ({ at: n, minutes: 30 }))

  assert.equal(450, await here.console.publish(STATION, slots))
  assert.equal(3, here.server.asked("POST /v1/station/slots"))
})
