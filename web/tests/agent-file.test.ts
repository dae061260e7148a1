/** The file: what she agreed to and no more, sealed here, and sent as it was looked at. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { type FileNeeds, prepare, send } from "../agent/file-making.ts"
import { fromBase64, toBase64 } from "../shared/bytes.ts"
import { fileDocumentText, readFileDocument } from "../shared/documents.ts"
import { openSealed } from "../shared/envelopes.ts"
import { fileKeys, openFile } from "../shared/file.ts"
import { reportKey, sealReport } from "../shared/report.ts"
import { aLedTalk, type Led, STATION } from "./agent-course.ts"
import { pairOf } from "./agent-house.ts"
import { message } from "./agent-line.ts"
import { until } from "./agent-desk.ts"
import { aDocument } from "./documents.ts"

/** Every name that may stand in a file, and where. Nothing else ever does. */
const ALLOWED = [
  "v", "file", "conversation_id", "station", "made_at",
  "report.v", "report.reported", "report.view", "report.persons.role",
  "report.persons.what", "report.facts", "report.places", "report.dates",
  "report.pistes.id", "report.pistes.version", "report.pistes.name",
  "report.danger.level", "report.danger.why", "report.memory",
  "identity.v", "identity.name", "identity.called", "identity.born",
  "identity.address", "identity.phone", "identity.email", "identity.contact.channel",
  "identity.contact.value", "identity.contact.hours", "identity.contact.wording",
  "identity.contact.message", "identity.wishes.officer", "identity.wishes.interpreter",
  "identity.wishes.accessible", "identity.wishes.companion", "identity.conversation",
  "said.side", "said.at", "said.text",
  "cards.key", "cards.title", "cards.version", "cards.at",
] // prettier-ignore

function names(value: unknown, at = ""): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => names(one, at))
  if (!value || typeof value !== "object") return [at]
  return Object.entries(value).flatMap(([name, one]) =>
    names(one, at ? `${at}.${name}` : name),
  )
}

/** Ready to send: agreed, given, the station known. */
async function ready(havre = true): Promise<Led> {
  const led = await aLedTalk(havre)
  await led.give({ conversation: true })
  led.tell()
  await until(() => led.course.agreed.value !== null)
  return led
}

function accept({ house, door }: Led): void {
  house.server.accepts.add(door("POST", "file-parts"))
  house.server.accepts.add(door("POST", "file"))
}

interface Envelope {
  readonly target: string
  readonly epoch: number
  readonly sealed: string
}

/** What was posted, opened with the private key of one of its targets. */
async function opened(led: Led, target: string, pair: CryptoKeyPair): Promise<string> {
  const { house, door } = led
  const body = house.server.bodyOf(door("POST", "file"))
  const file = String(body["file"])
  const all = body["envelopes"] as readonly Envelope[]
  const found = all.find((one) => one.target === target)
  assert.ok(found, `nothing for ${target}`)
  const label = { purpose: "file", subject: file, target, epoch: found.epoch } as const
  const fk = await openSealed(pair, label, fromBase64(found.sealed))
  const parts = house.server.asked
    .filter((one) => one.door === door("POST", "file-parts"))
    .map(({ body: text }) => JSON.parse(text) as { n: number; sealed: string })
    .sort((one, two) => one.n - two.n)
    .map(({ sealed }) => fromBase64(sealed))
  return openFile(await fileKeys(fk), file, parts, fromBase64(String(body["hash"])))
}

async function refusal(act: (needs: FileNeeds) => Promise<void>, led: Led) {
  return act(led.needs()).then(
    () => "",
    (cause: Error) => cause.message,
  )
}

test("the station, the desk and recovery open the document; and only they", async () => {
  const led = await ready()
  accept(led)
  await prepare(led.needs())
  const looked = led.course.prepared.value?.document
  await send(led.needs())

  const { desk, recovery } = led.house
  const investigation = `investigation.${STATION.id}`
  for (const [target, pair] of [
    [investigation, led.investigation],
    ["police", desk],
    ["recovery", recovery],
  ] as const) {
    const text = await opened(led, target, await pairOf(pair))
    assert.deepEqual(looked, readFileDocument(text))
  }
  const body = led.house.server.bodyOf(led.door("POST", "file"))
  assert.equal(3, (body["envelopes"] as unknown[]).length)
  assert.equal(true, led.course.sent.value?.here)
  assert.equal(true, led.talk.transmitted.value)
})

test("only known names stand in the document, whatever was in what it is made of", async () => {
  const led = await ready()
  await led.give({ conversation: true, member: "x", fk: "y" } as object)
  led.line.view?.said(message({ text: "Bonjour." }))
  await led.talk.addNote("Fiche envoyée : Partir (partir, version 1, courant)")
  accept(led)
  await prepare(led.needs())
  await send(led.needs())
  const sent = JSON.parse(
    await opened(led, "police", await pairOf(led.house.desk)),
  ) as object
  const whole = aDocument({
    said: [{ side: "visitor", at: 1, text: "Bonjour." }],
    cards: [{ key: "partir", title: "Partir", version: 1, at: 1 }],
  })

  const more = { ...whole, by: "x", identity: { ...whole.identity, fk: "y" } }
  const kept = JSON.parse(fileDocumentText(more)) as object
  assert.deepEqual(ALLOWED, [...new Set(names(kept))])
  const unknown = names(sent).filter((name) => !["report", ...ALLOWED].includes(name))
  assert.deepEqual([], unknown)
  assert.doesNotMatch(JSON.stringify(sent), /camille|member|"fk"/i)
})

