/** Cards: which are offered, sent once, and noted once whatever fails. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { besideOf } from "../agent/beside.ts"
import { type AskedCards, offeredCards, standing } from "../agent/card-list.ts"
import { bodyFor, sendCard, sendDraft, switchBody } from "../agent/card-sending.ts"
import { cardIn, messageOf, noteOfCard, sentCards } from "../agent/card-text.ts"
import { digitFrom } from "../agent/keys-of-cards.ts"
import type { Note } from "../agent/note-book.ts"
import { type Owed, OwedNotes } from "../agent/owed-notes.ts"
import type { Card, Held } from "../agent/shapes.ts"
import { StrayKey } from "../agent/stray-key.ts"
import type { Talk } from "../agent/talk.ts"
import { cardTitle } from "../shared/card-title.ts"
import { aDesk, aView, taken, until } from "./agent-desk.ts"
import { PASSWORD } from "./agent-house.ts"
import { anOpenTalk, type FakeLine, message, SAID_KEYS } from "./agent-line.ts"

function aCard(key: string, topic = "plainte", but: Partial<Card> = {}): Card {
  const title = `Titre ${key}`
  const rest = { version: 1, articles: [], checked: null, certain: null, doubt: "" }
  return { key, topic, title, text: "Le texte.", easy: "Facile.", ...rest, ...but }
}

const CARDS: readonly Card[] = [
  aCard("procureur"),
  aCard("porter-plainte", "plainte", { title: "Porter plainte" }),
  aCard("premieres-heures", "sante"),
  aCard("produit-a-votre-insu", "sante"),
  aCard("emprise", "protection"),
  aCard("partir", "protection", { title: "Partir en sécurité" }),
  aCard("moins-de-18-ans", "enfants"),
  aCard("autre-langue", "personnes"),
  aCard("hommes", "personnes"),
]

const PLAIN = aCard("porter-plainte", "plainte", { title: "Porter plainte" })
const NOTE = "Fiche envoyée : Porter plainte (porter-plainte, version 1, courant)"

function keys(but: Partial<AskedCards>, cards = CARDS): readonly string[] {
  const asked = { filter: "", minor: false, danger: false, language: "fr", ...but }
  return offeredCards(cards, asked).flatMap((group) =>
    group.cards.map(({ key }) => key),
  )
}

/** The server has the `nth` thing said here. */
function arrives(line: FakeLine, nth = 1): void {
  const text = line.said[nth - 1] ?? ""
  line.view?.said(message({ key: SAID_KEYS + nth, side: "agent", n: nth, text }))
}

function noted(talk: Talk): readonly (string | null)[] {
  return talk.notes.shown.value.map(({ text }) => text)
}

test("what is most asked for has the first digits, in an order that stays", () => {
  assert.deepEqual(
    ["porter-plainte", "premieres-heures", "partir", "procureur"],
    keys({}).slice(0, 4),
  )
  assert.deepEqual(keys({}), keys({ language: "fr@falc" }))
})

test("nine have a digit, the others stand by topic", () => {
  const many = [...CARDS, aCard("a"), aCard("b", "argent")]
  const groups = offeredCards(many, {
    filter: "",
    minor: false,
    danger: false,
    language: "fr",
  })

  assert.deepEqual(
    ["front", "plainte", "argent"],
    groups.map(({ name }) => name),
  )
  assert.equal(9, groups[0]?.cards.length)
})

test("in danger, being safe comes first; in another language, being understood", () => {
  assert.deepEqual(
    ["partir", "emprise", "premieres-heures"],
    keys({ danger: true }).slice(0, 3),
  )
  assert.equal("autre-langue", keys({ language: "ar" })[0])
})

test("with a minor her cards come first, and none names an offence or its signs", () => {
  const found = keys({ minor: true, danger: true })

  assert.deepEqual(["moins-de-18-ans", "partir"], found.slice(0, 2))
  for (const leading of ["emprise", "produit-a-votre-insu", "hommes"]) {
    assert.equal(false, found.includes(leading))
    assert.equal(false, keys({ minor: true, filter: leading }).includes(leading))
  }
})

test("the order stays while one chooses, but for a minor", () => {
  const before = { all: CARDS, minor: false, danger: false, language: "fr" }
  const now = { ...before, all: CARDS.slice(3), danger: true }

  assert.deepEqual(before, standing(before, now, true))
  assert.deepEqual(now, standing(before, now, false))
  const minor = standing(before, { ...now, minor: true }, true)
  assert.deepEqual({ ...before, minor: true }, minor)
})

test("a search looks everywhere, a title first, without accents", () => {
  const told = aCard("porter-plainte", "plainte", { easy: "La sécurité d'abord." })
  const both = [told, aCard("partir", "protection", { title: "Partir en sécurité" })]

  assert.deepEqual(["partir", "porter-plainte"], keys({ filter: "SECURITE" }, both))
  assert.deepEqual(["partir"], keys({ filter: "securite partir" }, both))
  assert.deepEqual([], keys({ filter: "introuvable" }))
})

