/** Files at a station: opened with its key or her code, never shown when they are not right. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { randomBytes, toBase64, utf8 } from "../shared/bytes.ts"
import { makeKeyPair } from "../shared/envelopes.ts"
import { checkExport, hashBytes, makeExport } from "../shared/export.ts"
import { makeCode, showCode } from "../shared/opening-code.ts"
import { freeSlots, grouped } from "../station/file-acts.ts"
import type { SealedFile, Slot } from "../station/shapes.ts"
import { settle } from "./fake-network.ts"
import {
  aDocument,
  aFileSent,
  aRow,
  aStationHouse,
  type Here,
  STATION,
} from "./station-server.ts"

const OPEN = "POST /v1/station/open"

function change(here: Here, file: string, but: Partial<SealedFile>): void {
  const sealed = here.server.sealed.get(file)
  if (sealed) here.server.sealed.set(file, { ...sealed, ...but })
}

test("a file opens with the key of its station, and its reason is told", async () => {
  const here = await aStationHouse()
  const { id, document } = await aFileSent(here)
  const { reading } = here.console

  await reading.read(id, "received")
  assert.deepEqual(document, reading.opened.value?.document)
  assert.equal(false, reading.opened.value?.byCode)
  assert.equal(1, here.server.asked(`GET /v1/files/${id}?reason=received`))
})

test("a file sealed for somebody else is refused, and what was open stays", async () => {
  const here = await aStationHouse()
  const mine = await aFileSent(here)
  const theirs = await aFileSent(here, { to: await makeKeyPair() })
  const elsewhere = await aFileSent(here, { target: "investigation.ailleurs" })
  const { reading } = here.console
  await reading.read(mine.id, "received")

  for (const { id } of [theirs, elsewhere]) {
    await assert.rejects(reading.read(id, "received"), /n'est pas scellé pour vous/)
  }
  assert.equal(mine.id, reading.opened.value?.file)
})

test("a file altered anywhere is not shown", async () => {
  const here = await aStationHouse()
  const { id } = await aFileSent(here)
  const other = await aFileSent(here)
  const sealed = here.server.sealed.get(id) as SealedFile
  const moved = here.server.sealed.get(other.id)?.parts ?? []

  for (const but of [
    { parts: [toBase64(randomBytes(285))] },
    { parts: moved },
    { parts: [...sealed.parts, ...sealed.parts] },
    { parts: [], of: 0 },
    { of: sealed.of + 1 },
    { hash: toBase64(randomBytes(32)) },
  ]) {
    change(here, id, { ...sealed, ...but })
    const read = here.console.reading.read(id, "received")
    await assert.rejects(read, /n'est pas celui qui a été envoyé/, JSON.stringify(but))
  }
  assert.equal(null, here.console.reading.opened.value)
})

test("a document that says it is another file is not shown", async () => {
  const here = await aStationHouse()
  const { id } = await aFileSent(here, { document: aDocument("B".repeat(22)) })

  await assert.rejects(here.console.reading.read(id, "received"), /Ce dossier/)
})

test("her code opens her file at any station", async () => {
  const here = await aStationHouse()
  const code = makeCode()
  const { document } = await aFileSent(here, {
    code,
    target: "investigation.ailleurs",
  })
  const { reading } = here.console

  await reading.readWithCode(showCode(code), "appointment")
  assert.deepEqual(document, reading.opened.value?.document)
  assert.equal(true, reading.opened.value?.byCode)
})

test("a code mistyped is found here, and the code itself is never sent", async () => {
  const here = await aStationHouse()
  const code = makeCode()
  await aFileSent(here, { code })
  const slipped = (code.startsWith("1") ? "2" : "1") + code.slice(1)
  const { reading } = here.console

  await assert.rejects(reading.readWithCode(slipped, "appointment"), /faute de frappe/)
  assert.equal(0, here.server.asked(OPEN))
  await reading.readWithCode(code, "appointment")
  assert.equal(false, JSON.stringify(here.server.staff.asked).includes(code))
})

test("a code of nothing is told as that", async () => {
  const here = await aStationHouse()

  await assert.rejects(
    here.console.reading.readWithCode(makeCode(), "appointment"),
    /Aucun dossier ne s'ouvre/,
  )
})

test("locking forgets the file that is open, and one on its way", async () => {
  const here = await aStationHouse()
  const { id } = await aFileSent(here)
  const { reading, session } = here.console
  await reading.read(id, "received")
  session.lock()

  assert.equal(null, reading.opened.value)
  assert.equal(null, here.console.watching.view.value)
  await assert.rejects(reading.read(id, "received"))
  assert.equal(null, reading.opened.value)
})

test("closing while a file is on its way shows nothing", async () => {
  const here = await aStationHouse()
  const { id } = await aFileSent(here)
  const reading = here.console.reading.read(id, "received")
  here.console.reading.close()
  await reading

  assert.equal(null, here.console.reading.opened.value)
})

test("what is done to a file is asked of the server, and the list read again", async () => {
  const here = await aStationHouse()
  const { id } = await aFileSent(here)
  const { acts } = here.console
  const looks = here.server.asked("GET /v1/station")

  await acts.acknowledge(id)
  await acts.mark(id, "to-recontact")
  await acts.propose(id, ["a", "b"])
  const at = `POST /v1/files/${id}`
  assert.equal(1, here.server.asked(`${at}/acknowledge`))
  assert.deepEqual({ mark: "to-recontact" }, here.server.staff.bodyOf(`${at}/mark`))
  assert.deepEqual({ slots: ["a", "b"] }, here.server.staff.bodyOf(`${at}/propose`))
  assert.equal(looks + 3, here.server.asked("GET /v1/station"))
})

test("an exported page is known again; one changed sign, and it is not", async () => {
  const here = await aStationHouse()
  const { document } = await aFileSent(here)
  const { acts } = here.console
  const page = await acts.export(document, null)

  const same = await acts.check(utf8(page))
  assert.equal(true, same.checked.intact)
  assert.equal(true, same.known?.known)
  assert.equal(document.file, same.known?.file)

  const altered = await acts.check(utf8(page.replace("Mme E.", "Mme F.")))
  assert.equal(false, altered.checked.intact)
  assert.notEqual("", altered.checked.hash)
  assert.equal(null, altered.known)
})

test("a page that stands but was made elsewhere is not known", async () => {
  const here = await aStationHouse()
  const { document } = await aFileSent(here)
  const { html } = await makeExport(document)

  const { checked, known } = await here.console.acts.check(utf8(html))
  assert.equal(true, checked.intact)
  assert.equal(false, known?.known)
})

test("a page of another's that carries a document we sent is told apart", async () => {
  const here = await aStationHouse()
  const { document } = await aFileSent(here)
  const elsewhere = { name: "Ailleurs", address: "1 rue Fictive", phone: "" }
  const page = await makeExport(document, elsewhere)
  const { fileHash } = await checkExport(page.html)
  const sent = { file: document.file, at: 1, by: "Camille" }
  here.server.exports.set(hashBytes(fileHash), sent)

  const { known, ...told } = await here.console.acts.check(utf8(page.html))
  assert.equal(false, known?.known)
  assert.deepEqual([true, false], [told.carriesKnown, told.madeOfIt])
})

test("the page an officer made of a document we sent is known by making it again", async () => {
  const here = await aStationHouse()
  const { document } = await aFileSent(here)
  const page = await makeExport(document)
  const { fileHash } = await checkExport(page.html)
  const sent = { file: document.file, at: 1, by: "Camille" }
  here.server.exports.set(hashBytes(fileHash), sent)

  const { known, madeOfIt } = await here.console.acts.check(utf8(page.html))
  assert.equal(true, madeOfIt)
  assert.deepEqual({ known: true, ...sent }, known)
})

test("a file that is no export says nothing, whatever its bytes", async () => {
  const here = await aStationHouse()

  for (const page of [utf8("bonjour"), randomBytes(300), utf8("")]) {
    const { checked, known } = await here.console.acts.check(page)
    assert.deepEqual(["", false, null], [checked.hash, checked.intact, known])
  }
  assert.equal(0, here.server.asked("POST /v1/exports/check"))
})

test("no page is given when its hash could not be kept", async () => {
  const here = await aStationHouse()
  const { document } = await aFileSent(here)
  here.server.down = true

  await assert.rejects(here.console.acts.export(document, null))
})

test("files go by day, the overdue first", () => {
  const now = Date.parse("2026-11-05T08:00:00Z")
  const booked = (at: number) => ({ at, minutes: 30, state: "booked" })
  const hour = 3_600_000
  const rows = [
    aRow("later", { appointment: booked(now + 48 * hour) }),
    aRow("noon", { appointment: booked(now + 3 * hour) }),
    aRow("morning", { appointment: booked(now - hour) }),
    aRow("late", { appointment: booked(now + 5 * hour), overdue: true }),
    aRow("gone", { appointment: booked(now - 48 * hour) }),
    aRow("cancelled", { appointment: { ...booked(now), state: "cancelled" } }),
    aRow("none"),
  ]
  const groups = grouped(rows, () => "Europe/Paris", now)
  const names = (key: "today" | "coming" | "other") =>
    groups[key].map(({ file }) => file)

  assert.deepEqual(["late", "morning", "noon"], names("today"))
  assert.deepEqual(["later"], names("coming"))
  assert.deepEqual(["none", "gone", "cancelled"], names("other"))
})

test("only free hours to come, of that station, may be proposed", () => {
  const one = (but: Partial<Slot>): Slot => ({
    slot: "free",
    station: STATION,
    at: 10,
    minutes: 30,
    taken: false,
    withdrawn: false,
    ...but,
  })
  const slots = [
    one({ slot: "second", at: 20 }),
    one({}),
    one({ slot: "past", at: 1 }),
    one({ slot: "taken", taken: true }),
    one({ slot: "withdrawn", withdrawn: true }),
    one({ slot: "elsewhere", station: "ailleurs" }),
  ]

  assert.deepEqual(
    ["free", "second"],
    freeSlots(slots, STATION, 5).map(({ slot }) => slot),
  )
})

test("what the server shows stays when it does not answer, and that is told", async () => {
  const here = await aStationHouse()
  await aFileSent(here)
  const { watching } = here.console
  await watching.look()
  here.server.down = true
  await watching.look()

  assert.equal(1, watching.view.value?.files.length)
  assert.equal(false, watching.reachable.value)
  here.server.down = false
  await watching.look()
  assert.equal(true, watching.reachable.value)
})

test("a session that is over is told, and nothing stays", async () => {
  const here = await aStationHouse()
  const { id } = await aFileSent(here)
  await here.console.reading.read(id, "received")
  here.server.staff.refuse.set("GET /v1/station", [401, "not-signed-in"])
  await here.console.watching.look()
  await settle()

  assert.equal("out", here.console.session.phase.value)
  assert.equal(null, here.console.reading.opened.value)
  assert.notEqual("", here.console.session.notice.value)
})
