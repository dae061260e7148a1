/** The report as it is written: sealed versions, and no letter of it lost. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { law } from "../agent/catalogue.ts"
import { EMPTY, textOf, withPiste } from "../agent/report-doc.ts"
import { Talk } from "../agent/talk.ts"
import { utf8 } from "../shared/bytes.ts"
import { PASSWORD } from "./agent-house.ts"
import { aDesk, aView, taken } from "./agent-desk.ts"
import { anOpenTalk, FakeLine, type Open } from "./agent-line.ts"
import { ReportDoors } from "./agent-report-doors.ts"

const TOLD = "Il m'a serré le cou, un dimanche."

interface Reported extends Open {
  readonly doors: ReportDoors
}

async function aReport(): Promise<Reported> {
  const open = await anOpenTalk()
  const doors = new ReportDoors(open.house.server, open.talk.id)
  await open.talk.openReport()
  return { ...open, doors }
}

/** Another screen of the same conversation. */
async function another({ house, held }: Reported): Promise<Talk> {
  const line = new FakeLine()
  const { api, session } = house
  const talk = new Talk(held, { api, keys: () => session.keys, makeLine: line.make })
  await talk.open("open")
  line.state(held, { report: true })
  return talk
}

test("what is written goes sealed, and is read again from the service", async () => {
  const reported = await aReport()
  const { talk, house, doors } = reported
  talk.sheet.change({ reported: TOLD, view: "Récit précis." })
  await talk.sheet.save()
  const asked = JSON.stringify(house.server.asked)
  const again = await another(reported)
  await again.sheet.read()

  assert.equal(1, doors.versions.length)
  assert.ok(!asked.includes("cou") && !asked.includes("précis"))
  assert.equal(false, talk.sheet.changed.value)
  assert.equal(TOLD, again.sheet.doc.value.reported)
  assert.equal("Récit précis.", again.sheet.doc.value.view)
  assert.equal(1, again.sheet.version.value)
})

test("each save is the next version; unchanged, nothing is sent", async () => {
  const { talk, doors } = await aReport()
  await talk.sheet.save()
  assert.equal(0, doors.versions.length)
  talk.sheet.change({ facts: "Un fait." })
  await talk.sheet.saveChanged()
  await talk.sheet.saveChanged()
  talk.sheet.change({ facts: "Deux faits." })
  await talk.sheet.saveChanged()

  assert.deepEqual(
    [1, 2],
    doors.versions.map(({ version }) => version),
  )
})

test("another's version keeps what is typed, and each may be taken", async () => {
  const reported = await aReport()
  const { talk, doors } = reported
  const other = await another(reported)
  talk.sheet.change({ reported: "Le mien." })
  other.sheet.change({ reported: "Le sien." })
  await other.sheet.save()

  await assert.rejects(talk.sheet.save(), /Une autre version/)
  assert.equal("Le mien.", talk.sheet.doc.value.reported)
  assert.equal("Le sien.", talk.sheet.other.value?.reported)
  await talk.sheet.saveChanged()
  assert.equal(1, doors.versions.length, "never over another's without a press")
  await talk.sheet.save()
  assert.equal(2, doors.versions.length)
  assert.equal(null, talk.sheet.other.value)

  other.sheet.change({ view: "Encore." })
  await assert.rejects(other.sheet.save(), /Une autre version/)
  other.sheet.takeOther()
  assert.equal("Le mien.", other.sheet.doc.value.reported)
  assert.equal(false, other.sheet.changed.value)
})

test("a save whose answer was lost is no other version", async () => {
  const { talk, house, doors } = await aReport()
  await talk.sheet.read()
  talk.sheet.change({ reported: TOLD })
  const door = `POST /v1/conversations/${talk.id}/report-text`
  const write = house.server.gives.get(door) as (body: object) => [number, unknown]
  house.server.gives.set(door, (body: object) => {
    write(body)
    return [503, { code: "storage-unavailable" }]
  })
  await assert.rejects(talk.sheet.save())
  house.server.gives.set(door, write)
  talk.sheet.change({ view: "Écrit depuis." })
  await talk.sheet.save()

  assert.equal(null, talk.sheet.other.value)
  assert.equal(2, doors.versions.length)
  assert.equal(false, talk.sheet.changed.value)
})

test("locked, no word of it is left; unlocked, it is back, and still unsaved", async () => {
  const desk = await aDesk()
  const { session, server } = desk.house
  const talk = await taken(desk)
  const doors = new ReportDoors(server, talk.id)
  await talk.openReport()
  talk.sheet.change({ reported: TOLD })
  talk.sheet.letter.value = { ...talk.sheet.letter.value, wishes: "Être rappelée." }
  desk.talks.lockAway(session.unsaidKey)
  session.lock()
  assert.equal("", talk.sheet.doc.value.reported)
  assert.equal("", talk.sheet.letter.value.wishes)

  await session.unlock(PASSWORD)
  desk.watch.view.value = aView([talk.held.value])
  await desk.talks.resumeAll()
  const again = desk.talks.map.value.get(talk.id)
  desk.line(talk.id).state(talk.held.value, { report: true })
  await again?.sheet.read()
  assert.equal(TOLD, again?.sheet.doc.value.reported)
  assert.equal("Être rappelée.", again?.sheet.letter.value.wishes)
  assert.equal(true, again?.sheet.changed.value)
  assert.equal(0, doors.versions.length)
})