test("a digit is sure, but on a key that writes a letter", () => {
  const of = (key: string, code: string) => digitFrom({ key, code })

  assert.deepEqual({ n: 3, sure: true }, of("3", "Digit3"))
  assert.deepEqual({ n: 3, sure: true }, of("3", "Numpad3"))
  assert.deepEqual({ n: 2, sure: true }, of("2", "Digit2")) // with Shift, in French
  assert.deepEqual({ n: 1, sure: true }, of("&", "Digit1"))
  assert.deepEqual({ n: 2, sure: false }, of("é", "Digit2"))
  assert.equal(0, of("End", "Numpad1").n)
  assert.equal(0, of("e", "KeyE").n)
  assert.equal(0, of("0", "Digit0").n)
})

test("the key that sent writes nothing while it is down or bounces", () => {
  const of = (code: string, repeat = false, altKey = false) => {
    const none = { ctrlKey: false, metaKey: false }
    return { key: code.at(-1) ?? "", code, repeat, altKey, ...none }
  }
  const stray = new StrayKey()
  assert.equal(false, stray.swallows(of("Digit1"), 0))
  stray.sent(of("Digit1"), 1000)

  assert.equal(true, stray.swallows(of("Digit1", true), 9000))
  assert.equal(true, stray.swallows(of("Digit1"), 1399))
  assert.equal(false, stray.swallows(of("Digit1"), 1400))
  stray.sent(of("Digit1"), 1000)
  assert.equal(false, stray.swallows(of("Digit1", false, true), 1100)) // Alt+1
  stray.sent(of("Digit1"), 1000)
  assert.equal(false, stray.swallows(of("KeyJ"), 1100))
  assert.equal(false, stray.swallows(of("Digit1"), 1200))
})

test("easy French goes first to whom reads it, and the officer may change", async () => {
  const { talk } = await anOpenTalk({ language: "fr@falc" })
  const other = await anOpenTalk()

  assert.deepEqual(["easy", "plain"], [bodyFor(talk), bodyFor(other.talk)])
  switchBody(talk)
  assert.equal("plain", bodyFor(talk))
  assert.equal("plain", bodyFor(other.talk))
})

test("a card begins with its title, by which both sides know it", () => {
  const sent = messageOf(PLAIN, "easy")

  assert.equal("Fiche\u00a0: Porter plainte\n\nFacile.", sent)
  assert.equal("Fiche\u00a0: Porter plainte", cardTitle(sent))
  assert.equal("Fiche : x", cardTitle("Fiche : x")) // another console's space
  assert.equal("", cardTitle("Une Fiche : x"))
  assert.deepEqual({ card: PLAIN, body: "easy" }, cardIn(sent, [PLAIN]))
  assert.equal(undefined, cardIn(sent, []))
})

test("a note tells which card, which version and which body", () => {
  const note = noteOfCard({ ...PLAIN, version: 12, title: "Aides (2026)" }, "easy")
  const notes: Note[] = [
    { n: 1, at: 7, by: "m", text: note },
    { n: 2, at: 8, by: "m", text: "Fiche envoyée : à la main" },
    { n: 3, at: 9, by: "m", text: null },
  ]

  assert.equal(NOTE, noteOfCard(PLAIN, "plain"))
  assert.deepEqual(
    [{ key: "porter-plainte", version: 12, body: "easy", at: 7 }],
    sentCards(notes),
  )
})

test("a card goes once, the draft stays, and it is noted once it is there", async () => {
  const { talk, line, house } = await anOpenTalk()
  talk.write("J'écrivais")
  sendCard(talk, PLAIN)
  await Promise.resolve()
  assert.deepEqual([messageOf(PLAIN, "plain")], line.said)
  assert.equal("J'écrivais", talk.draft.value)
  assert.equal(0, house.server.notes.length)

  arrives(line)
  arrives(line) // told twice
  await until(() => talk.notes.shown.value.length > 0)
  assert.deepEqual([NOTE], noted(talk))
  assert.deepEqual(
    { key: "porter-plainte", body: "plain" },
    besideOf(talk).lastCard.value,
  )
  assert.deepEqual([], talk.owed.all.value)
})

test("what never reached the server is not noted as sent", async () => {
  const { talk, line, held } = await anOpenTalk()
  sendCard(talk, PLAIN)
  line.view?.said(
    message({ key: SAID_KEYS + 1, side: "agent", n: null, text: "…", fate: "failed" }),
  )
  line.state(held, { fence: null, step: "hold" })

  assert.equal(undefined, talk.unsaid.value.owed)
  const [card] = talk.unsaid.value.cards ?? []
  assert.deepEqual({ text: messageOf(PLAIN, "plain"), note: NOTE, after: 0 }, card)
})

