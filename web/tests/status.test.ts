/** The line that says where she stands. Words are keys here, with what fills them. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { type StateFrame, UNSAID } from "../shared/frames.ts"
import { forceTold } from "../visitor/begin.ts"
import type { Route } from "../visitor/server.ts"
import {
  after,
  isAlone,
  isOver,
  newsOf,
  type Situation,
  statusOf,
  transferTold,
} from "../visitor/status.ts"

const say = (key: string, values: Readonly<Record<string, string>> = {}): string =>
  [key, ...Object.values(values)].join(":")

function aState(but: Partial<StateFrame> = {}): StateFrame {
  return {
    ...UNSAID,
    t: "state",
    version: "1",
    step: "talking",
    position: null,
    ahead_minutes: null,
    agent: "Camille",
    desk: "police",
    report: false,
    danger: false,
    minor: false,
    fence: null,
    ...but,
  }
}

const CALM: Situation = {
  link: { state: "open" },
  offline: false,
  state: null,
  there: false,
  met: false,
  last: null,
  answered: false,
}

function told(but: Partial<Situation> = {}): string {
  return statusOf({ ...CALM, state: aState(), there: true, met: true, ...but }, say)
}

function inLine(but: Partial<StateFrame> = {}): { state: StateFrame } {
  return { state: aState({ step: "line", agent: null, position: 1, ...but }) }
}

/** What is said once, as each state follows the one before it. */
function newsThrough(states: readonly StateFrame[], start = CALM): string[][] {
  let now = start
  return states.map((state) => {
    const before = now
    now = after(before, { state })
    return newsOf(before, now, say).map(([key, values]) => say(key, values))
  })
}

test("in line: the place, the wait from and to, and that one may write", () => {
  const wait = { ahead_minutes: 3, ahead_most: 6 }

  assert.equal("next waiting", told(inLine()))
  assert.equal("position:3 waiting", told(inLine({ position: 3 })))
  assert.equal("next estimate:3:6 waiting", told(inLine(wait)))
  assert.equal("waiting", told(inLine({ position: null })))
})

test("beyond an hour no figure is promised", () => {
  const at = (ahead_most: number) => told(inLine({ ahead_minutes: 40, ahead_most }))

  assert.equal("next estimate:40:60 waiting", at(60))
  assert.equal("next estimate-long waiting", at(61))
})

test("nobody there: it is said, with no wait that would be a promise", () => {
  const wait = { ahead_minutes: 3, ahead_most: 6 }

  assert.equal("position:2 unstaffed", told(inLine({ position: 2, staffed: false })))
  assert.equal("next unstaffed", told(inLine({ ...wait, staffed: false })))
})

test("a service that closes says that hers goes on", () => {
  assert.equal("next waiting closing", told(inLine({ closed: true })))
})

test("the numbers stand in sight while nobody answers her", () => {
  const here = (but: Partial<Situation>) => isAlone({ ...CALM, ...but })

  assert.equal(true, here(inLine()))
  assert.equal(true, here({ state: aState({ step: "ended" }) }))
  assert.equal(true, here({ link: { state: "gone", code: 4404 } }))
  assert.equal(false, here({ state: aState() }))
})

test("a team that joins is told once, and told when it leaves", () => {
  const line = (...desks: string[]) => inLine({ desks }).state
  const states = [
    line("police"),
    line("police", "relief"),
    line("police", "relief"),
    line("police", "police-2"),
    line("police"),
  ]

  assert.deepEqual(
    [[], ["joined:relief"], [], ["joined:police", "left:relief"], ["left:police"]],
    newsThrough(states),
  )
})

test("a team is neither new nor gone when the line begins or is not told", () => {
  const old = inLine().state
  const states = [aState(), inLine({ desks: ["police"] }).state, old]

  assert.deepEqual([[], ["returned"], []], newsThrough(states))
  assert.deepEqual([[]], newsThrough([inLine({ desks: ["police", "relief"] }).state]))
})

test("who comes back is told what she finds", () => {
  const hold = aState({ step: "hold", agent: null })

  assert.deepEqual(
    [[], [], ["returned"]],
    newsThrough([aState(), hold, inLine().state]),
  )
  // With a code, in a tab that has seen nothing of what was before.
  const coded = { ...CALM, answered: true }
  assert.deepEqual([["returned"]], newsThrough([inLine().state], coded))
  // Silent in line, and back: nobody had her, and her place is her own, not the head.
  assert.deepEqual([[], [], []], newsThrough([inLine().state, hold, inLine().state]))
  // The place of a first wait is no return.
  assert.deepEqual([[], []], newsThrough([inLine().state, inLine().state]))
})

