/** Several conversations at once: their places, who waits, what opens by itself. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { columns, columnsIn, placed } from "../agent/side-by-side.ts"
import { awaitedSince, unreadOf } from "../agent/unread.ts"
import { aConversation } from "./agent-house.ts"
import { aDesk, aView, taken, until } from "./agent-desk.ts"
import { message } from "./agent-line.ts"

test("a conversation keeps its number when another goes, and a free one is used again", () => {
  const three = placed(new Map(), ["a", "b", "c"])
  const two = placed(three, ["c", "b"])
  const again = placed(two, ["c", "b", "d", "e"])

  assert.deepEqual(
    [
      ["a", 1],
      ["b", 2],
      ["c", 3],
    ],
    [...three],
  )
  assert.deepEqual([2, 3], [two.get("b"), two.get("c")])
  assert.deepEqual([1, 4], [again.get("d"), again.get("e")])
})

test("side by side, one newly chosen takes the place of the one left longest", () => {
  const all = ["a", "b", "c", "d"]
  const now = ["a", "b"]
  const shown = (chosen: string, recent: string[]) =>
    columns({ now, all, chosen, recent, most: 2 })

  assert.deepEqual(["a", "b"], shown("b", ["b", "a"]))
  assert.deepEqual(["a", "c"], shown("c", ["c", "a", "b"]))
  assert.deepEqual(["c", "b"], shown("c", ["c", "b", "a"]))
})

test("a narrower window keeps the one chosen, a wider one fills up", () => {
  const all = ["a", "b", "c"]
  const base = { all, chosen: "b", recent: ["b", "a"] }

  assert.deepEqual(["b"], columns({ ...base, now: ["a", "b", "c"], most: 1 }))
  assert.deepEqual(["a", "b", "c"], columns({ ...base, now: ["b"], most: 3 }))
  assert.deepEqual([1, 2, 3, 3], [1024, 1280, 1600, 3000].map(columnsIn))
})

test("she waits since the first message that nobody answered", () => {
  const hers = (n: number, at: number) => message({ key: n, n, at })
  const his = (n: number, fate: "sent" | "failed" | "sending") =>
    message({ key: 10 + n, n, side: "agent", at: 50, fate })

  assert.equal(null, awaitedSince([]))
  assert.equal(10, awaitedSince([hers(1, 10), hers(2, 20)]))
  assert.equal(null, awaitedSince([hers(1, 10), his(1, "sending")]))
  assert.equal(60, awaitedSince([hers(1, 10), his(1, "sent"), hers(2, 60)]))
  assert.equal(10, awaitedSince([hers(1, 10), his(1, "failed")]))
})

test("unread are hers, later than the last one looked at", () => {
  const said = [
    message({ key: 1, n: 1 }),
    message({ key: 2, n: 1, side: "agent" }),
    message({ key: 3, n: 2 }),
    message({ key: 4, n: 3 }),
  ]

  assert.equal(3, unreadOf(said, 0))
  assert.equal(2, unreadOf(said, 1))
  assert.equal(0, unreadOf(said, 3))
})

test("the one that waited longest comes first, then the next", async () => {
  const desk = await aDesk()
  const [one, two, three] = [
    await taken(desk, { taken_at: 500 }),
    await taken(desk),
    await taken(desk),
  ]
  desk.line(two.id).view?.said(message({ at: 300 }))
  desk.line(three.id).view?.said(message({ at: 400 }))
  assert.deepEqual([two.id, three.id, one.id], desk.talks.awaiting.value)

  desk.talks.chosen.value = null
  desk.talks.chooseAwaiting()
  assert.equal(two.id, desk.talks.chosen.value)
  desk.talks.chooseAwaiting()
  assert.equal(three.id, desk.talks.chosen.value)
  desk.line(two.id).view?.said(message({ key: 9, side: "agent", at: 600 }))
  assert.deepEqual([three.id, one.id], desk.talks.awaiting.value)
})

test("tabs stand by number, whatever order the desk says them in", async () => {
  const desk = await aDesk()
  const [one, two] = [await taken(desk), await taken(desk)]
  desk.watch.view.value = aView([two.held.value, one.held.value])

  assert.deepEqual(
    [one.id, two.id],
    desk.talks.tabs.value.map(({ conversation }) => conversation),
  )
  assert.equal(true, desk.talks.chooseNumber(1))
  assert.equal(one.id, desk.talks.chosen.value)
  assert.equal(false, desk.talks.chooseNumber(3))
})

test("what was held when the console opened waits for a press; one press is enough", async () => {
  const desk = await aDesk()
  const helds = [
    (await aConversation(desk.house)).held,
    (await aConversation(desk.house)).held,
  ]
  desk.watch.view.value = aView(helds)
  assert.equal(0, desk.talks.map.value.size)
  assert.equal(2, desk.talks.closed.value.length)
  await desk.talks.resumeAll()

  assert.deepEqual(
    ["open", "open"],
    [...desk.talks.map.value.values()].map(({ stage }) => stage.value),
  )
  assert.deepEqual([], desk.talks.closed.value)
})

test("one that is given later opens by itself, and takes nobody's place in front", async () => {
  const desk = await aDesk()
  desk.watch.view.value = aView([])
  const mine = await taken(desk)
  const { held } = await aConversation(desk.house)
  desk.watch.view.value = aView([mine.held.value, held])
  await until(() => desk.talks.map.value.get(held.conversation)?.stage.value === "open")

  assert.equal(mine.id, desk.talks.chosen.value)
  const asked = desk.house.server.asked.filter(({ door }) =>
    door.endsWith(`${held.conversation}/envelopes`),
  )
  assert.equal(1, asked.length)
})

test("one that was lost opens again when it is ours under a new lease", async () => {
  const desk = await aDesk()
  desk.watch.view.value = aView([])
  const talk = await taken(desk)
  desk.watch.view.value = aView([talk.held.value])
  talk.write("un brouillon")
  talk.drop("lost")
  desk.watch.view.value = aView([{ ...talk.held.value }])
  assert.equal("lost", desk.talks.map.value.get(talk.id)?.stage.value)

  desk.watch.view.value = aView([{ ...talk.held.value, fence: 4 }])
  await until(() => desk.talks.map.value.get(talk.id)?.stage.value === "open")
  assert.equal("un brouillon", desk.talks.map.value.get(talk.id)?.draft.value)
})

test("what was seen before a lock is not unread after it", async () => {
  const desk = await aDesk()
  const talk = await taken(desk)
  desk.line(talk.id).view?.said(message())
  talk.seeAll()
  desk.talks.lockAway(desk.house.session.unsaidKey)
  desk.watch.view.value = aView([talk.held.value])
  await desk.talks.resumeAll()
  const again = desk.talks.map.value.get(talk.id)
  desk.line(talk.id).view?.said(message())
  desk.line(talk.id).view?.said(message({ key: 2, n: 2 }))

  assert.equal(1, again?.unread.value)
})

test("the desk's view tells a danger and a silence of what is open", async () => {
  const desk = await aDesk()
  const talk = await taken(desk)
  const held = { ...talk.held.value, silent_since: 77 }
  desk.watch.view.value = aView([held])
  assert.equal(77, talk.silentSince.value)

  desk.line(talk.id).view?.presence(true)
  assert.equal(null, talk.silentSince.value)
})
