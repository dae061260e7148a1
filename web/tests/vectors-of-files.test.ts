/** The shared vectors of what goes to a station, and of the two codes that she keeps. */
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import * as numbers from "../shared/appointment-number.ts"
import type { Bytes } from "../shared/bytes.ts"
import { importPair, makeKeyPair } from "../shared/envelopes.ts"
import * as files from "../shared/file.ts"
import * as opening from "../shared/opening-code.ts"
import * as reception from "../shared/reception.ts"
import * as reports from "../shared/report.ts"
import { CannotOpen } from "../shared/sealing-errors.ts"
import type { Vectors } from "./vectors.ts"

const text = readFileSync("tests/client/vectors.json", "utf-8")
const vectors = JSON.parse(text) as Vectors
const { conversation } = vectors
const other = "AAAAAAAAAAAAAAAAAAAAAA"

function raw(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex")
}

async function digests(parts: readonly Bytes[]): Promise<string[]> {
  const all = parts.map((part) => crypto.subtle.digest("SHA-256", part))
  return (await Promise.all(all)).map((one) => hex(new Uint8Array(one)))
}

/** What must not open: a part less, two swapped, all twice, one bit. */
function spoiled(parts: readonly Bytes[]): Bytes[][] {
  const bit = Uint8Array.from(parts[0] ?? [])
  bit[30] = (bit[30] ?? 0) ^ 1
  const all = [...parts]
  return [
    all.slice(0, -1),
    [...all].reverse(),
    [...all, ...all],
    [bit, ...all.slice(1)],
  ]
}

test("a report in parts", async () => {
  const { version, piece, times, nonces, digests: expected } = vectors.report
  const key = await reports.reportKey(raw(vectors.direction_keys.ck))
  const long = piece.repeat(times)
  const sealed = (id: string, n: number) =>
    reports.sealReport(key, id, n, long, nonces.map(raw))
  const parts = await sealed(conversation, version)

  assert.deepEqual(await digests(parts), expected)
  assert.equal(await reports.openReport(key, conversation, version, parts), long)
  const elsewhere = [await sealed(conversation, 2), await sealed(other, version)]
  for (const wrong of [...spoiled(parts), ...elsewhere]) {
    const read = reports.openReport(key, conversation, version, wrong)
    await assert.rejects(read, CannotOpen)
  }
})

test("an identity", async () => {
  const { file, fk, identity } = vectors.file
  const { revision, nonce, refused } = identity
  const keys = await files.fileKeys(raw(fk))
  const made = files.sealIdentity(keys, file, revision, identity.text, raw(nonce))

  assert.equal(hex(await made), identity.sealed)
  const read = (sealed: string) => files.openIdentity(keys, file, revision, raw(sealed))
  assert.equal(await read(identity.sealed), identity.text)
  for (const { why, sealed } of refused) {
    await assert.rejects(read(sealed), CannotOpen, why)
  }
})

test("a file in parts", async () => {
  const { file, fk, hash, piece, times, nonces, digests: expected } = vectors.file
  const keys = await files.fileKeys(raw(fk))
  const long = piece.repeat(times)
  const parts = await files.sealFile(keys, file, long, nonces.map(raw))

  assert.deepEqual(await digests(parts), expected)
  assert.equal(await files.openFile(keys, file, parts, raw(hash)), long)
  const elsewhere = await files.sealFile(keys, other, long, nonces.map(raw))
  for (const wrong of [...spoiled(parts), elsewhere]) {
    await assert.rejects(files.openFile(keys, file, wrong, raw(hash)), CannotOpen)
  }
  const notThat = await files.fileHash("another document")
  await assert.rejects(files.openFile(keys, file, parts, notThat), CannotOpen)
})

test("a name to call", async () => {
  const { appointment, secret, name, nonce, sealed } = vectors.name_to_call
  const made = reception.sealNameWith(raw(secret), appointment, name, raw(nonce))

  assert.equal(hex(await made), sealed)
  assert.equal(
    await reception.openNameWith(raw(secret), appointment, raw(sealed)),
    name,
  )
})

test("a name opens at its station and appointment alone", async () => {
  const pair = await makeKeyPair()
  const keys = await importPair(pair)
  const made = await reception.sealName(pair.publicKey, "S-1", 1, conversation, "Alix")

  const read = (station: string, appointment: string) =>
    reception.openName(keys, station, 1, appointment, made)
  assert.equal(await read("S-1", conversation), "Alix")
  await assert.rejects(read("S-2", conversation), CannotOpen)
  await assert.rejects(read("S-1", other), CannotOpen)
})

test("opening code", async () => {
  const { code, file, auth, auth_hash, nonce, wrapped, refused } = vectors.opening
  const keys = await opening.openingKeys(opening.parseCode(code))
  const fk = raw(vectors.file.fk)

  assert.equal(hex(keys.auth), auth)
  assert.equal(hex(await opening.authHash(keys.auth)), auth_hash)
  assert.equal(hex(await opening.wrapFile(keys, file, fk, raw(nonce))), wrapped)
  assert.deepEqual(await opening.unwrapFile(keys, file, raw(wrapped)), fk)
  for (const { why, wrapped: wrong } of refused) {
    await assert.rejects(opening.unwrapFile(keys, file, raw(wrong)), CannotOpen, why)
  }
})

test("appointment number", async () => {
  const { number, shown, typed, hash, refused } = vectors.appointment_numbers

  for (const one of typed) assert.equal(numbers.parseNumber(one), number)
  assert.equal(numbers.showNumber(number), shown)
  assert.equal(hex(await numbers.numberHash(number)), hash)
  for (const one of refused) {
    assert.throws(() => numbers.parseNumber(one), numbers.NotANumber, one)
  }
  const made = numbers.makeNumber()
  assert.equal(numbers.parseNumber(numbers.showNumber(made)), made)
})
