/** Danger, the safety phrase, passing a conversation on, the ladder, the minors' path. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { besideOf } from "../agent/beside.ts"
import * as danger from "../agent/danger.ts"
import { isLong, noteOfSummary, passOn, summaryIn } from "../agent/handover.ts"
import { nextStep, stepsOf } from "../agent/ladder.ts"
import type { Note } from "../agent/note-book.ts"
import { lastNoted } from "../agent/noted.ts"
import { card, given } from "../agent/numbers.ts"
import { announce, lines, people, takeBack, type Target } from "../agent/passing-on.ts"
import { offered } from "../agent/reply-list.ts"
import * as phrase from "../agent/safety-phrase.ts"
import type { Colleague, DeskView, HelpNumber, Reply } from "../agent/shapes.ts"
import { whispersTo } from "../agent/whispers.ts"
import { fromBase64, toBase64 } from "../shared/bytes.ts"
import { makeKeyPair, openSealed } from "../shared/envelopes.ts"
import { importNoteKey, openNote } from "../shared/notes.ts"
import { pairOf } from "./agent-house.ts"
import { anOpenTalk, message } from "./agent-line.ts"

function note(n: number, text: string | null, at = n): Note {
  return { n, at, by: "m", text }
}

const RELIEF: Target = {
  key: "line relief",
  desk: "relief",
  member: null,
  name: "Relais national",
  more: "",
  open: true,
}

/** An open talk of the police, and a relief desk whose key the officer lacks. */
async function besideRelief() {
  const found = await anOpenTalk()
  const relief = await makeKeyPair()
  await found.house.server.addRow("relief", 1, toBase64(relief.publicKey))
  const at = `POST /v1/conversations/${found.talk.id}`
  return { ...found, relief, at }
}

function sent(body: Record<string, unknown>, name: string): Uint8Array<ArrayBuffer> {
  return fromBase64((body[name] as { sealed: string }).sealed)
}

test("a transfer seals both keys to the target, and to nobody else", async () => {
  const { talk, house, relief, at } = await besideRelief()
  await talk.addNote("Relève : elle est chez sa sœur.")
  await announce(talk, RELIEF, false)
  const body = house.server.bodyOf(`${at}/transfer`)
  const label = { subject: talk.id, target: "relief", epoch: 1 } as const
  const theirs = await pairOf(relief)
  const transfer = { ...label, purpose: "transfer" } as const
  const ck = await openSealed(theirs, transfer, sent(body, "envelope"))
  const noteLabel = { ...label, purpose: "note" } as const
  const raw = await openSealed(theirs, noteLabel, sent(body, "note_envelope"))
  const [kept] = house.server.notes
  const text = await openNote(
    await importNoteKey(raw),
    talk.id,
    1,
    fromBase64(kept?.sealed ?? ""),
  )

  assert.equal(32, ck.length)
  assert.equal("Relève : elle est chez sa sœur.", text)
  const ours = await pairOf(house.desk)
  await assert.rejects(openSealed(ours, transfer, sent(body, "envelope")))
  await assert.rejects(openSealed(ours, noteLabel, sent(body, "note_envelope")))
})

test("notes left behind send no note key", async () => {
  const { talk, house, at } = await besideRelief()
  await talk.addNote("Pour nous seuls.")
  await announce(talk, RELIEF, true)

  assert.equal(null, house.server.bodyOf(`${at}/transfer`)["note_envelope"])
})

test("a colleague of the same desk needs no envelope", async () => {
  const { talk, house, at } = await besideRelief()
  const sacha = { ...RELIEF, key: "member s", desk: "police", member: "s" } as const
  await announce(talk, sacha, false)
  const body = house.server.bodyOf(`${at}/transfer`)

  assert.deepEqual(
    { fence: 3, desk: "police", member: "s", envelope: null, note_envelope: null },
    body,
  )
})