test("another officer is named once, whatever lies between", () => {
  const sacha = aState({ agent: "Sacha" })

  assert.deepEqual([[], ["now-with:Sacha"], []], newsThrough([aState(), sacha, sacha]))
  assert.deepEqual(
    [[], ["returned"], ["now-with:Sacha"]],
    newsThrough([aState(), inLine().state, sacha]),
  )
  assert.deepEqual(
    [[], ["returned"], []],
    newsThrough([aState(), inLine().state, aState()]),
  )
})

test("a transfer says who would read, and what silence does", () => {
  const at = (transfer: StateFrame["transfer"]) =>
    transferTold(aState({ transfer }), true, say)
  const desk = { desk: "gendarmerie-2", agent: null, refused: false }

  assert.equal("", at(null))
  assert.equal(
    "transfer:Camille:Sacha (police) transfer-silence",
    at({ desk: "police", agent: "Sacha", refused: false }),
  )
  assert.equal("transfer-desk:Camille:gendarmerie transfer-silence", at(desk))
  // Once she has answered, silence does nothing any more.
  const told = transferTold(aState({ transfer: desk }), false, say)
  assert.equal("transfer-desk:Camille:gendarmerie", told)
  assert.equal("staying:Camille", at({ ...desk, refused: true }))
  assert.equal("", transferTold(inLine({ transfer: desk }).state, true, say))
})

test("who was handed to another desk is not told that she came back", () => {
  const transfer = { desk: "gendarmerie", agent: null, refused: false }
  const refused = { ...transfer, refused: true }
  const { state } = inLine()

  assert.deepEqual([[], []], newsThrough([aState({ transfer }), state]))
  assert.deepEqual(
    [[], ["returned"]],
    newsThrough([aState({ transfer: refused }), state]),
  )
})

test("talking: who, from which force; or that their screen is away", () => {
  assert.equal("answered:Camille (police)", told())
  assert.equal("answered:agent (police)", told({ state: aState({ agent: null }) }))
  assert.equal("agent-away", told({ there: false }))
  assert.equal(
    "answered:Camille (police)",
    told({ state: aState({ desk: "police-2" }) }),
  )
  assert.equal("away:Camille", told({ state: aState({ away: true }), there: false }))
})

test("an officer who has just taken her has lost nothing", () => {
  const line = inLine()
  const changes: [Partial<Situation>, string][] = [
    [line, "next waiting"],
    [{ there: false }, "next waiting"],
    [{ state: aState() }, "connecting"],
    [{ there: true }, "answered:Camille (police)"],
    [{ there: false }, "agent-away"],
    [{ state: aState({ version: "2" }) }, "agent-away"],
    [line, "next waiting"],
    [{ state: aState({ agent: "Sacha" }) }, "connecting"],
    [{ there: true }, "answered:Sacha (police)"],
  ]
  let now = CALM
  for (const [change, expected] of changes) {
    now = after(now, change)
    assert.equal(expected, statusOf(now, say))
  }
})

test("an end is told before a lost network, and is final", () => {
  const ended = { state: aState({ step: "ended" }), offline: true }
  const left = { state: aState({ step: "frozen" }) }

  assert.equal("ended", told(ended))
  assert.equal("ended", told(left))
  assert.equal("ended", told({ link: { state: "gone", code: 4404 } }))
  assert.equal("elsewhere", told({ link: { state: "gone", code: 4409 } }))
  assert.equal(true, isOver({ ...CALM, ...left }))
})

test("no network, not yet connected, on hold", () => {
  assert.equal("offline", told({ offline: true }))
  assert.equal("connecting", told({ state: null }))
  assert.equal("on-hold", told({ state: aState({ step: "hold" }) }))
})

test("who answers is told as it is: one force, both, not stated, or relief", () => {
  const target = (desk: string) => ({ desk, epoch: 1, public: "" })
  const ordinary: Route = {
    communes: [],
    ask_commune: false,
    both: false,
    unstated: false,
    desk: "police",
    targets: [target("police"), target("relief")],
  }

  assert.equal("force-police", forceTold(ordinary))
  assert.equal("force-gendarmerie", forceTold({ ...ordinary, desk: "gendarmerie" }))
  assert.equal("force-both", forceTold({ ...ordinary, both: true }))
  // The desk has no key yet: relief answers in its place, and that is what is said.
  const relief = { ...ordinary, targets: [target("relief")] }
  assert.equal("force-relief", forceTold(relief))
  assert.equal("force-unstated", forceTold({ ...relief, unstated: true }))
})