test("nothing is sent when nothing may be said", async () => {
  const { talk, line, held } = await anOpenTalk()
  line.state(held, { step: "frozen" })

  assert.throws(() => sendCard(talk, PLAIN), /Rien ne peut être envoyé/)
  assert.deepEqual([], line.said)
})

test("a number taken by another's note is no loss, and the card goes once", async () => {
  const { talk, line, house } = await anOpenTalk()
  await talk.addNote("d'abord")
  const others = { ...house.server.notes[0] } as (typeof house.server.notes)[0]
  house.server.notes.push({ ...others, n: 2 }) // unread here
  const told: boolean[] = []
  talk.owed.late.subscribe((late) => told.push(late))
  sendCard(talk, PLAIN)
  arrives(line)
  await until(() => talk.notes.shown.value.length === 3)

  assert.deepEqual(["d'abord", null, NOTE], noted(talk))
  assert.equal(1, line.said.length)
  assert.equal(false, told.includes(true))
})

test("a note that fails is said, then tried again; the card is not", async () => {
  const { talk, line, house } = await anOpenTalk()
  const door = `POST /v1/conversations/${talk.id}/notes`
  house.server.refuse.set(door, [503, "storage-unavailable"])
  sendCard(talk, PLAIN)
  arrives(line)
  await until(() => talk.owed.late.value)
  assert.deepEqual([], house.server.notes)
  const since = Date.now()
  line.view?.link({ state: "open" } as never) // the network is back
  await until(() => !talk.owed.late.value)

  assert.ok(Date.now() - since < 1_500) // at once, not when the wait is over
  assert.deepEqual([NOTE], noted(talk))
  assert.equal(1, line.said.length)
})

test("two sendings of one card are two notes", async () => {
  const { talk, line } = await anOpenTalk()
  sendCard(talk, PLAIN)
  sendCard(talk, PLAIN)
  arrives(line, 1)
  arrives(line, 2)
  await until(() => talk.notes.shown.value.length === 2)
  await talk.owed.keep()

  assert.deepEqual([NOTE, NOTE], noted(talk))
})

/** What becomes of a note: kept; kept, and the answer lost; refused. */
type Fate = "kept" | "lost" | "refused"

/** Notes on a server with these fates, then all are kept. */
function aLossyBook(before: readonly string[], fates: Fate[]) {
  const server = [...before]
  const shown = { value: [] as readonly Note[] }
  const read = async () => {
    shown.value = server.map((text, at) => ({ n: at + 1, at: 1, by: "m", text }))
  }
  const add = async (text: string) => {
    await Promise.resolve() // two are owed before one is kept
    const fate = fates.shift() ?? "kept"
    if (fate !== "refused") server.push(text)
    if (fate !== "kept") throw new Error(fate)
    await read()
  }
  const waits: number[] = []
  const later = (milliseconds: number) => {
    waits.push(milliseconds)
    return () => {}
  }
  void read()
  const owed = new OwedNotes({ shown: shown as never, add, read, later })
  return { server, owed, waits }
}

test("an answer lost after the note was kept does not make it twice", async () => {
  const { server, owed } = aLossyBook(["y"], ["lost"])
  owed.owe("x")
  await until(() => owed.late.value)
  await owed.keep()

  assert.deepEqual(["y", "x"], server)
  assert.deepEqual([[], false], [owed.all.value, owed.late.value])
})

test("an older note of the same text is not taken for the one that is owed", async () => {
  const { server, owed } = aLossyBook(["x"], ["refused"])
  owed.owe("x")
  await until(() => owed.late.value)
  await owed.keep()

  assert.deepEqual(["x", "x"], server)
})

test("two that are owed are two, whichever fails", async () => {
  for (const fates of [["lost"], ["kept", "refused"], ["lost", "lost"]] as Fate[][]) {
    const { server, owed } = aLossyBook([], fates)
    owed.owe("x")
    owed.owe("x")
    while (owed.all.value.length > 0) {
      await until(() => owed.late.value || owed.all.value.length === 0)
      await owed.keep()
    }
    assert.deepEqual(["x", "x"], server)
  }
})

test("it is tried later and later, and never given up", async () => {
  const nine = Array.from({ length: 9 }, (): Fate => "refused")
  const { owed, waits, server } = aLossyBook([], nine)
  owed.owe("x")
  while (waits.length < 9) await owed.keep()
  await owed.keep()

  assert.deepEqual([2000, 4000, 8000, 16000, 32000, 60000], waits.slice(0, 6))
  assert.equal(60000, waits.at(-1))
  assert.deepEqual(["x"], server)
})

