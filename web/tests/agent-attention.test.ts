/** What draws the eye and the ear, and what the officer tells of themselves. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { signal } from "@preact/signals"
import { Alert, type Tone } from "../agent/alert.ts"
import { Attention } from "../agent/attention.ts"
import { Duty } from "../agent/duty.ts"
import { goOn, isQuiet, silentSince } from "../agent/silence.ts"
import { aConversation } from "./agent-house.ts"
import { aDesk, aView, taken } from "./agent-desk.ts"
import { anOpenTalk, message } from "./agent-line.ts"

async function aWatchedDesk() {
  const desk = await aDesk()
  const played: Tone[] = []
  let now = 0
  const alert = new Alert(
    (tone) => played.push(tone),
    () => (now += 10_000),
  )
  const duty = new Duty(desk.house.api, desk.watch)
  const looking = signal(true)
  const { talks, watch } = desk
  const attention = new Attention({
    talks,
    watch,
    duty,
    alert,
    looking: () => looking.value,
    inRoom: () => false,
  })
  const said = () => alert.spoken.value.sentence
  return { ...desk, alert, duty, played, looking, attention, said }
}

test("a message elsewhere is told once, without a word of it", async () => {
  const desk = await aWatchedDesk()
  const [one, two] = [await taken(desk), await taken(desk)]
  desk.line(one.id).view?.said(message({ text: "un secret" }))

  assert.deepEqual(["message"], desk.played)
  assert.equal("Nouveau message, conversation 1.", desk.said())
  assert.deepEqual([1, 0], [one.unread.value, two.unread.value])
  assert.equal(1, desk.attention.calls.value)
})

test("a message in front of the officer is seen and silent; away from the window it is not", async () => {
  const desk = await aWatchedDesk()
  const talk = await taken(desk)
  desk.line(talk.id).view?.said(message())
  assert.equal(0, talk.unread.value)
  assert.deepEqual([], desk.played)

  desk.looking.value = false
  desk.line(talk.id).view?.said(message({ key: 2, n: 2 }))
  assert.equal(1, talk.unread.value)
  assert.deepEqual(["message"], desk.played)
  desk.looking.value = true
  assert.equal(0, talk.unread.value)
})

test("what was said before it was opened rings nothing", async () => {
  const desk = await aWatchedDesk()
  desk.looking.value = false
  const { held } = await aConversation(desk.house)
  await desk.talks.resume(held, "take")
  desk.line(held.conversation).view?.said(message())
  desk.line(held.conversation).state(held)
  const talk = desk.talks.map.value.get(held.conversation)

  assert.equal(1, talk?.unread.value)
  assert.deepEqual([], desk.played)
})

test("a danger sounds as an alarm, even beside what is looked at", async () => {
  const desk = await aWatchedDesk()
  const talk = await taken(desk)
  desk.line(talk.id).state(talk.held.value, { danger: true })

  assert.deepEqual(["alarm"], desk.played)
  assert.equal("Conversation 1 : danger signalé.", desk.said().replace(/\u00a0/g, " "))
})

test("who leaves, and a conversation lost, are told", async () => {
  const desk = await aWatchedDesk()
  const talk = await taken(desk)
  desk.line(talk.id).state(talk.held.value, { step: "frozen" })
  assert.match(desk.said(), /a quitté/)
  desk.line(talk.id).state(talk.held.value, { fence: null, step: "line" })

  assert.match(desk.said(), /plus la vôtre/)
})

test("somebody waits: told to who could take them, not to who is full or paused", async () => {
  const waiting = [
    { desk: "police", count: 2, oldest_at: 1, danger: 0, minor: 0 },
  ] as const
  for (const [status, capacity, expected] of [
    ["on", 3, ["arrival"]],
    ["on", 0, []],
    ["pause", 3, []],
  ] as const) {
    const desk = await aWatchedDesk()
    const me = { status, capacity, support: false }
    desk.watch.view.value = aView([], { waiting, me })
    desk.watch.view.value = aView([], { waiting, me, version: "2" })

    assert.deepEqual(expected, desk.played)
    assert.equal(expected.length * 2, desk.attention.calls.value)
  }
})

test("somebody in danger in line sounds as an alarm", async () => {
  const desk = await aWatchedDesk()
  const one = { desk: "police", count: 1, oldest_at: 1, danger: 0, minor: 0 } as const
  desk.watch.view.value = aView([], { waiting: [one] })
  desk.watch.view.value = aView([], { waiting: [{ ...one, count: 2, danger: 1 }] })

  assert.deepEqual(["arrival", "alarm"], desk.played)
  assert.match(desk.said(), /en danger/)
})

test("silent, it rings no more, and says and counts the same", async () => {
  const desk = await aWatchedDesk()
  desk.alert.toggle()
  const talk = await taken(desk)
  desk.looking.value = false
  desk.line(talk.id).view?.said(message())

  assert.deepEqual([], desk.played)
  assert.match(desk.said(), /Nouveau message/)
})

test("several at once make one tone, and an alarm passes over it", () => {
  const played: Tone[] = []
  const alert = new Alert(
    (tone) => played.push(tone),
    () => 0,
  )
  for (const tone of ["message", "message", "alarm", "alarm", "message"] as const) {
    alert.ring(tone)
  }

  assert.deepEqual(["message", "alarm"], played)
})

test("a pause is told, shown at once, and taken back by the same key", async () => {
  const desk = await aWatchedDesk()
  const { house, duty } = desk
  house.server.refuse.set("POST /v1/status", [409, "wrong-step"])
  await duty.toggle("pause")
  assert.equal("on", duty.me.value.status)
  assert.notEqual("", duty.trouble.value)

  house.server.accepts.add("POST /v1/status").add("POST /v1/support")
  await duty.toggle("pause")
  assert.equal("pause", duty.me.value.status)
  await duty.toggle("pause")
  assert.deepEqual({ status: "on" }, house.server.bodyOf("POST /v1/status"))
  await duty.askSupport()
  assert.deepEqual({ asked: true }, house.server.bodyOf("POST /v1/support"))
})

test("what is in hand leaves out those who left", async () => {
  const { watch, duty, ...desk } = await aWatchedDesk()
  const { held } = await taken({ watch, ...desk })
  watch.view.value = aView([
    held.value,
    { ...held.value, conversation: "left", step: "frozen" },
  ])

  assert.equal(1, duty.inHand.value)
})

test("silent: warn, then hold; an answer of hers starts again", async () => {
  const { talk, line, house, held } = await anOpenTalk()
  const minute = 60_000
  line.view?.presence(false)
  const now = Date.now()
  assert.equal(null, silentSince(talk, now))
  assert.equal(true, isQuiet(talk, now + 2 * minute))
  await goOn(talk, [])
  assert.match(talk.draft.value, /toujours là/)
  await goOn(talk, [])
  assert.equal("open", talk.stage.value)
  talk.send()
  assert.equal("sent", talk.warned.value)

  line.view?.said(message())
  assert.equal("no", talk.warned.value)
  talk.warned.value = "sent"
  await goOn(talk, [])
  assert.equal("paused", talk.stage.value)
  assert.deepEqual(
    { fence: 3 },
    house.server.bodyOf(`POST /v1/conversations/${held.conversation}/hold`),
  )
})

test("each return of hers is counted, the first arrival is none", async () => {
  const { talk, line } = await anOpenTalk()
  for (const there of [true, false, true, true, false, true]) line.view?.presence(there)

  assert.equal(2, talk.reconnected.value)
})

test("a note written elsewhere is read again, one's own is not", async () => {
  const { talk, line, held, house } = await anOpenTalk()
  const reads = () =>
    house.server.asked.filter(({ door }) => door.endsWith("/envelopes")).length
  const before = reads()
  talk.notes.draft.value = "La mienne."
  const added = talk.addNote()
  line.state(held, { notes: 1 }) // the line may tell it before the door answers
  await added
  assert.equal(before, reads())

  line.state(held, { notes: 2 })
  assert.equal(before + 1, reads())
  assert.equal(2, talk.notesCount.value)
})
