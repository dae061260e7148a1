/** A draft is never lost, and a locked console holds no clear word. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { UnsaidSafe } from "../agent/unsaid.ts"
import { PASSWORD } from "./agent-house.ts"
import { aDesk, aView, taken } from "./agent-desk.ts"
import { anOpenTalk, message } from "./agent-line.ts"

test("a lost lease keeps the officer's words and none of hers", async () => {
  const { talk, line, held } = await anOpenTalk()
  line.view?.said(message({ text: "ses mots" }))
  line.view?.said(
    message({ key: 2, side: "agent", n: null, text: "pas parti", fate: "sending" }),
  )
  line.view?.said(message({ key: 3, side: "agent", n: 1, text: "déjà parti" }))
  talk.write("en cours")
  talk.notes.draft.value = "une note"
  line.state(held, { fence: null, step: "hold" })

  assert.equal("lost", talk.stage.value)
  assert.deepEqual(
    { message: "pas parti\nen cours", note: "une note" },
    talk.unsaid.value,
  )
  assert.deepEqual([], talk.said.value)
  talk.forget()
  assert.equal("", talk.unsaid.value.message)
})

test("a decision that destroys leaves no draft behind", async () => {
  const { talk, line, held } = await anOpenTalk()
  talk.write("un brouillon")
  line.state(held, { step: "ended", fence: null })

  assert.equal("destroyed", talk.stage.value)
  assert.deepEqual({ message: "", note: "" }, talk.unsaid.value)
})

test("locked, no word is left; unlocked, what was being written is back", async () => {
  const desk = await aDesk()
  const { session } = desk.house
  const talk = await taken(desk)
  talk.write("Je vous écrivais")
  talk.notes.draft.value = "une note"
  desk.talks.lockAway(session.unsaidKey)
  session.lock()
  assert.equal("", talk.draft.value)
  assert.equal("", talk.unsaid.value.message)
  assert.equal(null, session.unsaidKey)

  await session.unlock(PASSWORD)
  desk.watch.view.value = aView([talk.held.value])
  await desk.talks.resumeAll()
  const again = desk.talks.map.value.get(talk.id)
  assert.equal("Je vous écrivais", again?.draft.value)
  assert.equal("une note", again?.notes.draft.value)
})

test("what was written in a conversation gone meanwhile is shown until put away", async () => {
  const desk = await aDesk()
  const { session } = desk.house
  const talk = await taken(desk)
  talk.write("Je vous écrivais")
  desk.talks.lockAway(session.unsaidKey)
  session.lock()
  await session.unlock(PASSWORD)
  desk.watch.view.value = aView([])
  const shown = new Promise((resolve) =>
    desk.talks.leftOver.subscribe((all) => all.length && resolve(all)),
  )

  assert.deepEqual([{ message: "Je vous écrivais", note: "" }], await shown)
})

test("signing out forgets what was being written", async () => {
  const desk = await aDesk()
  const talk = await taken(desk)
  talk.write("Je vous écrivais")
  desk.talks.lockAway(desk.house.session.unsaidKey)
  desk.talks.forgetAll()
  desk.watch.view.value = aView([talk.held.value])
  await desk.talks.resumeAll()

  assert.equal("", desk.talks.map.value.get(talk.id)?.draft.value)
})

test("what is kept opens with its own key and conversation alone, once", async () => {
  const make = () =>
    crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
      "encrypt",
      "decrypt",
    ])
  const [key, other] = await Promise.all([make(), make()])
  const words = { message: "des mots", note: "" }
  const nothing = { message: "", note: "" }
  const safe = new UnsaidSafe()
  safe.keep(key, "one", words)
  safe.keep(key, "two", words)
  safe.keep(key, "three", nothing)
  assert.deepEqual(["one", "two"], safe.conversations)

  assert.deepEqual(nothing, await safe.giveBack(other, "two"))
  assert.deepEqual(words, await safe.giveBack(key, "one"))
  assert.deepEqual(nothing, await safe.giveBack(key, "one"))
})
