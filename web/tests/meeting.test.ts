/** Her appointment: a number that she alone has, and hours by the right clocks. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { numberHash, parseNumber } from "../shared/appointment-number.ts"
import { fromBase64, toBase64 } from "../shared/bytes.ts"
import { type DeskKey, rowHash } from "../shared/desk-keys.ts"
import { importPair, makeKeyPair } from "../shared/envelopes.ts"
import { openName } from "../shared/reception.ts"
import type { Taken } from "../visitor/course-doors.ts"
import { calendarOf, choosable, dayIn, hoursOf } from "../visitor/course-hours.ts"
import { Appointment } from "../visitor/course-meeting.ts"
import { Refused, Unreachable } from "../visitor/server.ts"

const STATION = "fictif-pn-75111"
const SLOT = { slot: "s", at: Date.UTC(2027, 2, 12, 13, 30), minutes: 45 }
const BOOKED = { at: SLOT.at, minutes: 45, state: "booked" }
const pair = await makeKeyPair()
const opening = await importPair(pair)

async function aKey(desk: string): Promise<DeskKey> {
  const row = {
    seq: 1,
    desk,
    epoch: 1,
    public: toBase64(pair.publicKey),
    previous: toBase64(new Uint8Array(32)),
  }
  return { ...row, hash: await rowHash(row) }
}

/** A tab that may take an hour; `failures` meet what it asks next. */
async function aTab(failures: (Error | null)[] = []) {
  const key = await aKey(`reception.${STATION}`)
  const taken: Taken[] = []
  const fail = () => {
    const failure = failures.shift()
    if (failure) throw failure
  }
  const appointment = new Appointment({
    keys: async () => [key],
    take: async (one) => {
      taken.push(one)
      fail()
    },
    move: async () => fail(),
    cancel: async () => fail(),
  })
  return { appointment, taken }
}

test("the reception can read the name to call; the number stays in the tab", async () => {
  const { appointment, taken } = await aTab()
  await appointment.take(SLOT, STATION, "Lou")
  const [one] = taken
  assert.ok(one)

  assert.equal(10, parseNumber(appointment.number).length)
  assert.equal(one.number_hash, toBase64(await numberHash(appointment.number)))
  assert.equal(false, JSON.stringify(one).includes(appointment.number))
  const sealed = { key: fromBase64(one.reception.sealed), name: fromBase64(one.name) }
  assert.equal(
    "Lou",
    await openName(opening, STATION, one.reception.epoch, one.appointment, sealed),
  )
})

test("an hour that was taken meanwhile gives no number, and another one may be chosen", async () => {
  const { appointment, taken } = await aTab([new Refused("slot-taken")])
  await assert.rejects(appointment.take(SLOT, STATION, "Lou"), Refused)
  assert.equal("", appointment.number)
  await appointment.take({ ...SLOT, slot: "other" }, STATION, "Lou")

  assert.notEqual("", appointment.number)
  assert.notEqual(taken[0]?.number_hash, taken[1]?.number_hash)
})

test("asked again after a lost answer it is the same number", async () => {
  const { appointment, taken } = await aTab([new Unreachable("lost")])
  await assert.rejects(appointment.take(SLOT, STATION, "Lou"), Unreachable)
  await appointment.take(SLOT, STATION, "Lou")

  assert.deepEqual(taken[0], taken[1])
})

test("the state makes up for an answer that was lost", async () => {
  const { appointment } = await aTab([new Unreachable("lost")])
  await assert.rejects(appointment.take(SLOT, STATION, "Lou"))
  appointment.follow({ ...BOOKED, at: BOOKED.at + 1 })
  assert.equal("", appointment.number)
  appointment.follow(BOOKED)

  assert.equal(10, appointment.number.length)
})

test("cancelled or forgotten, the number is gone", async () => {
  const { appointment } = await aTab()
  await appointment.take(SLOT, STATION, "Lou")
  await appointment.move("other")
  assert.notEqual("", appointment.number)
  await appointment.cancel()
  assert.equal("", appointment.number)
  await appointment.take(SLOT, STATION, "Lou")
  appointment.forget()

  assert.equal("", appointment.number)
})

test("left while the name is being sealed, no hour is asked for", async () => {
  const { appointment, taken } = await aTab()
  const taking = appointment.take(SLOT, STATION, "Lou")
  appointment.forget()
  await taking

  assert.deepEqual([[], ""], [taken, appointment.number])
})

test("an hour is told by the station's clocks, and by hers only where they differ", () => {
  const [there, here] = hoursOf(SLOT.at, "America/Cayenne", "Europe/Paris", "fr")
  assert.match(there, /vendredi 12 mars 2027.*10:30/)
  assert.match(here, /14:30/)

  assert.equal("", hoursOf(SLOT.at, "Europe/Paris", "Europe/Brussels", "fr")[1])
  assert.equal("13 mars 2027", dayIn(Date.UTC(2027, 2, 12, 13), "Pacific/Noumea", "fr"))
  assert.match(hoursOf(SLOT.at, "Europe/Paris", "Europe/Paris", "ar")[0], /14:30/)
})

test("an hour that is past or was refused is not offered, and the first comes first", () => {
  const later = { ...SLOT, slot: "later", at: SLOT.at + 1 }
  const gone = { ...SLOT, slot: "gone" }
  const past = { ...SLOT, slot: "past", at: 5 }
  const offered = choosable([later, past, gone, SLOT], new Set(["gone"]), 5)

  assert.deepEqual([SLOT, later], offered)
})

test("a calendar learns an hour and nothing else", () => {
  const text = calendarOf(BOOKED, "uid", Date.UTC(2027, 0, 2))

  assert.deepEqual(
    [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//agenda//FR",
      "BEGIN:VEVENT",
      "UID:uid",
      "DTSTAMP:20270102T000000Z",
      "DTSTART:20270312T133000Z",
      "DTEND:20270312T141500Z",
      "SUMMARY:Rendez-vous",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ],
    text.split("\r\n"),
  )
})
