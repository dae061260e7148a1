/** The front desk: the hour and the name to call, and nothing else, for a minute. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { Refused, Unreachable } from "../agent/api.ts"
import { makeNumber, showNumber } from "../shared/appointment-number.ts"
import { aBooking, aStationHouse, PASSWORD, STATION } from "./station-server.ts"

const DOOR = "POST /v1/station/reception"
const MINUTE = 60_000
const AT = 1_793_000_000_000

test("a number gives the hour and the name to call, however it is typed", async () => {
  const here = await aStationHouse("reception")
  const number = makeNumber()
  await aBooking(here, number, "Mme E.", AT)
  const { reception } = here.console

  await reception.ask(` ${showNumber(number).toLowerCase()}`)
  assert.deepEqual({ at: AT, station: STATION, name: "Mme E." }, reception.answer.value)
})

test("a slip is found here, and nothing is sent", async () => {
  const here = await aStationHouse("reception")
  const number = makeNumber()
  const slipped = (number.startsWith("2") ? "3" : "2") + number.slice(1)

  await assert.rejects(here.console.reception.ask(slipped), /faute de frappe/)
  await assert.rejects(here.console.reception.ask("12"), /faute de frappe/)
  assert.equal(0, here.server.asked(DOOR))
})

test("a number that is nobody's is told as that, whatever it is", async () => {
  const here = await aStationHouse("reception")

  await assert.rejects(here.console.reception.ask(makeNumber()), /Aucun rendez-vous/)
  assert.equal(null, here.console.reception.answer.value)
})

test("too many tries and a lost network are told as such", async () => {
  const here = await aStationHouse("reception")
  here.server.staff.refuse.set(DOOR, [429, "slow-down"])
  const slowed = (cause: unknown) => (cause as Refused).code === "slow-down"

  await assert.rejects(here.console.reception.ask(makeNumber()), slowed)
  here.server.down = true
  await assert.rejects(here.console.reception.ask(makeNumber()), Unreachable)
})

test("the answer leaves after a minute, or with the next number", async () => {
  const here = await aStationHouse("reception")
  const number = makeNumber()
  await aBooking(here, number, "Mme E.", AT)
  const { reception } = here.console

  await reception.ask(number)
  await here.clock.pass(MINUTE - 1)
  assert.notEqual(null, reception.answer.value)
  await here.clock.pass(1)
  assert.equal(null, reception.answer.value)

  await reception.ask(number)
  await assert.rejects(reception.ask(makeNumber()))
  assert.equal(null, reception.answer.value)
})

test("an answer stays its whole minute after the one before was replaced", async () => {
  const here = await aStationHouse("reception")
  const number = makeNumber()
  await aBooking(here, number, "Mme E.", AT)
  const { reception } = here.console

  await reception.ask(number)
  await here.clock.pass(MINUTE - 1)
  await reception.ask(number)
  await here.clock.pass(MINUTE - 1)
  assert.notEqual(null, reception.answer.value)
})

test("a name that the key does not open leaves the hour", async () => {
  const here = await aStationHouse("reception")
  const number = makeNumber()
  const { hash, received } = await aBooking(here, number, "Mme E.", AT)
  here.server.numbers.set(hash, { ...received, appointment: "A".repeat(22) })

  await here.console.reception.ask(number)
  assert.deepEqual(
    { at: AT, station: STATION, name: null },
    here.console.reception.answer.value,
  )
})

test("locking takes the answer away, also one on its way", async () => {
  const here = await aStationHouse("reception")
  const number = makeNumber()
  await aBooking(here, number, "Mme E.", AT)
  const { reception, session } = here.console

  await reception.ask(number)
  session.lock()
  assert.equal(null, reception.answer.value)
  assert.equal("locked", session.phase.value)
  await session.unlock(PASSWORD)
  const asking = reception.ask(number)
  session.lock()
  await asking
  assert.equal(null, reception.answer.value)
})