test("a conversation lost before the note was kept says what is not noted", async () => {
  const { talk, line, house, held } = await anOpenTalk()
  house.server.refuse.set(`POST /v1/conversations/${talk.id}/notes`, [409, "stale"])
  sendCard(talk, PLAIN)
  arrives(line)
  await until(() => talk.owed.late.value)
  line.state(held, { fence: null, step: "hold" })

  const [owed] = talk.unsaid.value.owed as readonly [Owed]
  assert.equal(NOTE, owed.text)
  assert.deepEqual([], talk.owed.all.value)
})

test("locked before it was noted, it is noted once unlocked, once", async () => {
  const desk = await aDesk()
  const { session, server } = desk.house
  const talk = await taken(desk)
  server.refuse.set(`POST /v1/conversations/${talk.id}/notes`, [503, "unexpected"])
  sendCard(talk, PLAIN)
  arrives(desk.line(talk.id))
  await until(() => talk.owed.late.value)
  desk.talks.lockAway(session.unsaidKey)
  session.lock()
  assert.deepEqual([], talk.owed.all.value)

  await session.unlock(PASSWORD)
  desk.watch.view.value = aView([talk.held.value as Held])
  await desk.talks.resumeAll()
  const again = desk.talks.map.value.get(talk.id) as Talk
  await until(() => again.notes.shown.value.length === 1)
  assert.deepEqual([NOTE], noted(again))
})

test("a card that came back as a draft is noted when it goes", async () => {
  const { talk, line } = await anOpenTalk()
  talk.write(`${messageOf(PLAIN, "plain")}\n\nVoilà.`)
  sendDraft(talk, [PLAIN])
  arrives(line)
  await until(() => talk.notes.shown.value.length === 1)

  assert.deepEqual([NOTE], noted(talk))
})

/** Locked while these stood in the line, then open again with that log. */
async function reopened(
  before: (talk: Talk, line: FakeLine) => void,
  log: readonly string[],
): Promise<{ talk: Talk; line: FakeLine }> {
  const desk = await aDesk()
  const { session } = desk.house
  const talk = await taken(desk)
  before(talk, desk.line(talk.id))
  desk.talks.lockAway(session.unsaidKey)
  session.lock()
  await session.unlock(PASSWORD)
  desk.watch.view.value = aView([talk.held.value as Held])
  await desk.talks.resumeAll()
  const again = desk.talks.map.value.get(talk.id) as Talk
  const line = desk.line(talk.id)
  log.forEach((text, at) =>
    line.view?.said(message({ key: 5 + at, side: "agent", n: at + 1, text })),
  )
  line.state(talk.held.value as Held)
  return { talk: again, line }
}

/** Said here, and not in the log as far as is known here. */
function pending(line: FakeLine, nth = 1): void {
  const text = line.said[nth - 1] ?? ""
  const key = SAID_KEYS + nth
  line.view?.said(message({ key, side: "agent", n: null, text, fate: "sending" }))
}

const SENT = messageOf(PLAIN, "plain")

test("a card the server has, locked before it was told, is noted once, not sent", async () => {
  const { talk, line } = await reopened(
    (locked, old) => {
      sendCard(locked, PLAIN)
      pending(old)
    },
    [SENT],
  )
  await until(() => talk.notes.shown.value.length === 1)
  line.state(talk.held.value as Held)
  await talk.owed.keep()

  assert.deepEqual([NOTE], noted(talk))
  assert.deepEqual([[], ""], [talk.notSent.value, talk.draft.value])
  assert.deepEqual([], line.said)
})

test("a card that did not go waits by itself, and is noted when it goes", async () => {
  const { talk, line } = await reopened((locked, old) => {
    locked.write("Bonjour")
    locked.send()
    pending(old, 1)
    sendCard(locked, PLAIN)
    pending(old, 2)
    locked.write("J'écrivais")
  }, [])
  assert.equal("Bonjour\nJ'écrivais", talk.draft.value)
  const [card] = talk.notSent.value
  assert.ok(card)
  assert.deepEqual([], talk.notes.shown.value)

  talk.sayAgain(card)
  arrives(line)
  await until(() => talk.notes.shown.value.length === 1)
  assert.deepEqual([SENT], line.said)
  assert.deepEqual([[NOTE], []], [noted(talk), talk.notSent.value])
})

test("a card sent earlier is not taken for the one that did not go", async () => {
  const { talk } = await reopened(
    (locked, old) => {
      sendCard(locked, PLAIN)
      sendCard(locked, PLAIN)
      arrives(old, 1)
      pending(old, 2)
    },
    [SENT],
  )
  await until(() => talk.notes.shown.value.length === 1)
  await talk.owed.keep()

  assert.deepEqual([NOTE], noted(talk))
  assert.equal(1, talk.notSent.value.length)
})