test("a colleague who has just gone is said plainly", async () => {
  const { talk, house, at } = await besideRelief()
  house.server.refuse.set(`${at}/transfer`, [409, "not-there"])

  await assert.rejects(announce(talk, RELIEF, false), /n'est plus là/)
  assert.equal("open", talk.stage.value)
})

test("who cannot take it says why, and stands last", async () => {
  const { house } = await besideRelief()
  const { keys } = house.session
  await keys.refresh()
  const one = (but: Partial<Colleague>): Colleague => ({
    member: "m",
    shown_name: "Sacha",
    desks: ["police"],
    status: "on",
    held: 1,
    capacity: 3,
    ...but,
  })
  const colleagues = [
    one({ member: "full", held: 3 }),
    one({ member: "pause", status: "pause" }),
    one({ member: "keyless", desks: ["gendarmerie"] }),
    one({ member: "other", desks: ["gendarmerie", "relief"] }),
    one({ member: "free" }),
  ]
  const found = people({ colleagues } as unknown as DeskView, "police", keys)

  assert.deepEqual(
    [
      ["other", "relief", "2 places", true],
      ["free", "police", "2 places", true],
      ["full", "police", "au complet", false],
      ["pause", "police", "en pause", false],
      ["keyless", "police", "sans clé", false],
    ],
    found.map(({ member, desk, more, open }) => [
      member,
      desk,
      more.replace(/\s/, " "),
      open,
    ]),
  )
  assert.deepEqual([], people(null, "police", keys))
  assert.deepEqual(
    ["police", "relief"],
    lines("police", keys).map(({ desk }) => desk),
  )
})

test("the summary of a handover is two lines that come back as they were", () => {
  const written = noteOfSummary(" Elle est chez sa sœur. ", "Rappeler à 8 h.")
  const notes = [
    note(1, noteOfSummary("Avant", "Avant")),
    note(2, written),
    note(3, null),
  ]

  assert.equal("Relève : Elle est chez sa sœur.\nÀ faire : Rappeler à 8 h.", written)
  assert.deepEqual(
    { n: 2, now: "Elle est chez sa sœur.", next: "Rappeler à 8 h." },
    summaryIn(notes),
  )
  assert.equal(null, summaryIn([note(1, "Relevé d'identité vu.")]))
})

test("a transfer that fails keeps what was typed, and the note once", async () => {
  const { talk, house, at } = await besideRelief()
  const beside = besideOf(talk)
  beside.now.value = "Elle attend."
  beside.next.value = "Rappeler."
  house.server.refuse.set(`${at}/transfer`, [409, "not-there"])
  await passOn(talk, RELIEF)
  assert.equal("Elle attend.", beside.now.value)
  assert.equal("typing", beside.progress.value)
  assert.match(beside.trouble.value, /n'est plus là/)
  await passOn(talk, RELIEF)

  assert.equal("announced", beside.progress.value)
  assert.equal(1, house.server.notes.length)
})

test("a transfer taken back can be announced again, its note kept once", async () => {
  const { talk, house, at } = await besideRelief()
  const beside = besideOf(talk)
  beside.now.value = "Elle attend."
  beside.next.value = "Rappeler."
  await passOn(talk, RELIEF)
  await passOn(talk, RELIEF) // pressed twice, it goes once
  await takeBack(talk)
  await passOn(talk, RELIEF)

  assert.equal(
    2,
    house.server.asked.filter(({ door }) => door === `${at}/transfer`).length,
  )
  assert.equal(1, house.server.notes.length)
})

test("nothing goes without the two lines", async () => {
  const { talk, house } = await besideRelief()
  besideOf(talk).now.value = "Elle attend."
  await passOn(talk, RELIEF)

  assert.equal("typing", besideOf(talk).progress.value)
  assert.deepEqual([], house.server.notes)
})

test("what was typed beside a conversation goes with it", async () => {
  const { talk } = await besideRelief()
  const beside = besideOf(talk)
  beside.now.value = "Elle attend."
  beside.phrase.value = "mirabelle"
  talk.drop("lost")

  assert.equal("", beside.now.value)
  assert.equal("", beside.phrase.value)
})

test("three hours are long, less is not", async () => {
  const { held } = await anOpenTalk({ opened_at: 1_000 })
  const hours = 3 * 3_600_000

  assert.equal(true, isLong(held, 1_000 + hours))
  assert.equal(false, isLong(held, 999 + hours))
})

test("the last phrase agreed stands, also written with a fixed space", () => {
  const notes = [
    note(1, "Code de sécurité : mirabelle"),
    note(2, "Code de sécurité\u00a0: reine-claude"),
    note(3, "Le code de sécurité : non"),
  ]

  assert.equal("reine-claude", lastNoted(notes, "phrase")?.text)
})

test("the phrase is asked again at each return, and never inserted", async () => {
  const { talk, line } = await besideRelief()
  besideOf(talk).phrase.value = "mirabelle"
  await phrase.keep(talk)
  assert.equal(false, phrase.mustAsk(talk))
  line.view?.presence(true)
  line.view?.presence(false)
  line.view?.presence(true)
  assert.equal(true, phrase.mustAsk(talk))
  phrase.ask(talk, [])
  assert.match(talk.draft.value, /redire le mot/)
  assert.doesNotMatch(talk.draft.value, /mirabelle/)
  phrase.heard(talk)

  assert.equal(false, phrase.mustAsk(talk))
  assert.equal("mirabelle", phrase.phraseOf(talk))
})

test("who takes a conversation over asks the phrase agreed before", async () => {
  const { talk } = await besideRelief()
  talk.notes.shown.value = [note(1, "Code de sécurité : mirabelle")]

  assert.equal(true, phrase.mustAsk(talk))
})

test("a whisper shows until it is read; one of before is only a note", async () => {
  const { talk } = await anOpenTalk({ taken_at: 100 })
  talk.notes.shown.value = [
    note(1, "Salle : ancienne", 50),
    note(2, "Salle : où sont les enfants ?", 200),
  ]
  assert.deepEqual(
    ["où sont les enfants ?"],
    whispersTo(talk).map(({ text }) => text),
  )
  besideOf(talk).putAway(2)

  assert.deepEqual([], whispersTo(talk))
})

test("danger is told once, and a refusal can be tried again", async () => {
  const { talk, house, at } = await besideRelief()
  house.server.refuse.set(`${at}/danger`, [503, "storage-unavailable"])
  await danger.tell(talk)
  assert.equal(false, besideOf(talk).told.value)
  assert.notEqual("", besideOf(talk).dangerTrouble.value)
  await danger.tell(talk)
  await danger.tell(talk)

  assert.equal("", besideOf(talk).dangerTrouble.value)
  assert.equal(
    2,
    house.server.asked.filter(({ door }) => door === `${at}/danger`).length,
  )
})

test("the card begins with emergencies, and each digit is one number", () => {
  const numbers = [
    "3919",
    "116 006",
    "17",
    "114",
    "119",
    "01",
    "02",
    "03",
    "04",
    "05",
    "112",
  ].map((number): HelpNumber => ({ number, name: "n", hours: "h", group: "g" }))
  const rows = card(numbers, false)

  assert.deepEqual(
    ["17", "112", "114", "3919", "119", "116 006", "01", "02", "03", "04", "05"],
    rows.map(({ number }) => number),
  )
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, null, null],
    rows.map(({ digit }) => digit),
  )
  assert.equal("119", card(numbers, true)[3]?.number)
})