test("written on another screen while this one was locked: both are there", async () => {
  const reported = await aReport()
  const { talk } = reported
  await talk.sheet.read()
  talk.sheet.change({ reported: "Avant le verrou." })
  const { draft } = talk.sheet
  const other = await another(reported)
  other.sheet.change({ reported: "Pendant." })
  await other.sheet.save()
  const again = await another(reported)
  if (draft) again.sheet.giveBack(draft)
  await again.sheet.read()

  assert.equal("Avant le verrou.", again.sheet.doc.value.reported)
  assert.equal("Pendant.", again.sheet.other.value?.reported)
})

test("nothing is done with a report over a version that nobody here has looked at", async () => {
  const reported = await aReport()
  const { talk, doors } = reported
  const other = await another(reported)
  talk.sheet.change({ reported: "Le mien." })
  other.sheet.change({ reported: "Le sien." })
  await other.sheet.save()
  const decision = { ...talk.decision.value, follow_up: "report" } as const

  await assert.rejects(talk.decide(decision), /Une autre version/)
  await assert.rejects(talk.decide(decision), /Une autre version/)
  assert.equal(1, doors.versions.length)
  talk.sheet.takeOther()
  await talk.decide(decision)
  assert.equal("ended", talk.stage.value)
})

test("what comes back after it was read again loses neither", async () => {
  const reported = await aReport()
  const { talk } = reported
  talk.sheet.change({ reported: "Enregistré." })
  await talk.sheet.save()
  const draft = { version: 0, letter: null, made: null }
  const again = await another(reported)
  await again.sheet.read()
  again.sheet.giveBack({ ...draft, doc: { ...EMPTY, reported: "D'avant." } })

  assert.equal("D'avant.", again.sheet.doc.value.reported)
  assert.equal("Enregistré.", again.sheet.other.value?.reported)
})

test("lost to somebody else, what was not saved is shown to its author", async () => {
  const { talk, line, held } = await aReport()
  talk.sheet.change({ view: "Pas encore enregistré." })
  line.state(held, { fence: null, step: "hold" })

  assert.equal("lost", talk.stage.value)
  assert.equal("Pas encore enregistré.", talk.unsaid.value.report?.doc?.view)
  assert.equal("", talk.sheet.doc.value.view)
})

test("closing saves what is typed first, and stops when that is refused", async () => {
  const { talk, house, held, doors } = await aReport()
  const decision = { ...talk.decision.value, follow_up: "report" } as const
  talk.sheet.change({ reported: TOLD })
  house.server.refuse.set(`POST /v1/conversations/${held.conversation}/report-text`, [
    503,
    "storage-unavailable",
  ])
  await assert.rejects(talk.decide(decision))
  assert.equal("open", talk.stage.value)
  assert.equal(TOLD, talk.sheet.doc.value.reported)

  await talk.decide(decision)
  assert.equal(1, doors.versions.length)
  assert.equal("ended", talk.stage.value)
})

test("what another key sealed is said, and a new version may be written", async () => {
  const { talk, doors } = await aReport()
  doors.versions = [{ version: 3, parts: [btoa("x".repeat(285))] }]
  await talk.sheet.read()
  assert.equal(true, talk.sheet.unreadable.value)

  talk.sheet.change({ reported: TOLD })
  await talk.sheet.save()
  assert.equal(4, doors.versions.at(-1)?.version)
  assert.equal(false, talk.sheet.unreadable.value)
})

test("too long for four sealed parts is said before anything is sent", async () => {
  const { talk, doors } = await aReport()
  talk.sheet.change({ reported: "é".repeat(33_000) })

  await assert.rejects(talk.sheet.save(), /trop long/)
  assert.equal(0, doors.versions.length)
  assert.equal(66_000, utf8(talk.sheet.doc.value.reported).length)
})

test("a piste is kept with its version by one press, and let go by another", () => {
  const [offence] = law.offences
  assert.ok(offence)
  const kept = withPiste(EMPTY, offence)
  const { id, version, name } = offence

  assert.deepEqual([{ id, version, name }], kept.pistes)
  assert.deepEqual([], withPiste(kept, offence).pistes)
  const former = { ...EMPTY, pistes: [{ id, version: version + 1, name: "avant" }] }
  assert.deepEqual([{ id, version, name }], withPiste(former, offence).pistes)
})

test("only what is agreed is sealed, and nobody of whom nothing was written", () => {
  const persons = [
    { role: "accused", what: "Son mari" },
    { role: "witness", what: "  " },
  ] as const
  const sealed = JSON.parse(textOf({ ...EMPTY, persons })) as Record<string, unknown>

  assert.deepEqual(
    [..."v reported view persons facts places dates pistes danger memory".split(" ")],
    Object.keys(sealed),
  )
  assert.deepEqual([{ role: "accused", what: "Son mari" }], sealed["persons"])
})
