/** What is sealed opens at its place, for its holder, and nowhere else. */
import assert from "node:assert/strict"
import { test } from "node:test"
import {
  type Bytes,
  fromBase64,
  randomBytes,
  randomId,
  toBase64,
} from "../shared/bytes.ts"
import type { Label } from "../shared/canonical.ts"
import { importPair, makeKeyPair, openSealed } from "../shared/envelopes.ts"
import { fingerprint } from "../shared/fingerprint.ts"
import {
  newSalt,
  deriveMember,
  unwrapPrivate,
  wrapPrivate,
} from "../shared/member-key.ts"
import { importNoteKey, openNote, sealNote } from "../shared/notes.ts"
import {
  authHash,
  makeCode,
  NotACode,
  parseCode,
  resumeKeys,
  showCode,
  unwrapKey,
  wrapKey,
} from "../shared/resume-code.ts"
import {
  CannotOpen,
  CannotSeal,
  directionKeys,
  newConversation,
  openMessage,
  type Place,
  sealMessage,
  sealTo,
  splitText,
} from "../shared/sealing.ts"

const { id, ck } = newConversation()
const keys = await directionKeys(ck)
const first: Place = { conversation: id, side: "visitor", number: 1 }
const label: Label = {
  purpose: "conversation",
  subject: id,
  target: "police",
  epoch: 1,
}

function flipped(sealed: Bytes, at: number): Bytes {
  const changed = sealed.slice()
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}

test("any text comes back, from one of four sizes", async () => {
  const texts = ["a", "é".repeat(126), "👩‍👧 שלום\u0000", "\ufeffx", "🕊".repeat(4000)]
  for (const text of texts) {
    const sealed = await sealMessage(keys, first, text)

    assert.equal(await openMessage(keys, first, sealed), text)
    assert.ok([285, 1053, 4125, 16_413].includes(sealed.length))
  }
})

test("any byte changed is refused", async () => {
  const sealed = await sealMessage(keys, first, "Je ne sais pas si c'est grave.")
  for (const at of sealed.keys()) {
    await assert.rejects(openMessage(keys, first, flipped(sealed, at)), CannotOpen)
  }
})

test("a message opens nowhere else", async () => {
  const sealed = await sealMessage(keys, first, "Bonjour")
  const places: Place[] = [
    { ...first, conversation: randomId() },
    { ...first, side: "agent" },
    { ...first, number: 2 },
  ]
  for (const place of places) {
    await assert.rejects(openMessage(keys, place, sealed), CannotOpen)
  }
})

test("an empty or too long text, or a bad rank, is not sealed", async () => {
  for (const text of ["", "x".repeat(16_001), "🕊".repeat(4001)]) {
    await assert.rejects(sealMessage(keys, first, text), CannotSeal)
  }
  for (const number of [0, -1, 1.5, NaN, 2 ** 53]) {
    await assert.rejects(sealMessage(keys, { ...first, number }, "a"), CannotSeal)
  }
})

test("half a character becomes a replacement character", async () => {
  const sealed = await sealMessage(keys, first, "a\ud83db")

  assert.equal(await openMessage(keys, first, sealed), "a\ufffdb")
})

test("no script can read a direction key back", async () => {
  for (const key of Object.values(keys)) {
    assert.equal(key.extractable, false)
    await assert.rejects(crypto.subtle.exportKey("raw", key))
  }
  await assert.rejects(directionKeys(randomBytes(16)), CannotSeal)
})

test("parts join back, fit, and cut nothing that is drawn as one", () => {
  for (const whole of ["é", "e\u0301", "👍🏾", "👩\u200d👩\u200d👧", "🇫🇷", "🕊\ufe0f"]) {
    const bytes = new TextEncoder().encode(whole).length
    for (let missing = 1; missing < bytes; missing++) {
      const before = "a".repeat(16_000 - missing)

      assert.deepEqual(splitText(before + whole), [before, whole])
    }
  }
  assert.deepEqual(splitText(""), [])
})

test("a note is no message", async () => {
  const raw = randomBytes(32)
  const key = await importNoteKey(raw)
  const sealed = await sealNote(key, id, 1, "Préfère le soir")

  assert.equal(await openNote(key, id, 1, sealed), "Préfère le soir")
  await assert.rejects(openNote(key, id, 2, sealed), CannotOpen)
  await assert.rejects(
    openMessage({ visitor: key, agent: key }, first, sealed),
    CannotOpen,
  )
  await assert.rejects(sealNote(key, id, 0, "x"), CannotSeal)
})