test("without the server's list the emergencies are still there", () => {
  const rows = card([], false)
  const [first] = rows
  assert.ok(first)

  assert.deepEqual(
    ["17", "112", "114"],
    rows.map(({ number }) => number),
  )
  assert.match(given(first), /^17.: Police ou gendarmerie\. Jour et nuit\.$/)
})

function reply(key: string, group: string, text = key): Reply {
  return { key, group, title: `Titre ${key}`, text, version: 1 }
}

const LADDER = [
  reply(
    "un",
    "limites",
    "Je vous écoute. Restons, vous et moi, sur ce qui vous amène ici.",
  ),
  reply("deux", "limites", "Ces mots ne sont pas acceptés ici. Je vous préviens."),
  reply("trois", "limites", "Je mets fin à cette conversation pour cette raison."),
]

test("the ladder proposes the step after the last one sent", () => {
  const steps = stepsOf([reply("a", "accueil"), ...LADDER])
  const said = (text: string) => message({ side: "agent", text })
  const first = said("Restons, vous et moi, sur ce qui vous amène\u00a0ici. D'accord ?")
  const second = said("Ces mots ne sont pas acceptés ici.")

  assert.equal("un", nextStep(steps, [])?.key)
  assert.equal("un", nextStep(steps, [said("Je vous écoute.")])?.key)
  assert.equal("deux", nextStep(steps, [first])?.key)
  assert.equal("trois", nextStep(steps, [first, second])?.key)
  assert.equal("un", nextStep(steps, [{ ...first, side: "visitor" }])?.key)
  assert.equal("un", nextStep(steps, [{ ...first, fate: "failed" }])?.key)
  assert.equal(null, nextStep(steps, [said(LADDER[2]?.text ?? "")]))
})

const ALL = [
  reply("bonjour", "accueil"),
  reply("ecoute-mineur", "ecoute"),
  reply("peut-etre", "qualification"),
  reply("quatre", "mineurs", "Es-tu en sécurité là où tu es ?"),
]
const keysOf = (groups: ReturnType<typeof offered>) =>
  groups.flatMap(([, list]) => list.map(({ key }) => key))

test("with a minor the four open prompts come alone, and no offence is ever proposed", () => {
  const minor = { filter: "", minor: true, danger: true }

  assert.deepEqual(["quatre"], keysOf(offered(ALL, { ...minor, all: false })))
  assert.deepEqual(
    ["quatre", "bonjour", "ecoute-mineur"],
    keysOf(offered(ALL, { ...minor, all: true })),
  )
  assert.deepEqual(
    ["ecoute-mineur"],
    keysOf(offered(ALL.slice(0, 3), { ...minor, all: false })),
  )
})

test("a reply is found without accents, in any order of words", () => {
  const asked = { minor: false, danger: false, all: false }

  assert.deepEqual(
    ["quatre"],
    keysOf(offered(ALL, { ...asked, filter: "ES tu securite" })),
  )
  assert.deepEqual(
    ["quatre"],
    keysOf(offered(ALL, { ...asked, filter: "securite titre" })),
  )
  assert.deepEqual(4, keysOf(offered(ALL, { ...asked, filter: " " })).length)
})

test("in danger what helps then comes first, and the question is the service's own", async () => {
  const list = [reply("a", "accueil"), reply("abri", "danger")]
  const asked = { filter: "", minor: false, all: false }
  assert.deepEqual(["abri", "a"], keysOf(offered(list, { ...asked, danger: true })))
  assert.deepEqual(["a", "abri"], keysOf(offered(list, { ...asked, danger: false })))
  const { talk } = await besideRelief()
  phrase.ask(talk, [reply("suite-code-redemander", "suite", "Quel mot ?")])

  assert.equal("Quel mot ?", talk.draft.value)
})
