/** Edited texts: versions side by side, a second reader, and no typed word lost. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { Api, type Ask } from "../agent/api.ts"
import type { TextVersion } from "../agent/board-shapes.ts"
import { Correct } from "../agent/explain.ts"
import { Session } from "../agent/session.ts"
import { NEW, Texts } from "../agent/texts.ts"
import { aHouse, PASSWORD } from "./agent-house.ts"

function aVersion(but: Partial<TextVersion> = {}): TextVersion {
  const words = { group: "accueil", title: "Bonjour", text: "Bonjour. Je vous lis." }
  const kind = { kind: "reply", easy: "" } as const
  const read = { author: null, at: null, reader: null, read_at: null }
  return { key: "k", ...kind, ...words, version: 1, ...read, state: "in-use", ...but }
}

/** The doors of texts; a proposal from another version than the last is `taken`. */
class TextDoors {
  versions: TextVersion[]
  readonly asked: { readonly door: string; readonly body: unknown }[] = []

  constructor(versions: TextVersion[]) {
    this.versions = versions
  }

  answer(door: string, body: Record<string, unknown>): Response | null {
    this.asked.push({ door, body })
    if (door === "GET /v1/texts") return Response.json({ texts: this.versions })
    if (door === "POST /v1/texts") return this.#propose(body)
    if (!door.startsWith("POST /v1/texts/")) return null
    const state = door.endsWith("/read") ? "in-use" : "withdrawn"
    this.versions = this.versions.map((one) =>
      one.version === body["version"] ? { ...one, state } : one,
    )
    return new Response(null, { status: 204 })
  }

  #propose(body: Record<string, unknown>): Response {
    const last = Math.max(0, ...this.versions.map(({ version }) => version))
    if (body["key"] !== null && body["version"] !== last) {
      return Response.json({ code: "taken" }, { status: 409 })
    }
    const { group, title, text, easy } = body as unknown as TextVersion
    const key = body["key"] === null ? "new" : "k"
    const version = body["key"] === null ? 1 : last + 1
    const made = aVersion({ key, group, title, text, easy, version, state: "proposed" })
    this.versions.push({ ...made, author: "me" })
    return Response.json({ key, version }, { status: 201 })
  }
}

async function aShelf(versions: TextVersion[] = [aVersion()]) {
  const { server } = await aHouse()
  const doors = new TextDoors(versions)
  const ask: Ask = async (path, init) => {
    const body = typeof init.body === "string" ? JSON.parse(init.body) : {}
    return doors.answer(`${init.method} ${path}`, body) ?? server.ask(path, init)
  }
  const api = new Api(ask)
  const session = new Session(api, { opened: () => {}, shut: () => {} })
  const texts = new Texts(api, session)
  await session.signIn("camille", PASSWORD)
  await texts.refresh()
  return { texts, doors, session }
}

test("each text stands with what is in use, proposed and past", async () => {
  const { texts } = await aShelf([
    aVersion({ state: "former" }),
    aVersion({ version: 2 }),
    aVersion({ version: 3, state: "proposed", author: "a" }),
  ])
  const [one] = texts.all.value

  assert.equal(2, one?.inUse?.version)
  assert.deepEqual(
    [3],
    one?.proposals.map(({ version }) => version),
  )
  assert.deepEqual(
    [1],
    one?.past.map(({ version }) => version),
  )
})

test("a change is written from the latest version that stands", async () => {
  const { texts, doors } = await aShelf([
    aVersion(),
    aVersion({ version: 2, state: "withdrawn", author: "a" }),
  ])
  texts.write("k")

  assert.equal(1, texts.draft("k")?.version)
  assert.ok(doors.asked.length > 0)
})

test("what is being written survives a renewal, another text and a lock", async () => {
  const { texts, session } = await aShelf()
  texts.write("k")
  texts.change("k", { text: "Bonjour. Je suis là." })
  texts.write(NEW)
  await texts.refresh()
  session.lock()
  await session.unlock(PASSWORD)
  texts.write("k")

  assert.equal("Bonjour. Je suis là.", texts.draft("k")?.text)
})

test("signing out forgets what was being written", async () => {
  const { texts, session } = await aShelf()
  texts.write("k")
  session.signOut()

  assert.equal(undefined, texts.draft("k"))
  assert.equal(null, texts.versions.value)
})

test("a text of two signs, too long, or unchanged is not proposed", async () => {
  const { texts, doors } = await aShelf()
  texts.write("k")
  await assert.rejects(texts.propose("k"), Correct)
  texts.change("k", { text: "ab" })
  await assert.rejects(texts.propose("k"), Correct)
  texts.change("k", { text: "a".repeat(2001) })
  await assert.rejects(texts.propose("k"), Correct)
  texts.change("k", { text: "Bonjour à vous.", title: "  " })
  await assert.rejects(texts.propose("k"), Correct)

  assert.ok(doors.asked.every(({ door }) => door !== "POST /v1/texts"))
})

