/** A file that was sent, read again to hand it over: the same page, and nothing kept. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { Api } from "../agent/api.ts"
import { exportedTo, readAgain } from "../agent/file-again.ts"
import { fromBase64, toBase64 } from "../shared/bytes.ts"
import { fileDocumentText } from "../shared/documents.ts"
import { makeKeyPair, type RawPair } from "../shared/envelopes.ts"
import { type Block, makeExport, shownHash } from "../shared/export.ts"
import { fileHash, fileKeys, newFile, sealFile } from "../shared/file.ts"
import { sealTo } from "../shared/sealing.ts"
import { STATION } from "./agent-course.ts"
import { aHouse, PASSWORD } from "./agent-house.ts"
import { aTransmission } from "./agent-report-doors.ts"
import { aDocument } from "./documents.ts"

const ONE = aTransmission({ kind: "paper", target: STATION.id, readable: true })
const DOOR = `GET /v1/transmissions/${ONE.transmission}/file`

/** Someone has just signed in: no conversation, no tab that sent it. */
async function after(sealedTo?: RawPair) {
  const house = await aHouse()
  await house.session.signIn("camille", PASSWORD)
  await house.session.keys.refresh()
  const { id: file, fk } = newFile()
  const said = [{ side: "visitor", at: 1, text: "é".repeat(30_000) }] as const
  const document = aDocument({ file, station: STATION.id, said })
  const text = fileDocumentText(document)
  const label = { purpose: "file", subject: file, target: "police", epoch: 1 } as const
  const point = (sealedTo ?? house.desk).publicKey
  const sealed = {
    file,
    envelope: {
      target: "police",
      epoch: 1,
      sealed: toBase64(await sealTo(point, label, fk)),
    },
    parts: (await sealFile(await fileKeys(fk), file, text)).map(toBase64),
    hash: toBase64(await fileHash(text)),
  }
  const { gives } = house.server
  const give = (but: object = {}) =>
    gives.set(DOOR, { ...sealed, of: sealed.parts.length, ...but })
  give()
  gives.set(`GET /v1/stations/${STATION.id}`, STATION)
  const paths: string[] = []
  const api = new Api((path, init) => {
    paths.push(path)
    return house.server.ask(path, init)
  })
  const read = () => readAgain({ api, keys: house.session.keys }, ONE)
  return { house, document, sealed, give, read, paths }
}

test("whoever holds the desk's key makes the very page that was made at first", async () => {
  const { document, read, paths } = await after()
  const again = await read()
  const first = await makeExport(document, exportedTo(STATION))
  const made = await makeExport(again.document, again.to)

  assert.deepEqual(document, again.document)
  assert.equal(first.hash, made.hash)
  assert.equal(first.html, made.html)
  assert.ok(paths.includes("/v1/transmissions/t1/file?reason=transmit"))
})

test("what is printed is what the page shows, word for word, its hash too", async () => {
  const { read } = await after()
  const { document, to } = await read()
  const made = await makeExport(document, to)
  const body = /<body>([^]*)<\/body>/.exec(made.html)?.[1] ?? ""
  const plain = (html: string) =>
    html
      .replace(/<[^>]+>/g, "\n")
      .replace(/&lt;|&gt;|&quot;|&amp;/g, (sign) => SIGNS[sign] ?? sign)
      .replace(/\n+/g, "\n")
      .trim()

  assert.equal(
    plain(body),
    textsOf(made.blocks).join("\n").replace(/\n+/g, "\n").trim(),
  )
  assert.ok(textsOf(made.blocks).includes(shownHash(made.hash)))
})

const SIGNS: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&amp;": "&",
}

function textsOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.tag === "div") return textsOf(block.blocks)
    if (block.tag === "dl") return block.rows.flatMap(([name, value]) => [name, value])
    return [block.text]
  })
}

test("a part lost, moved, altered, or another document, and nothing goes out", async () => {
  const { sealed, give, read } = await after()
  const [first, second, ...others] = sealed.parts
  assert.ok(first && second)
  const spoilt = fromBase64(first)
  spoilt[40] = (spoilt[40] ?? 0) ^ 1
  for (const but of [
    { parts: sealed.parts.slice(1) },
    { parts: sealed.parts.slice(1), of: sealed.parts.length - 1 },
    { parts: [second, first, ...others] },
    { parts: [toBase64(spoilt), second, ...others] },
    { hash: toBase64(new Uint8Array(32)) },
    { file: "g".repeat(22) },
  ]) {
    give(but)
    await assert.rejects(read(), /ne s'ouvre pas/)
  }
})

test("sealed to another key, or asked of a locked console, it stays sealed", async () => {
  const other = await after(await makeKeyPair())
  await assert.rejects(other.read(), /ne s'ouvre pas/)

  const { house, read } = await after()
  const { keys } = house.session
  keys.drop()
  await assert.rejects(read(), { name: "KeyRefused" })
})

test("a station that the directory lost stands by its id; a refusal is a refusal", async () => {
  const { house, read, document } = await after()
  house.server.refuse.set(`GET /v1/stations/${STATION.id}`, [404, "not-found"])
  const { to } = await read()
  assert.equal(null, to)
  assert.ok((await makeExport(document, to)).html.includes(STATION.id))

  house.server.refuse.set(DOOR, [404, "not-found"])
  await assert.rejects(read(), { name: "Refused", code: "not-found" })
  house.server.refuse.set(`GET /v1/stations/${STATION.id}`, [500, "unexpected"])
  await assert.rejects(read(), { name: "Refused" })
})
