/** Notes after a transfer: read with any key of ours, written with the newest one. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { Refused } from "../agent/api.ts"
import { NoteBook } from "../agent/note-book.ts"
import type { Desk, Envelope, SealedNote } from "../agent/shapes.ts"
import { fromBase64, randomBytes, toBase64 } from "../shared/bytes.ts"
import { makeKeyPair, openSealed } from "../shared/envelopes.ts"
import { importNoteKey, openNote, sealNote } from "../shared/notes.ts"
import { sealTo } from "../shared/sealing.ts"
import { aConversation, aHouse, pairOf, PASSWORD } from "./agent-house.ts"

/** A house with a second desk, relief, whose key the officer does not hold. */
async function twoDesks() {
  const house = await aHouse()
  const relief = await makeKeyPair()
  await house.server.addRow("relief", 1, toBase64(relief.publicKey))
  await house.session.signIn("camille", PASSWORD)
  const { held } = await aConversation(house)
  const book = () => new NoteBook(house.api, held.conversation)
  const { keys } = house.session
  await keys.refresh()
  return { house, relief, id: held.conversation, fence: held.fence, keys, book }
}

async function noteEnvelope(
  desk: Desk,
  point: Uint8Array<ArrayBuffer>,
  id: string,
  raw: Uint8Array<ArrayBuffer>,
): Promise<Envelope> {
  const label = { purpose: "note", subject: id, target: desk, epoch: 1 } as const
  const sealed = toBase64(await sealTo(point, label, raw))
  return { desk, epoch: 1, purpose: "note", sealed }
}

async function sealed(
  raw: Uint8Array<ArrayBuffer>,
  id: string,
  n: number,
  text: string,
): Promise<SealedNote> {
  const key = await importNoteKey(raw)
  return { n, sealed: toBase64(await sealNote(key, id, n, text)), at: n, by: "m" }
}

test("the note key sealed for another desk opens with that desk's key only", async () => {
  const { house, relief, id, fence, keys, book } = await twoDesks()
  const notes = book()
  await notes.add(keys, "police", fence, "Relève : elle attend le rappel.")
  const given = await notes.sealedFor(keys, "relief")
  assert.ok(given)
  const label = { purpose: "note", subject: id, target: "relief", epoch: 1 } as const
  const bytes = fromBase64(given.sealed)
  const raw = await openSealed(await pairOf(relief), label, bytes)
  const [note] = house.server.notes
  const text = await openNote(
    await importNoteKey(raw),
    id,
    1,
    fromBase64(note?.sealed ?? ""),
  )

  assert.equal("Relève : elle attend le rappel.", text)
  await assert.rejects(openSealed(await pairOf(house.desk), label, bytes))
})

test("another desk's note key lying first stops nothing", async () => {
  const { house, relief, id, keys, book } = await twoDesks()
  const raw = randomBytes(32)
  house.server.envelopes = [
    await noteEnvelope("relief", relief.publicKey, id, raw),
    await noteEnvelope("police", house.desk.publicKey, id, raw),
  ]
  house.server.notes = [await sealed(raw, id, 1, "Elle est chez sa sœur.")]
  const notes = book()
  await notes.read(keys, house.server)

  assert.deepEqual(
    ["Elle est chez sa sœur."],
    notes.shown.value.map(({ text }) => text),
  )
})

test("notes left behind are counted unread, and the next one makes a key", async () => {
  const { house, relief, id, fence, keys, book } = await twoDesks()
  const raw = randomBytes(32)
  house.server.envelopes = [await noteEnvelope("relief", relief.publicKey, id, raw)]
  house.server.notes = [await sealed(raw, id, 1, "Laissée là-bas.")]
  const notes = book()
  await notes.read(keys, house.server)
  await notes.add(keys, "police", fence, "Reprise à zéro.")
  const again = book()
  await again.read(keys, house.server)

  assert.deepEqual(
    [null, "Reprise à zéro."],
    again.shown.value.map(({ text }) => text),
  )
})

test("with two keys of ours, each note is read and the newest key writes", async () => {
  const { house, id, fence, keys, book } = await twoDesks()
  const [former, latter] = [randomBytes(32), randomBytes(32)]
  const point = house.desk.publicKey
  house.server.envelopes = [
    await noteEnvelope("police", point, id, latter),
    await noteEnvelope("police", point, id, former),
  ]
  house.server.notes = [
    await sealed(former, id, 1, "Avant."),
    await sealed(latter, id, 2, "Après."),
  ]
  const notes = book()
  await notes.read(keys, house.server)
  await notes.add(keys, "police", fence, "Encore.")
  const last = fromBase64(house.server.notes.at(-1)?.sealed ?? "")

  assert.deepEqual(
    ["Avant.", "Après.", "Encore."],
    notes.shown.value.map(({ text }) => text),
  )
  assert.equal("Encore.", await openNote(await importNoteKey(latter), id, 3, last))
})

test("a server that does not answer is no missing key", async () => {
  const { house, relief, id, keys, book } = await twoDesks()
  const envelope = await noteEnvelope("relief", relief.publicKey, id, randomBytes(32))
  house.server.refuse.set("GET /v1/grants", [503, "storage-unavailable"])
  const read = book().read(keys, { envelopes: [envelope], notes: [] })

  await assert.rejects(read, Refused)
})

test("a supervisor's note goes without a fence, and leaves the draft alone", async () => {
  const { house, id, keys, book } = await twoDesks()
  const notes = book()
  notes.draft.value = "en cours"
  Object.assign(house.server.held ?? {}, { fence: null }) // who reads along has none
  await notes.add(keys, "police", null, "Salle : demandez où sont les enfants.")
  const sent = house.server.bodyOf(`POST /v1/conversations/${id}/notes`)

  assert.equal(null, sent["fence"])
  assert.equal("en cours", notes.draft.value)
})