test("the conversation goes only if she said so, in both places", async () => {
  const led = await ready()
  led.line.view?.said(message({ text: "Bonjour." }))
  await prepare(led.needs())
  assert.deepEqual(
    [{ side: "visitor", at: 1, text: "Bonjour." }],
    led.course.prepared.value?.document.said,
  )

  await led.give({ conversation: false })
  await prepare(led.needs())
  assert.equal(null, led.course.prepared.value?.document.said)

  await led.give({ conversation: true })
  const door = led.door("GET", "identity")
  const given = led.house.server.gives.get(door) as object
  led.house.server.gives.set(door, { ...given, conversation: false })
  await prepare(led.needs())
  assert.equal(null, led.course.prepared.value?.document.said)
})

test("the latest saved report goes with it", async () => {
  const led = await ready()
  const ck = new Uint8Array(32).fill(7)
  led.talk.sheet.unlock(await reportKey(ck))
  const text = JSON.stringify({ ...aDocument().report, facts: "deux gifles" })
  const parts = await sealReport(await reportKey(ck), led.talk.id, 3, text)
  led.house.server.gives.set(led.door("GET", "report-text"), {
    version: 3,
    parts: parts.map(toBase64),
  })
  await prepare(led.needs())

  assert.equal("deux gifles", led.course.prepared.value?.document.report?.facts)
})

test("a long file goes part by part, in order", async () => {
  const led = await ready()
  accept(led)
  led.line.view?.said(message({ text: "é".repeat(30_000) }))
  await prepare(led.needs())
  await send(led.needs())
  const parts = led.house.server.asked.filter(
    (one) => one.door === led.door("POST", "file-parts"),
  )

  const posted = parts.map(({ body }) => JSON.parse(body) as { n: number; of: number })
  assert.deepEqual(
    posted.map((_, at) => at + 1),
    posted.map(({ n }) => n),
  )
  assert.equal(
    true,
    posted.length > 3 && posted.every(({ of }) => of === posted.length),
  )
  const text = await opened(led, "police", await pairOf(led.house.desk))
  assert.equal("é".repeat(30_000), readFileDocument(text).said?.[0]?.text)
})

test("tried again after a lost answer, the same bytes go", async () => {
  const led = await ready()
  accept(led)
  const { server } = led.house
  server.refuse.set(led.door("POST", "file"), [500, "unexpected"])
  await prepare(led.needs())
  assert.equal("unexpected", await refusal(send, led))
  assert.equal(null, led.course.progress.value)
  await send(led.needs())
  const parts = server.asked.filter(
    (one) => one.door === led.door("POST", "file-parts"),
  )

  assert.equal(1, new Set(parts.map(({ body }) => body)).size)
  assert.notEqual(null, led.course.sent.value)
})

test("what she changed since is looked at before anything goes", async () => {
  const led = await ready()
  accept(led)
  await prepare(led.needs())
  await led.give({ called: "Anne M." }, 2)

  assert.match(await refusal(send, led), /préparez le dossier de nouveau/)
  assert.equal(null, led.course.prepared.value)
  assert.equal(null, led.course.sent.value)
})

test("without an open report or her accord nothing is even read", async () => {
  const led = await aLedTalk()
  await led.give()
  led.tell({}, false)
  await until(() => led.course.agreed.value !== null)
  const read = () =>
    led.house.server.asked.some(({ door }) => door === led.door("GET", "identity"))
  assert.match(await refusal(prepare, led), /sans signalement ouvert/)
  led.tell({ accord: "refused" })
  assert.match(await refusal(prepare, led), /pas donné son accord/)

  assert.equal(false, read())
})

test("a station that is merely looked at gets nothing", async () => {
  const led = await ready()
  led.course.choose({ ...STATION, id: "autre", name: "Autre" })
  await prepare(led.needs())

  assert.equal(STATION.id, led.course.prepared.value?.document.station)
})

test("for a station without Havre it is sealed to the desk and recovery, to transmit", async () => {
  const led = await ready(false)
  accept(led)
  await prepare(led.needs())
  await send(led.needs())
  const body = led.house.server.bodyOf(led.door("POST", "file"))
  const targets = (body["envelopes"] as readonly Envelope[]).map(({ target }) => target)

  assert.deepEqual(["police", "recovery"], targets)
  assert.equal(false, led.course.sent.value?.here)
})

test("a station's key outside the verified chain is sealed to by nobody", async () => {
  const led = await ready()
  accept(led)
  await prepare(led.needs())
  const { server } = led.house
  const row = server.rows.at(-1)
  if (row)
    server.rows[server.rows.length - 1] = { ...row, public: server.rows[0]!.public }
  await refusal(send, led)

  assert.equal(null, led.course.sent.value)
  assert.equal(
    false,
    server.asked.some(({ door }) => door === led.door("POST", "file")),
  )
})
