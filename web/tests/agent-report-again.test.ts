/** A report that is kept, read again: the same document, or said not to be. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { Api } from "../agent/api.ts"
import type { Transmission } from "../agent/court-shapes.ts"
import { FIRST_LETTER } from "../agent/letter.ts"
import { readReportAgain } from "../agent/report-again.ts"
import { EMPTY, textOf, withLetter } from "../agent/report-doc.ts"
import { sendingOf, sendLetter } from "../agent/sending.ts"
import { fromBase64, toBase64 } from "../shared/bytes.ts"
import { fileDocumentText, type KeptLetter, readReport } from "../shared/documents.ts"
import { makeKeyPair, type RawPair } from "../shared/envelopes.ts"
import { reportKey, sealReport } from "../shared/report.ts"
import { sealTo } from "../shared/sealing.ts"
import { anOpenTalk } from "./agent-line.ts"
import { aTransmission, COURT, ReportDoors } from "./agent-report-doors.ts"
import { aDocument } from "./documents.ts"

const AUTHOR = { officer: "Camille", desk: "Police" }

/** It went to the prosecutor; its conversation is closed. */
async function after({ sealedTo }: { sealedTo?: RawPair } = {}) {
  const { house, talk } = await anOpenTalk({ danger: true })
  const doors = new ReportDoors(house.server, talk.id)
  const sending = sendingOf(talk)
  sending.place.choose({ insee: "75111", name: "Paris 11e" })
  await sending.lookUp(house.api)
  await talk.openReport()
  talk.sheet.change({ reported: "Il m'a serré le cou.", view: "Récit précis." })
  talk.sheet.letter.value = { ...FIRST_LETTER, wishes: "Être rappelée." }
  await sendLetter(talk, AUTHOR)
  const made = talk.sheet.made.value
  const sent = doors.transmissions[0]
  assert.ok(made && sent)
  const ck = new Uint8Array(32).fill(7)
  const label = {
    purpose: "report",
    subject: talk.id,
    target: "police",
    epoch: 1,
  } as const
  const point = (sealedTo ?? house.desk).publicKey
  const envelope = {
    target: "police",
    epoch: 1,
    sealed: toBase64(await sealTo(point, label, ck)),
  }
  const key = await reportKey(ck)
  const paths: string[] = []
  const api = new Api((path, init) => {
    paths.push(path)
    return house.server.ask(path, init)
  })
  /** What stands on the server from now on. */
  const give = async (text: string, version = 2) => {
    const parts = (await sealReport(key, talk.id, version, text)).map(toBase64)
    const found = { envelopes: [envelope], memory: false, version, parts }
    house.server.gives.set(`GET /v1/conversations/${talk.id}/report-text`, found)
    return found
  }
  const one = aTransmission({
    conversation: talk.id,
    target: COURT.id,
    hash: String(sent["hash"]),
    kept: true,
  })
  const doc = talk.sheet.doc.value
  await give(textOf(doc))
  const read = (but: Partial<Transmission> = {}) =>
    readReportAgain({ api, keys: house.session.keys }, { ...one, ...but })
  return { house, talk, doors, made, doc, give, read, paths }
}

test("once it is over the very document that went is made again", async () => {
  const { made, doc, read, paths, talk, doors } = await after()
  const { doc: again, letter } = await read()

  assert.deepEqual(doc, again)
  assert.deepEqual({ text: made.text, hash: made.hash, same: true }, letter)
  assert.deepEqual([`/v1/conversations/${talk.id}/report-text?reason=after`], paths)
  assert.equal(1, doors.versions.length, "the letter and what it is of are one version")
})

test("a report that has changed since makes another document, and it is said", async () => {
  const { made, doc, give, read } = await after()
  await give(textOf({ ...doc, facts: "Strangulation" }))
  const { letter } = await read()

  assert.equal(false, letter?.same)
  assert.notEqual(made.hash, letter?.hash)
  assert.match(letter?.text ?? "", /Strangulation/)
})

test("of two letters the one that went is printed, and to that court", async () => {
  const { made, doc, give, read } = await after()
  const [kept] = doc.letters ?? []
  assert.ok(kept)
  await give(textOf(withLetter(doc, { ...kept, dated: "plus tard" })))
  assert.equal(made.hash, (await read()).letter?.hash)
  assert.equal(null, (await read({ target: "tj-lyon" })).letter)

  await give(textOf({ ...doc, letters: [{ ...kept, dated: "plus tard" }] }))
  const { letter } = await read()
  assert.match(letter?.text ?? "", /^Le plus tard$/m, "never dated anew")
  assert.equal(false, letter?.same)
})

test("without what completes it, or for a centre, there is a report and no document", async () => {
  const { doc, give, read } = await after()
  assert.equal(null, (await read({ kind: "centre", hash: null })).letter)
  await give(textOf({ ...doc, letters: [] }))
  const { doc: again, letter } = await read()

  assert.equal(null, letter)
  assert.equal(doc.reported, again.reported)
  assert.equal(doc.view, again.view)
})

test("altered, of another version, or sealed to another key, it stays sealed", async () => {
  const { doc, give, read, house, talk } = await after()
  const door = `GET /v1/conversations/${talk.id}/report-text`
  const found = await give(textOf(doc))
  const spoilt = fromBase64(found.parts[0] ?? "")
  spoilt[40] = (spoilt[40] ?? 0) ^ 1
  for (const but of [
    { parts: [toBase64(spoilt)] },
    { version: 3 },
    { parts: [] },
    { envelopes: [] },
  ]) {
    house.server.gives.set(door, { ...found, ...but })
    await assert.rejects(read(), /ne s'ouvre pas/)
  }
  const other = await after({ sealedTo: await makeKeyPair() })
  await assert.rejects(other.read(), /ne s'ouvre pas/)
  house.session.keys.drop()
  house.server.gives.set(door, found)
  await assert.rejects(read(), { name: "KeyRefused" })
})

test("what completes a letter never goes with a file, nor stops a long report", async () => {
  const { doc } = await after()
  const [kept] = doc.letters ?? []
  assert.ok(kept)
  const file = fileDocumentText(aDocument({ report: doc }))
  assert.ok(file.includes("Récit précis") && !file.includes("Être rappelée"))
  assert.deepEqual(doc, readReport(textOf(doc)))

  const long: KeptLetter = { ...kept, wishes: "x".repeat(16_000) }
  let full = { ...EMPTY, reported: "é".repeat(20_000) }
  for (let n = 0; n < 3; n += 1) full = withLetter(full, { ...long, dated: `${n}` })
  assert.deepEqual(
    ["2"],
    full.letters?.map(({ dated }) => dated),
  )
  assert.deepEqual([], withLetter({ ...full, facts: "é".repeat(9_000) }, long).letters)
})
