/** One table of keys: what is pressed, what is done, and that no two meet. */
import assert from "node:assert/strict"
import { test } from "node:test"
import type { Console, Screen } from "../agent/console.ts"
import "../agent/keys-of-cards.ts"
import "../agent/keys-of-course.ts"
import "../agent/keys-of-desk.ts"
import "../agent/keys-of-handing.ts"
import "../agent/keys-of-pistes.ts"
import {
  addKeys,
  allKeys,
  clashes,
  type KeyRow,
  press,
  type Pressed,
} from "../agent/keys-pressed.ts"
import "../agent/views/frame.tsx"

/** As much of a console as a key looks at, of somebody who answers no visitor. */
function at(screen: Screen): Console {
  const session = { answers: false }
  return { screen: { value: screen }, session } as unknown as Console
}

function aKey(but: Partial<Pressed>): Pressed {
  const alone = { altKey: true, ctrlKey: false, metaKey: false, shiftKey: false }
  return { ...alone, key: "", code: "", ...but }
}

function aRow(keys: string, but: Partial<KeyRow> = {}): KeyRow {
  return { keys, label: keys, place: "everywhere", act: () => {}, ...but }
}

test("no two keys of the console meet where both work", () => {
  assert.deepEqual(
    [],
    clashes(allKeys()).map(({ keys, label }) => `${keys} ${label}`),
  )
})

test("every key says what it does, and is Alt, or Alt and Shift, with one sign", () => {
  for (const { keys, label } of allKeys()) {
    assert.match(keys, /^Alt\+((Maj\+)?[A-Z]|1…9)$/)
    assert.notEqual("", label)
  }
})

test("the same letter may do one thing in the room and another at the desk", () => {
  const apart = [aRow("Alt+P", { place: "desk" }), aRow("Alt+P", { place: "room" })]
  const met = [aRow("Alt+P", { place: "desk" }), aRow("Alt+P")]
  const digits = [aRow("Alt+1…9"), aRow("Alt+4")]

  assert.deepEqual([], clashes(apart))
  assert.equal(2, clashes(met).length)
  assert.equal(2, clashes(digits).length)
})

test("a digit is the key of the upper row, whatever it writes", () => {
  const chosen: number[] = []
  addKeys([aRow("Alt+1…9", { place: "texts", act: (_, n) => chosen.push(n) })])
  const french = aKey({ key: "é", code: "Digit2" })
  const american = aKey({ key: "3", code: "Digit3" })

  assert.equal(true, press(at("texts"), french))
  assert.equal(true, press(at("texts"), american))
  assert.deepEqual([2, 3], chosen)
})

test("a letter is what stands on the key; AltGr and Ctrl write text", () => {
  let done = 0
  addKeys([aRow("Alt+A", { place: "texts", act: () => (done += 1) })])
  const here = at("texts")

  assert.equal(true, press(here, aKey({ key: "a", code: "KeyQ" })))
  assert.equal(true, press(here, aKey({ key: "œ", code: "KeyA" })))
  assert.equal(false, press(here, aKey({ key: "q", code: "KeyA" })))
  assert.equal(false, press(here, aKey({ key: "a", code: "KeyQ", ctrlKey: true })))
  assert.equal(false, press(here, aKey({ key: "a", code: "KeyQ", altKey: false })))
  assert.equal(2, done)
})

test("with Shift it is another key, also where neither may act", () => {
  const done: string[] = []
  let may = true
  addKeys([
    aRow("Alt+C", { place: "texts", act: () => done.push("plain") }),
    aRow("Alt+Maj+C", {
      place: "texts",
      when: () => may,
      act: () => done.push("shifted"),
    }),
    aRow("Alt+E", { place: "texts", act: () => done.push("alone") }),
  ])
  const shifted = aKey({ key: "C", code: "KeyC", shiftKey: true })

  assert.equal(true, press(at("texts"), aKey({ key: "c", code: "KeyC" })))
  assert.equal(true, press(at("texts"), shifted))
  may = false
  assert.equal(false, press(at("texts"), shifted))
  assert.equal(true, press(at("texts"), aKey({ key: "E", shiftKey: true })))
  assert.deepEqual(["plain", "shifted", "alone"], done)
})

test("a key that cannot act now is left to the browser", () => {
  let may = false
  addKeys([aRow("Alt+B", { place: "texts", when: () => may })])

  assert.equal(false, press(at("texts"), aKey({ key: "b", code: "KeyB" })))
  may = true
  assert.equal(true, press(at("texts"), aKey({ key: "b", code: "KeyB" })))
  assert.equal(false, press(at("team"), aKey({ key: "b", code: "KeyB" })))
})