test("another version in between is shown, ours is kept, and goes the next time", async () => {
  const { texts, doors } = await aShelf()
  texts.write("k")
  texts.change("k", { text: "Bonjour. Je suis là." })
  doors.versions.push(aVersion({ version: 2, text: "Autre.", author: "a" }))
  await assert.rejects(texts.propose("k"), Correct)

  assert.equal("Bonjour. Je suis là.", texts.draft("k")?.text)
  assert.equal(2, texts.all.value[0]?.inUse?.version)

  await texts.propose("k")
  assert.equal(undefined, texts.draft("k"))
  assert.equal("k", texts.chosen.value)
})

test("a new text has no key until the server makes one", async () => {
  const { texts, doors } = await aShelf()
  texts.write(NEW)
  texts.change(NEW, { title: "Au revoir", text: "Merci de nous avoir écrit." })
  await texts.propose(NEW)
  const sent = doors.asked.find(({ door }) => door === "POST /v1/texts")?.body

  assert.deepEqual(
    { key: null, group: "accueil", version: 0 },
    pick(sent, ["key", "group", "version"]),
  )
  assert.equal("new", texts.chosen.value)
})

test("a card is proposed with both its bodies, each within its own size", async () => {
  const { texts, doors } = await aShelf()
  const card = { group: "sante", title: "Les soins", text: "On vous soigne." }
  texts.write(NEW)
  texts.change(NEW, { ...card, easy: " " })
  await assert.rejects(texts.propose(NEW), Correct)
  texts.change(NEW, { easy: "a".repeat(1501) })
  await assert.rejects(texts.propose(NEW), Correct)
  texts.change(NEW, { text: "a".repeat(1801), easy: "Allez à l'hôpital." })
  await assert.rejects(texts.propose(NEW), Correct)
  texts.change(NEW, { text: card.text })
  await texts.propose(NEW)
  const sent = doors.asked.find(({ door }) => door === "POST /v1/texts")?.body

  assert.deepEqual(
    { ...card, easy: "Allez à l'hôpital." },
    pick(sent, ["group", "title", "text", "easy"]),
  )
})

test("changing the easy words alone is a change; a reply never has any", async () => {
  const card = { kind: "card", group: "sante", easy: "On soigne." } as const
  const { texts, doors } = await aShelf([aVersion(card)])
  texts.write("k")
  await assert.rejects(texts.propose("k"), Correct)
  texts.change("k", { easy: "Un médecin vous soigne." })
  await texts.propose("k")
  texts.write(NEW)
  texts.change(NEW, { title: "Bonsoir", text: "Bonsoir.", easy: "left from a topic" })
  await texts.propose(NEW)
  const sent = doors.asked.filter(({ door }) => door === "POST /v1/texts")

  assert.deepEqual(
    ["Un médecin vous soigne.", ""],
    sent.map(({ body }) => pick(body, ["easy"])["easy"]),
  )
})

test("nobody is the second reader of their own text", async () => {
  const { texts, session, doors } = await aShelf()
  const mine = aVersion({ version: 2, state: "proposed" })
  const author = session.member.value?.id ?? ""
  await assert.rejects(texts.approve({ ...mine, author }), Correct)

  assert.ok(doors.asked.every(({ door }) => !door.endsWith("/read")))

  await texts.approve({ ...mine, author: "somebody else" })
  assert.ok(doors.asked.some(({ door }) => door === "POST /v1/texts/k/read"))
})

function pick(from: unknown, names: readonly string[]): Record<string, unknown> {
  const all = from as Record<string, unknown>
  return Object.fromEntries(names.map((name) => [name, all[name]]))
}

test("a new entry of the address book begins with its labels, and keeps its kind", async () => {
  const { texts, doors } = await aShelf()
  texts.write(NEW)
  texts.change(NEW, { group: "besoin-logement", title: "Foyer fictif" })
  const { text } = texts.draft(NEW) ?? { text: "" }
  assert.match(text, /^Adresse\s?:\n/)
  await assert.rejects(texts.propose(NEW), Correct)

  texts.change(NEW, { text: text.replace("Site", "Site : exemple.test\nHoraires") })
  await assert.rejects(texts.propose(NEW), Correct)
  texts.change(NEW, { text: "Site : exemple.test\nPortée : France" })
  await texts.propose(NEW)
  const sent = doors.asked.filter(({ door }) => door === "POST /v1/texts").at(-1)
  assert.deepEqual("besoin-logement", (sent?.body as { group: string }).group)
})

test("what was written already is not replaced by the labels", async () => {
  const { texts } = await aShelf()
  texts.write(NEW)
  texts.change(NEW, { text: "Site : exemple.test" })
  texts.change(NEW, { group: "besoin-lgbt" })

  assert.equal("Site : exemple.test", texts.draft(NEW)?.text)
})