test("a key sealed to a desk opens for that desk, under its label", async () => {
  const raw = await makeKeyPair()
  const pair = await importPair(raw)
  const other = await importPair(await makeKeyPair())
  const sealed = await sealTo(raw.publicKey, label, ck)

  assert.equal(pair.privateKey.extractable, false)
  assert.deepEqual(await openSealed(pair, label, sealed), ck)
  await assert.rejects(openSealed(other, label, sealed), CannotOpen)
  const labels: Label[] = [
    { ...label, purpose: "relief" },
    { ...label, subject: randomId() },
    { ...label, target: "relief" },
    { ...label, epoch: 2 },
  ]
  for (const moved of labels) {
    await assert.rejects(openSealed(pair, moved, sealed), CannotOpen)
  }
  for (const at of sealed.keys()) {
    await assert.rejects(openSealed(pair, label, flipped(sealed, at)), CannotOpen)
  }
})

test("nothing but a key is sealed, and to nothing but a key", async () => {
  const { publicKey } = await makeKeyPair()

  await assert.rejects(sealTo(publicKey, label, randomBytes(16)), CannotSeal)
  await assert.rejects(sealTo(publicKey.subarray(1), label, ck), CannotSeal)
  await assert.rejects(sealTo(flipped(publicKey, 64), label, ck), CannotSeal)
})

test("a public key that is not ours is refused", async () => {
  const { privateKey, publicKey } = await makeKeyPair()
  const foreign = (await makeKeyPair()).publicKey

  await assert.rejects(importPair({ privateKey, publicKey: foreign }), CannotOpen)
  await assert.rejects(
    importPair({ privateKey: randomBytes(31), publicKey }),
    CannotOpen,
  )
})

test("a resume code is read as it is shown, and gives its conversation only", async () => {
  const code = makeCode()
  const { auth, wrap } = await resumeKeys(code)
  const wrapped = await wrapKey({ auth, wrap }, id, ck)

  assert.equal(parseCode(showCode(code)), code)
  assert.equal(wrapped.length, 61)
  assert.equal((await authHash(auth)).length, 32)
  assert.deepEqual(await unwrapKey({ auth, wrap }, id, wrapped), ck)
  await assert.rejects(unwrapKey({ auth, wrap }, randomId(), wrapped), CannotOpen)
  await assert.rejects(unwrapKey(await resumeKeys(makeCode()), id, wrapped), CannotOpen)
})

test("any one wrong digit, any two neighbours swapped, are noticed", () => {
  const code = makeCode()
  for (let at = 0; at < code.length; at++) {
    for (let more = 1; more < 10; more++) {
      const wrong = String((Number(code[at]) + more) % 10)
      const typed = code.slice(0, at) + wrong + code.slice(at + 1)

      assert.throws(() => parseCode(typed), NotACode)
    }
    const pair = code.slice(at, at + 2)
    const swapped =
      code.slice(0, at) + [...pair].reverse().join("") + code.slice(at + 2)
    if (swapped !== code) assert.throws(() => parseCode(swapped), NotACode)
  }
})

test("a member's key opens with the password, for that name", async () => {
  const salt = newSalt()
  const { wrap } = await deriveMember("cassé", salt)
  const { privateKey } = await makeKeyPair()
  const wrapped = await wrapPrivate(wrap, "a.martin", privateKey)
  const other = await deriveMember("casse", salt)

  assert.equal(wrap.extractable, false)
  assert.deepEqual(await unwrapPrivate(wrap, "a.martin", wrapped), privateKey)
  await assert.rejects(unwrapPrivate(wrap, "b.martin", wrapped), CannotOpen)
  await assert.rejects(unwrapPrivate(other.wrap, "a.martin", wrapped), CannotOpen)
  await assert.rejects(deriveMember("cassé", randomBytes(8)), RangeError)
})

test("six words, and others for another key", async () => {
  const { publicKey } = await makeKeyPair()
  const words = await fingerprint(publicKey)

  assert.match(words, /^([a-z]{4,8} ){5}[a-z]{4,8}$/)
  assert.notEqual(await fingerprint(flipped(publicKey, 64)), words)
})

test("only one spelling of bytes is read", () => {
  for (const text of ["é", "YQ", "YQ=", "YQ==\n", "YR==", "Y Q==", "-_8="]) {
    assert.throws(() => fromBase64(text), CannotOpen)
  }
  const raw = randomBytes(100)

  assert.deepEqual(fromBase64(toBase64(raw)), raw)
})
