/** To the prosecutor, to an operations centre, from memory; and what is followed. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { offencesById } from "../agent/catalogue.ts"
import { Watch } from "../agent/desk.ts"
import { FIRST_LETTER, letterText } from "../agent/letter.ts"
import { MemoryReports } from "../agent/memory-report.ts"
import { findPlaces, PlaceSearch } from "../agent/places.ts"
import { EMPTY, withPiste } from "../agent/report-doc.ts"
import { hexOf, noteCall, sendingOf, sendLetter } from "../agent/sending.ts"
import type { Memory } from "../agent/shapes.ts"
import { actsLeft, add, isOpen, Transmissions } from "../agent/transmissions.ts"
import { fromBase64 } from "../shared/bytes.ts"
import { openSealed } from "../shared/envelopes.ts"
import { fileHash } from "../shared/file.ts"
import { openReport, reportKey } from "../shared/report.ts"
import { aView } from "./agent-desk.ts"
import { aHouse, PASSWORD, pairOf } from "./agent-house.ts"
import { anOpenTalk } from "./agent-line.ts"
import { aTransmission, COURT, ReportDoors } from "./agent-report-doors.ts"

const PARIS = { insee: "75111", name: "Paris 11e" }
const AUTHOR = { officer: "Camille", desk: "Police" }

async function aSending() {
  const open = await anOpenTalk({ danger: true })
  const doors = new ReportDoors(open.house.server, open.talk.id)
  const sending = sendingOf(open.talk)
  sending.place.choose(PARIS)
  await sending.lookUp(open.house.api)
  return { ...open, doors, sending }
}

test("a letter to the prosecutor says what the law asks, and is hashed as it stands", async () => {
  const { talk, doors, house } = await aSending()
  await talk.openReport()
  const offence = offencesById.get("viol") ?? [...offencesById.values()][0]
  assert.ok(offence)
  talk.sheet.change({
    ...withPiste(EMPTY, offence),
    reported: "Il m'a serré le cou.",
    view: "Récit précis.",
    persons: [{ role: "accused", what: "Son mari, en fuite" }],
    facts: "Strangulation",
    places: "À son domicile",
    dates: "Dimanche",
  })
  talk.sheet.letter.value = { ...FIRST_LETTER, wishes: "Être rappelée.", urgent: true }
  await sendLetter(talk, AUTHOR)
  const made = talk.sheet.made.value
  const [sent] = doors.transmissions
  assert.ok(made && sent)

  for (const told of [
    "Article 40, alinéa 2",
    "article 19",
    "Camille, plateforme Police",
    "tribunal judiciaire de Paris",
    "Mis en cause désigné\u00a0: Son mari, en fuite",
    "Il m'a serré le cou.",
    "Récit précis.",
    "À son domicile",
    "Dimanche",
    offence.cited,
    `version ${offence.version}`,
    "n'ont été vérifiés",
    "Être rappelée.",
    "URGENT",
    "75111",
    talk.id,
  ]) {
    assert.ok(made.text.includes(told), told)
  }
  assert.equal(made.hash, hexOf(String(sent["hash"])))
  assert.deepEqual(await fileHash(made.text), fromBase64(String(sent["hash"])))
  assert.deepEqual(
    ["prosecutor", COURT.id, COURT.name, true],
    ["kind", "target", "name", "urgent"].map((field) => sent[field]),
  )
  assert.equal(1, doors.versions.length, "what goes is what is kept")
  assert.equal(true, talk.transmitted.value)
  assert.ok(!JSON.stringify(house.server.asked).includes("cou."))
})

test("a court that is not certain is said to be so, on the document too", () => {
  const parts = {
    ...AUTHOR,
    doc: { ...EMPTY, pistes: [{ id: "none", version: 9, name: "Ancien nom" }] },
    letter: FIRST_LETTER,
    court: COURT,
    place: PARIS,
    conversation: "c1",
    at: Date.UTC(2026, 10, 26, 3, 12),
  }

  assert.match(letterText({ ...parts, certain: false }), /Compétence territoriale/)
  const sure = letterText({ ...parts, certain: true })
  assert.doesNotMatch(sure, /Compétence territoriale/)
  assert.match(sure, /26\snovembre 2026/)
  assert.match(sure, /Ancien nom .*version 9.*articles à vérifier/s)
})

test("without a court or a report nothing is sent, and it is said why", async () => {
  const { talk, sending, doors } = await aSending()
  await assert.rejects(sendLetter(talk, AUTHOR), /ouvrez d'abord le signalement/)
  await talk.openReport()
  sending.court.value = null
  await assert.rejects(sendLetter(talk, AUTHOR), /Choisissez d'abord la commune/)
  sending.court.value = COURT
  await assert.rejects(sendLetter(talk, AUTHOR), /Écrivez d'abord ce qui a été/)
  assert.deepEqual([], doors.transmissions)
})

test("a call to the centre needs no report; its hour and names are the officer's own", async () => {
  const { talk, sending, doors, house } = await aSending()
  doors.follow("t1")
  sending.prefill({
    name: "Dominique Exemple",
    address: "3 rue Exemple",
    phone: "",
    contact: { channel: "phone", value: "0600000000" },
  } as never)
  sending.call.value = { by: "Adjudant Martin", outcome: "Une patrouille part" }
  await noteCall(talk, house.api)
  const asked = JSON.stringify(house.server.asked)

  assert.equal("centre", doors.transmissions[0]?.["kind"])
  assert.equal("0100000017", doors.transmissions[0]?.["target"])
  assert.match(
    String(house.server.bodyOf("POST /v1/transmissions/t1/sent")["channel"]),
    /appelé à \d\d:\d\d/,
  )
  assert.equal(
    "Adjudant Martin",
    house.server.bodyOf("POST /v1/transmissions/t1/acknowledged")["by"],
  )
  assert.equal("0600000000", sending.say.value.reach)
  assert.ok(!asked.includes("Exemple") && !asked.includes("0600000000"))
  assert.equal(true, talk.transmitted.value)
})

test("what she gave never takes the place of what the officer typed", async () => {
  const { sending } = await aSending()
  sending.say.value = { ...sending.say.value, where: "Dans la cave" }
  sending.prefill({
    name: "D.",
    address: "3 rue Exemple",
    phone: "0600000000",
    contact: { channel: "none", value: "" },
  } as never)

  assert.deepEqual(
    { where: "Dans la cave", who: "D.", reach: "0600000000", what: "" },
    sending.say.value,
  )
})

test("a place is found by its code or its name; one alone is chosen", async () => {
  const house = await aHouse()
  const { gives, refuse, asked } = house.server
  gives.set("GET /v1/route", { communes: [PARIS] })
  gives.set("GET /v1/communes", {
    communes: [PARIS, { insee: "2", name: "Paris-l'Hôpital" }],
  })
  const search = new PlaceSearch()
  search.typed.value = "75011"
  await search.search(house.api)
  assert.deepEqual(PARIS, search.chosen.value)
  search.typed.value = "Paris"
  await search.search(house.api)
  assert.equal(null, search.chosen.value)
  assert.equal(2, search.found.value.length)
  refuse.set("GET /v1/route", [404, "unknown-postcode"])
  assert.deepEqual([], await findPlaces(house.api, "00000"))
  assert.ok(asked.every(({ body }) => body === ""))
})

test("a later place is not overtaken by the answer to the former", async () => {
  const { sending, house, talk } = await aSending()
  assert.equal(COURT.id, sending.court.value?.id)
  sending.place.choose({ insee: "33063", name: "Bordeaux" })
  house.server.gives.set("GET /v1/courts", {
    court: null,
    others: [COURT],
    certain: false,
    doubt: "Deux tribunaux.",
    day: "2026-11-01",
    source: "",
  })
  await sending.lookUp(house.api)
  assert.equal(null, sending.court.value)
  talk.forget()
  assert.equal(null, sending.courts.value)
  assert.equal("", sending.place.typed.value)
})

test("a paper file shows the number of its station while it waits, and who sent it", async () => {
  const house = await aHouse()
  const rows = [
    aTransmission({ transmission: "t1", kind: "paper", target: "fictif-gn-1" }),
    aTransmission({
      transmission: "t2",
      acknowledged_at: 2,
      acknowledged_by: "Greffe",
    }),
  ]
  house.server.gives.set("GET /v1/transmissions", { transmissions: rows })
  house.server.gives.set("GET /v1/members", {
    members: [{ id: "m1", shown_name: "Camille" }],
  })
  house.server.gives.set("GET /v1/stations/fictif-gn-1", { phone: "0500000000" })
  const transmissions = new Transmissions(house.api)
  await transmissions.read()

  assert.equal("0500000000", transmissions.phones.value.get("fictif-gn-1"))
  assert.deepEqual([true, false], rows.map(isOpen))
  assert.equal("Camille", transmissions.nameOf(rows[0]?.by ?? ""))
  assert.equal("Greffe", transmissions.nameOf("Greffe"))
})

test("what is added is the officer's own, short, and never empty", async () => {
  const house = await aHouse()
  const one = aTransmission()
  house.server.accepts.add("POST /v1/transmissions/t1/outcome")

  await assert.rejects(add(house.api, one, "outcome", "   "))
  await assert.rejects(add(house.api, one, "outcome", "x".repeat(201)), /200\ssignes/)
  await add(house.api, one, "outcome", " Enquête ouverte ")
  assert.equal(
    "Enquête ouverte",
    house.server.bodyOf("POST /v1/transmissions/t1/outcome")["outcome"],
  )
})

async function aMemory() {
  const house = await aHouse()
  await house.session.signIn("camille", PASSWORD)
  await house.session.keys.refresh()
  const watch = new Watch(house.api, () => {})
  const memory: Memory = {
    conversation: "m".repeat(22),
    desk: "police",
    until: Date.now() + 600_000,
  }
  watch.view.value = aView([], { memories: [memory] })
  const keys = () => house.session.keys
  const memories = new MemoryReports({ api: house.api, watch, keys })
  return { house, watch, memory, memories }
}

test("from memory: a fresh key to desk and recovery, marked so, once", async () => {
  const { house, memory, memories } = await aMemory()
  const door = "POST /v1/reports-from-memory"
  house.server.accepts.add(door)
  memories.begin(memory)
  memories.change({ reported: "Elle disait avoir peur de rentrer." })
  await memories.save()
  const sent = house.server.bodyOf(door)
  const envelopes = sent["envelopes"] as { target: string; sealed: string }[]
  const opened = await Promise.all(
    envelopes.map(async ({ target, sealed }) => {
      const pair = await pairOf(target === "recovery" ? house.recovery : house.desk)
      const subject = memory.conversation
      const label = { purpose: "report", subject, target, epoch: 1 } as const
      return openSealed(pair, label, fromBase64(sealed))
    }),
  )
  const [key] = opened
  assert.ok(key)
  const parts = (sent["parts"] as string[]).map(fromBase64)
  const text = await openReport(await reportKey(key), memory.conversation, 1, parts)

  assert.deepEqual(
    ["police", "recovery"],
    envelopes.map(({ target }) => target),
  )
  assert.deepEqual(opened[0], opened[1])
  assert.match(text, /"memory":true/)
  assert.deepEqual([], memories.offered.value)
  assert.equal(true, memories.done.value)
})

test("from memory, a refusal keeps what is typed; a lock seals it until the password", async () => {
  const { house, memory, memories, watch } = await aMemory()
  house.server.refuse.set("POST /v1/reports-from-memory", [404, "not-found"])
  memories.begin(memory)
  await memories.save()
  assert.match(memories.trouble.value, /Rien n'est encore écrit/)
  memories.change({ reported: "Ce que j'ai lu." })
  const bodies = () =>
    house.server.asked
      .filter(({ door }) => door === "POST /v1/reports-from-memory")
      .map(({ body }) => body)
  await memories.save()
  await memories.save()
  assert.equal(bodies()[0], bodies()[1], "its answer may have been lost")
  assert.equal("Ce que j'ai lu.", memories.doc.value.reported)
  assert.notEqual("", memories.trouble.value)

  memories.lockAway(house.session.unsaidKey)
  house.session.lock()
  assert.equal("", memories.doc.value.reported)
  await house.session.unlock(PASSWORD)
  memories.begin(memory)
  await memories.giveBack(house.session.unsaidKey, memory)
  assert.equal("Ce que j'ai lu.", memories.doc.value.reported)
  watch.view.value = aView([], { memories: [{ ...memory, until: 1 }] })
  assert.deepEqual([], memories.offered.value)
})

test("what she took back is over, and nothing is added to it", () => {
  const back = aTransmission({ kind: "paper", withdrawn_at: 2 })
  assert.equal(false, isOpen(back))
  assert.deepEqual([], actsLeft(back))
})
