/** Reading along: only after a reason, never written to the person, and all dropped. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { aReading, settled } from "./agent-board-room.ts"
import { message } from "./agent-line.ts"

test("a reading opens after its reason, through the grant, and shows what is said", async () => {
  const { board, doors, line, held } = await aReading()
  line.view?.said(message())
  const doorsAsked = doors.asked.map(({ door }) => door)
  const at = `/v1/conversations/${held.conversation}`

  assert.equal("open", board.reading.value?.stage.value)
  assert.equal("oui", board.reading.value?.said.value[0]?.text)
  assert.deepEqual({ reason: "Appui demandé" }, doors.bodyOf(`POST ${at}/join`))
  assert.ok(
    doorsAsked.indexOf(`POST ${at}/join`) < doorsAsked.indexOf(`GET ${at}/envelopes`),
  )
  board.leave()
})

test("ceasing, leaving or locking drops every word and tells the server", async () => {
  for (const end of ["stop", "leave", "lock"] as const) {
    const { board, doors, session, line, held } = await aReading()
    line.view?.said(message())
    const reading = board.reading.value
    assert.ok(reading)
    const notes = `POST /v1/conversations/${held.conversation}/notes`
    doors.answers.set(notes, [204, null])
    reading.whisper.value = "Une note."
    await reading.say()
    reading.whisper.value = "Proposez le 114."
    if (end === "stop") board.stopReading()
    else if (end === "leave") board.leave()
    else session.lock()
    line.view?.said(message({ key: 2, text: "encore" }))
    await settled()

    assert.equal(null, board.reading.value, end)
    assert.deepEqual([], reading.said.value, end)
    assert.deepEqual([], reading.notes.shown.value, end)
    assert.equal("", reading.whisper.value, end)
    assert.equal(true, line.closed, end)
    const part = `POST /v1/conversations/${held.conversation}/part`
    assert.equal(1, doors.asked.filter(({ door }) => door === part).length, end)
    board.leave()
  }
})

test("a line that the server closes, or an end, drops every word and says so", async () => {
  for (const end of ["gone", "ended"] as const) {
    const { board, line, held } = await aReading()
    line.view?.said(message())
    if (end === "gone") line.view?.link({ state: "gone", code: 4404 })
    else line.state(held, { step: "ended", fence: null })
    const reading = board.reading.value

    assert.equal("over", reading?.stage.value, end)
    assert.deepEqual([], reading?.said.value, end)
    assert.notEqual("", reading?.trouble.value, end)
    board.leave()
  }
})

test("a whisper is a sealed note, without a fence, that the shared word begins", async () => {
  const { board, doors, held } = await aReading()
  const at = `POST /v1/conversations/${held.conversation}/notes`
  doors.answers.set(at, [204, null])
  const reading = board.reading.value
  assert.ok(reading)
  reading.whisper.value = "Proposez le 114."
  await reading.say()
  const body = doors.bodyOf(at) as { fence: unknown; sealed: string }

  assert.equal(null, body.fence)
  assert.equal("Salle : Proposez le 114.", reading.notes.shown.value[0]?.text)
  assert.equal("", reading.whisper.value)
  assert.ok(!JSON.stringify(body).includes("114"))
  board.leave()
})

test("a whisper that is refused stays in its field", async () => {
  const { board, doors, held } = await aReading()
  const at = `POST /v1/conversations/${held.conversation}/notes`
  doors.answers.set(at, [404, { code: "not-found" }])
  const reading = board.reading.value
  assert.ok(reading)
  reading.whisper.value = "Proposez le 114."

  await assert.rejects(reading.say())
  assert.equal("Proposez le 114.", reading.whisper.value)
  board.leave()
})

test("nothing can be said to the person from a reading", async () => {
  const { board, line } = await aReading()
  const reading = board.reading.value
  assert.ok(reading)
  reading.whisper.value = "Proposez le 114."
  await reading.say().catch(() => null)

  assert.deepEqual([], line.said)
  board.leave()
})
