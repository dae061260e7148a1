/** The red button: its order, and that nothing stops it. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { type Access, exit, type Here, ThreeShifts } from "../visitor/exit.ts"
import { Memory } from "../visitor/memory.ts"

const ACCESS: Access = { door: "/v1/conversations/AAAA/exit", token: "token" }

/** A page that notes what is done to it; `broken` steps throw. */
function aPage(broken: readonly string[] = []): { here: Here; done: string[] } {
  const done: string[] = []
  const step = (name: string) => () => {
    done.push(name)
    if (broken.includes(name)) throw new Error(name)
  }
  const here: Here = {
    blank: step("blank"),
    wipe: step("wipe"),
    forget: step("forget"),
    erase: ({ token }) => step(`erase ${token}`)(),
    leave: step("leave"),
  }
  return { here, done }
}

test("the screen is blank before anything else, and leaving is last", () => {
  const { here, done } = aPage()
  exit(here, () => ACCESS)

  assert.deepEqual(["blank", "wipe", "forget", "erase token", "leave"], done)
})

test("without a conversation there is nothing to erase, and she leaves all the same", () => {
  const { here, done } = aPage()
  exit(here, () => null)

  assert.deepEqual(["blank", "wipe", "forget", "leave"], done)
})

test("a step that fails stops none of the next", () => {
  const { here, done } = aPage(["blank", "wipe", "forget", "erase token"])
  exit(here, () => ACCESS)

  assert.deepEqual(["blank", "wipe", "forget", "erase token", "leave"], done)
  const broken = aPage()
  exit(broken.here, () => {
    throw new Error("no access")
  })
  assert.equal("leave", broken.done.at(-1))
})

/** Press keys at given moments; the moment that completes three, or null. */
function pressed(...presses: readonly [string, number, boolean?][]): number | null {
  const shifts = new ThreeShifts()
  for (const [key, at, repeated] of presses) {
    if (shifts.press(key, repeated ?? false, at)) return at
  }
  return null
}

test("three presses of Shift within five seconds leave", () => {
  assert.equal(4_900, pressed(["Shift", 0], ["Shift", 2_000], ["Shift", 4_900]))
  assert.equal(null, pressed(["Shift", 0], ["Shift", 2_000], ["Shift", 5_000]))
  assert.equal(
    6_000,
    pressed(["Shift", 0], ["Shift", 2_000], ["Shift", 5_500], ["Shift", 6_000]),
  )
})

test("writing in capitals leaves nobody, nor does holding the key down", () => {
  assert.equal(
    null,
    pressed(
      ["Shift", 0],
      ["B", 100],
      ["Shift", 400],
      ["O", 500],
      ["Shift", 800],
      ["N", 900],
    ),
  )
  assert.equal(null, pressed(["Shift", 0], ["Shift", 30, true], ["Shift", 60, true]))
})

test("a press on the screen in between cancels", () => {
  const shifts = new ThreeShifts()
  shifts.press("Shift", false, 0)
  shifts.press("Shift", false, 10)
  shifts.cancel()

  assert.equal(false, shifts.press("Shift", false, 20))
})

function aConversation() {
  const ck = new Uint8Array(32).fill(7)
  const keys = {} as never
  return { id: "AAAA", token: "token", ck, keys }
}

test("forgetting overwrites the key, drops the credential and stops everything", () => {
  const memory = new Memory()
  const conversation = aConversation()
  let stopped = 0
  memory.hold(conversation)
  memory.onForget(() => {
    throw new Error("one that fails")
  })
  memory.onForget(() => (stopped += 1))
  assert.deepEqual(ACCESS, memory.access())
  memory.forget()

  assert.ok(conversation.ck.every((byte) => byte === 0))
  assert.equal(null, memory.access())
  assert.equal(1, stopped)
})

test("what arrives after she left is thrown away", () => {
  const memory = new Memory()
  memory.forget()
  const late = aConversation()

  assert.equal(false, memory.hold(late))
  assert.equal(null, memory.conversation)
  assert.ok(late.ck.every((byte) => byte === 0))
})
