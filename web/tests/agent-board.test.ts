/** The room: alarms told once, acts with a reason, and what leaving it forgets. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { capacityOf, reasonOf } from "../agent/board-acts.ts"
import { Announcer } from "../agent/board-alarms.ts"
import { freePlaces, oldestAt, waiting } from "../agent/board-numbers.ts"
import { heirs, movable, whyNot } from "../agent/board-offered.ts"
import { Correct } from "../agent/explain.ts"
import {
  aDesk,
  anAlarm,
  aPerson,
  aRoom,
  aRow,
  aView,
  settled,
} from "./agent-board-room.ts"

test("a new alarm is announced once, however often the board is renewed", () => {
  const announcer = new Announcer()
  announcer.hear([])
  const first = announcer.hear([anAlarm()])
  const again = announcer.hear([anAlarm()])
  const other = announcer.hear([anAlarm(), anAlarm({ alarm: "a2", kind: "support" })])

  assert.equal(true, first?.rings)
  assert.match(first?.sentence ?? "", /Danger signalé, Police/)
  assert.equal(null, again)
  assert.match(other?.sentence ?? "", /aide/)
  assert.doesNotMatch(other?.sentence ?? "", /Danger/)
})

test("alarms found on arrival are counted, and ring nobody's ear", () => {
  const said = new Announcer().hear([anAlarm(), anAlarm({ alarm: "a2" })])

  assert.equal(false, said?.rings)
  assert.match(said?.sentence ?? "", /^2/)
})

test("an alarm that somebody has taken calls nobody, nor when it is taken", () => {
  const announcer = new Announcer()
  announcer.hear([anAlarm()])

  assert.equal(null, announcer.hear([anAlarm({ taken_by: "m1" })]))
  assert.equal(
    null,
    announcer.hear([
      anAlarm({ taken_by: "m1" }),
      anAlarm({ alarm: "b", taken_by: "m" }),
    ]),
  )
})

test("several alarms at once are one sentence, the oldest named", () => {
  const announcer = new Announcer()
  announcer.hear([])
  const said = announcer.hear([anAlarm(), anAlarm({ alarm: "a2", kind: "away" })])

  assert.match(said?.sentence ?? "", /^2\salarmes.*Danger signalé/)
})

test("the board says a new alarm aloud and rings, the same words twice as well", async () => {
  const { board, doors, rings } = await aRoom()
  await doors.renew(aView({ version: 2, alarms: [anAlarm()] }))
  const first = board.spoken.value
  await doors.renew(
    aView({ version: 3, alarms: [anAlarm(), anAlarm({ alarm: "a2" })] }),
  )
  const second = board.spoken.value
  board.leave()

  assert.equal(2, rings.count)
  assert.equal(first.sentence, second.sentence)
  assert.notEqual(first.n, second.n)
})

test("a reason has 3 to 200 signs, the spaces around it apart", () => {
  assert.equal("oui", reasonOf("  oui "))
  assert.equal("é".repeat(200), reasonOf("é".repeat(200)))
  assert.throws(() => reasonOf("  ab  "), Correct)
  assert.throws(() => reasonOf("é".repeat(201)), Correct)
})

test("a capacity is a whole number from 1 to 50", () => {
  assert.equal(50, capacityOf("50"))
  for (const wrong of ["0", "51", "2.5", "", "-1", "1e1"]) {
    assert.throws(() => capacityOf(wrong), Correct, wrong)
  }
})

test("without a reason nothing is asked of the server", async () => {
  const { board, doors } = await aRoom(aView({ conversations: [aRow()] }))
  board.choose("c1")
  board.begin("raise")
  board.acting.reason.value = "ab"
  await board.acting.confirm()
  board.leave()

  assert.equal(undefined, doors.bodyOf("POST /v1/conversations/c1/raise"))
})

test("a renewed board loses no letter of a typed reason", async () => {
  const { board, doors } = await aRoom(aView({ conversations: [aRow()] }))
  board.choose("c1")
  board.begin("raise")
  board.acting.reason.value = "Attend depuis"
  await doors.renew(aView({ version: 2, conversations: [] }))

  assert.equal("Attend depuis", board.acting.reason.value)
  assert.equal("raise", board.acting.opened.value?.kind)
  board.leave()
})

test("a refusal is said in words and keeps what was typed", async () => {
  const { board, doors } = await aRoom(aView({ conversations: [aRow()] }))
  doors.answers.set("POST /v1/conversations/c1/raise", [409, { code: "wrong-step" }])
  board.choose("c1")
  board.begin("raise")
  board.acting.reason.value = "Attend depuis longtemps"
  await board.acting.confirm()

  assert.equal("Attend depuis longtemps", board.acting.reason.value)
  assert.match(board.acting.trouble.value, /étape/)
  board.leave()
})

test("the reason follows from one act to another on the same conversation only", async () => {
  const rows = [aRow(), aRow({ conversation: "c2" })]
  const { board } = await aRoom(aView({ conversations: rows }))
  board.choose("c1")
  board.begin("raise")
  board.acting.reason.value = "Attend depuis longtemps"
  board.begin("move")
  const kept = board.acting.reason.value
  board.choose("c2")
  board.begin("raise")

  assert.equal("Attend depuis longtemps", kept)
  assert.equal("", board.acting.reason.value)
  board.leave()
})

test("taking over is a reassignment to oneself, and the conversation is handed on", async () => {
  const row = aRow({ step: "talking", member: "m1", desks: [] })
  const room = await aRoom(aView({ conversations: [row] }))
  const { board, doors, session, held, tookOver } = room
  await session.keys.refresh()
  doors.answers.set("POST /v1/conversations/c1/reassign", [200, held])
  board.choose("c1")
  board.begin("take-over")
  board.acting.reason.value = "Relève d'un collègue"
  await board.acting.confirm()
  board.leave()

  assert.deepEqual(
    { member: session.member.value?.id, reason: "Relève d'un collègue" },
    doors.bodyOf("POST /v1/conversations/c1/reassign"),
  )
  assert.deepEqual([held], tookOver)
})

test("reassigning to nobody named goes to the line", async () => {
  const row = aRow({ step: "talking", member: "m1", desks: [] })
  const { board, doors } = await aRoom(aView({ conversations: [row] }))
  doors.answers.set("POST /v1/conversations/c1/reassign", [204, null])
  board.choose("c1")
  board.begin("reassign")
  board.acting.reason.value = "Fin de service"
  await board.acting.confirm()

  assert.deepEqual(
    { member: null, reason: "Fin de service" },
    doors.bodyOf("POST /v1/conversations/c1/reassign"),
  )
  assert.equal(null, board.acting.opened.value)
  board.leave()
})

test("pausing, closing and places ask no reason", async () => {
  const { board, doors } = await aRoom()
  for (const door of [
    "/v1/desks/police/pause",
    "/v1/service",
    "/v1/members/m1/capacity",
  ]) {
    doors.answers.set(`POST ${door}`, [204, null])
  }
  board.acting.begin({ kind: "pause", subject: "police" })
  await board.acting.confirm()
  board.acting.begin({ kind: "close", subject: "" })
  await board.acting.confirm()
  board.acting.begin({ kind: "capacity", subject: "m1" }, "4")
  await board.acting.confirm()
  board.leave()

  assert.deepEqual({ paused: true }, doors.bodyOf("POST /v1/desks/police/pause"))
  assert.deepEqual({ closed: true }, doors.bodyOf("POST /v1/service"))
  assert.deepEqual({ capacity: 4 }, doors.bodyOf("POST /v1/members/m1/capacity"))
})

test("what cannot be done says why, and asks nothing", async () => {
  const row = aRow({ step: "talking", member: "m1", sealed_to: ["gendarmerie"] })
  const view = aView({ conversations: [{ ...row, desk: "gendarmerie" }] })
  const { board } = await aRoom(view)
  board.choose("c1")
  for (const kind of ["raise", "move", "join", "take-over"] as const) {
    board.begin(kind)

    assert.equal(null, board.acting.opened.value, kind)
    assert.notEqual("", board.acting.trouble.value, kind)
  }
  board.leave()
})

test("the key for alarms takes the oldest that nobody has taken", async () => {
  const alarms = [anAlarm({ taken_by: "m1" }), anAlarm({ alarm: "a2" })]
  const { board, doors } = await aRoom(aView({ alarms }))
  doors.answers.set("POST /v1/alarms/a2/take", [204, null])
  await board.takeOldest()
  board.leave()

  const taken = doors.asked.filter(({ door }) => door.endsWith("/take"))
  assert.deepEqual(
    ["POST /v1/alarms/a2/take"],
    taken.map(({ door }) => door),
  )
})

test("leaving the screen or locking stops the asking and forgets the room", async () => {
  for (const end of ["leave", "lock"] as const) {
    const { board, doors, session } = await aRoom(aView({ conversations: [aRow()] }))
    board.choose("c1")
    board.begin("raise")
    board.acting.reason.value = "Attend depuis longtemps"
    await settled()
    if (end === "leave") board.leave()
    else session.lock()
    const before = doors.asked.length
    await settled()

    assert.equal(1, doors.aborted, end)
    assert.equal(before, doors.asked.length, end)
    assert.equal(null, board.poll.view.value, end)
    assert.equal("", board.acting.reason.value, end)
    assert.equal(null, board.chosen.value, end)
  }
})

test("a place is counted once, and neither away, nor gone, nor at a paused desk", () => {
  const desks = [
    aDesk({ free: 2 }),
    aDesk({ desk: "relief", free: 2 }),
    aDesk({ desk: "gendarmerie", paused: true, free: 3 }),
  ]
  const people = [
    aPerson({ desks: ["police", "relief"], held: 1 }),
    aPerson({ status: "pause" }),
    aPerson({ here: false }),
    aPerson({ held: 4 }),
    aPerson({ desks: ["gendarmerie"] }),
  ]

  assert.equal(2, freePlaces(aView({ desks, people })))
})

test("a supervisor who answers nobody gives no place", () => {
  const people = [aPerson(), aPerson({ member: "m2" })]

  assert.equal(3, freePlaces(aView({ desks: [aDesk({ free: 3 })], people })))
})

test("who stands in front of two desks waits once", () => {
  const desks = [
    aDesk({ waiting: 2, oldest_at: 50 }),
    aDesk({ desk: "relief", waiting: 1, oldest_at: 20 }),
    aDesk({ desk: "gendarmerie" }),
  ]
  const conversations = [
    aRow(),
    aRow({ conversation: "c2", desks: ["police", "relief"] }),
    aRow({ conversation: "c3", step: "talking", desks: [] }),
  ]
  const view = aView({ desks, conversations })

  assert.deepEqual({ n: 2, some: false }, waiting(view))
  assert.deepEqual({ n: 2, some: false }, waiting({ ...view, more: 9 }))
  assert.deepEqual(
    { n: 1, some: true },
    waiting({ ...view, conversations: [aRow()], more: 9 }),
  )
  assert.equal(20, oldestAt(view))
  assert.equal(null, oldestAt(aView()))
})

test("it is offered where its key is sealed, to who is there with a place", () => {
  const row = aRow({ step: "talking", member: "m1", sealed_to: ["police"] })
  const people = [
    aPerson(),
    aPerson({ member: "m2" }),
    aPerson({ member: "m3", held: 3 }),
    aPerson({ member: "m4", desks: ["gendarmerie"] }),
  ]

  assert.deepEqual(["relief"], movable(aRow()))
  assert.deepEqual(
    ["m2"],
    heirs(aView({ people }), row).map(({ member }) => member),
  )
})

test("nobody takes over what is theirs, or what they could not read", () => {
  const row = aRow({ step: "talking", member: "me", desks: [] })
  const me = { id: "me", answers: true, holds: () => true }

  assert.notEqual("", whyNot("take-over", row, me))
  assert.equal("", whyNot("take-over", { ...row, member: "m1" }, me))
  assert.notEqual(
    "",
    whyNot("take-over", { ...row, member: "m1" }, { ...me, holds: () => false }),
  )
})

test("from the line to a colleague or to nobody, never to the line again", async () => {
  const people = [aPerson()]
  const { board, doors } = await aRoom(aView({ conversations: [aRow()], people }))
  board.choose("c1")
  board.begin("reassign")
  const first = board.acting.target.value
  board.acting.cancel()
  await doors.renew(aView({ version: 2, conversations: [aRow()] }))
  board.begin("reassign")
  const second = board.acting.opened.value
  board.leave()

  assert.equal("m1", first)
  assert.equal(null, second)
})

test("nobody is sent what is on hold: it comes back by itself", () => {
  const row = aRow({ step: "hold", desks: [] })
  const me = { id: "me", answers: true, holds: () => true }

  assert.notEqual("", whyNot("reassign", row, me))
  assert.notEqual("", whyNot("take-over", row, me))
  assert.deepEqual([], heirs(aView({ people: [aPerson()] }), row))
})
