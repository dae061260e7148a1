/** The line that says where she stands. Words are keys here, with what fills them. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { type StateFrame, UNSAID } from "../shared/frames.ts"
import { forceTold } from "../visitor/begin.ts"
import type { Route } from "../visitor/server.ts"
import { after, isOver, type Situation, statusOf } from "../visitor/status.ts"

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

function told(but: Partial<Situation> = {}): string {
  const situation: Situation = {
    link: { state: "open" },
    offline: false,
    state: aState(),
    there: true,
    met: true,
    ...but,
  }
  return statusOf(situation, say)
}

test("in line: the place, the usual wait when it is known, and that one may write", () => {
  const line = (but: Partial<StateFrame>) => ({
    state: aState({ step: "line", ...but }),
  })

  assert.equal("waiting next", told(line({ position: 1 })))
  assert.equal("waiting position:2", told(line({ position: 3 })))
  assert.equal("waiting next estimate:4", told(line({ position: 1, ahead_minutes: 4 })))
  assert.equal("waiting", told(line({ position: null })))
})

test("talking: who, from which force; or that their screen is away", () => {
  assert.equal("answered:Camille (police)", told())
  assert.equal("answered:agent (police)", told({ state: aState({ agent: null }) }))
  assert.equal("agent-away", told({ there: false }))
})

test("an officer who has just taken her has lost nothing", () => {
  const line = { state: aState({ step: "line", agent: null }) }
  const changes: [Partial<Situation>, string][] = [
    [line, "waiting"],
    [{ there: false }, "waiting"],
    [{ state: aState() }, "connecting"],
    [{ there: true }, "answered:Camille (police)"],
    [{ there: false }, "agent-away"],
    [{ state: aState({ version: "2" }) }, "agent-away"],
    [line, "waiting"],
    [{ state: aState({ agent: "Sacha" }) }, "connecting"],
    [{ there: true }, "answered:Sacha (police)"],
  ]
  let now: Situation = {
    link: { state: "open" },
    offline: false,
    state: null,
    there: false,
    met: false,
  }
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
  assert.equal(
    true,
    isOver({
      ...left,
      link: { state: "open" },
      offline: false,
      there: true,
      met: true,
    }),
  )
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
