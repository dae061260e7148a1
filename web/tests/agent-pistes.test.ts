/** The form of the facts: found by a few letters, kept nowhere, silent with a minor. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { law, rules } from "../agent/catalogue.ts"
import { formOf, isMinors, PistesForm } from "../agent/pistes-form.ts"
import { notePistes, summary } from "../agent/pistes-note.ts"
import {
  assessment,
  insertQuestion,
  nextQuestion,
  promptsOf,
  questionsFor,
} from "../agent/questions.ts"
import { atOnce, type Offer, OFFERS_MOST, offersFor } from "../agent/quick-offers.ts"
import type { Talk } from "../agent/talk.ts"
import { clock } from "../agent/times.ts"
import { pistes as said } from "../agent/words-of-pistes.ts"
import { aDesk, taken } from "./agent-desk.ts"
import { anOpenTalk } from "./agent-line.ts"

clock.value = Date.parse("2026-11-26T12:00:00")

/** What Enter would choose for these letters. */
function first(letters: string, form = new PistesForm()): Offer | undefined {
  const offers = offersFor(letters, form)
  return offers[atOnce(offers, letters)]
}

function marked(letters: string): string {
  const does = first(letters)?.does
  return does?.is === "mark" ? does.mark : `${does?.is}`
}

/** A form in which these were ticked. */
function ticked(form: PistesForm, ...marks: readonly string[]): PistesForm {
  for (const mark of marks) form.toggle(mark)
  return form
}

const TOLD = ["act: contact", "consent: surprised", "relation: colleague"]

test("a few letters find what an officer means", () => {
  const found = {
    pén: "act: penetration",
    mari: "relation: partner",
    "dit non": "consent: refused",
    sidér: "consent: frozen",
    gifle: "act: blow",
    "dans le bus": "place: transport",
    collègue: "relation: colleague",
    "main aux fesses": "act: contact",
    insultée: "act: insult",
    arme: "weapon: yes",
    "sans arme": "weapon: no",
    "tous les jours": "repetition: repeated",
    enceinte: "vulnerable: yes",
    oncle: "relation: kin",
    "oncle autorité": "relation: kin-authority",
    adulte: "age: adult",
    film: "act: look",
    passeport: "sign: papers-held",
    tou: "act: contact",
    "tout controler": "act: coercion",
  }

  assert.deepEqual(
    found,
    Object.fromEntries(Object.keys(found).map((letters) => [letters, marked(letters)])),
  )
})

test("nothing typed offers nothing, and what means nothing neither", () => {
  assert.deepEqual([], offersFor("", new PistesForm()))
  assert.deepEqual([], offersFor("xyz", new PistesForm()))
  assert.ok(offersFor("a", new PistesForm()).length <= OFFERS_MOST)
})

test("an act comes last, and Enter does it only by its whole name", () => {
  const form = new PistesForm()
  const keys = (letters: string) => offersFor(letters, form).map(({ key }) => key)

  assert.ok(keys("tou").length > 1)
  assert.deepEqual(
    ["act-clear", "act-note"],
    ["tou", "not"].map((letters) => keys(letters).at(-1)),
  )
  for (const letters of ["tou", "tout e", "tout efface", "not", "noter", "noter les"]) {
    assert.doesNotMatch(first(letters)?.key ?? "", /^act-/)
  }
  assert.equal("act-clear", first("Tout effacer")?.key)
  assert.equal("act-note", first("noter les pistes")?.key)
})

test("all that was cleared comes back once, unless something was ticked since", () => {
  const form = ticked(new PistesForm(), ...TOLD, "age: adult")
  form.date("facts", "2019")
  const before = kept(form)
  form.clear()
  assert.equal(EMPTY, kept(form))
  assert.equal("act-restore", first("rétablir", form)?.key)
  form.restore()
  assert.equal(before, kept(form))
  assert.equal(false, form.erased.value)
  assert.equal(undefined, first("rétablir", form))

  form.clear()
  form.toggle("act: blow")
  form.restore()
  assert.deepEqual(["act: blow"], form.marks.value)
})

test("what was cleared is forgotten with the form", () => {
  for (const end of ["forget", "minor"]) {
    const form = ticked(new PistesForm(), ...TOLD)
    form.clear()
    if (end === "forget") form.forget()
    else form.writerIs("minor")
    form.restore()
    assert.deepEqual([], form.marks.value)
  }
})

test("every value of every fact is found by its own name", () => {
  const form = new PistesForm()
  const lost = law.facts.flatMap(({ key, values }) =>
    values
      .filter(({ key: value, text }) => {
        if (value === "yes" || value === "no") return false
        return !offersFor(text, form).some(({ key: k }) => k === `${key}: ${value}`)
      })
      .map(({ text }) => text),
  )

  assert.deepEqual([], lost)
})

test("a date is offered for the facts first, and read as it is typed", () => {
  const offers = offersFor("il y a 20 ans", new PistesForm())

  assert.deepEqual(
    ["date-facts", "date-birth", "date-discovered"],
    offers.map(({ key }) => key),
  )
  assert.equal("Faits\u00a0: 2006", offers[0]?.text)
  assert.equal("date-birth", first("née en 1996")?.key)
  assert.equal("date-age", first("12 ans")?.key)
  assert.deepEqual(["date-facts"], [first("de 2004 à 2008")?.key])
})

test("ticked again it is taken back; one age takes the place of another", () => {
  const form = ticked(new PistesForm(), "act: blow", "act: contact", "age: under-15")
  ticked(form, "act: blow", "age: adult")

  assert.deepEqual(["act: contact", "age: adult"], form.marks.value)
})

test("the last one ticked is the first taken back, a date too", () => {
  const form = ticked(new PistesForm(), "act: blow")
  form.date("facts", "2019")

  assert.equal("date: facts", form.removeLast())
  assert.equal("", form.typed.value.facts)
  assert.equal("act: blow", form.removeLast())
  assert.equal("", form.removeLast())
})

test("a wrong date says so and stays as it was typed", () => {
  const form = new PistesForm()
  form.date("facts", "31/02/2019")

  assert.deepEqual({ facts: "unreal" }, form.wrong.value)
  assert.equal("31/02/2019", form.typed.value.facts)
  assert.equal(null, form.story.value.facts)
})

test("a fact that tells a sign shows it; a sign is never counted", () => {
  const form = ticked(new PistesForm(), "act: strangling", "sign: money-held")

  assert.deepEqual(
    ["strangled", "money-held"],
    form.signs.map(({ key }) => key),
  )
  assert.doesNotMatch(summary(form), /\d signe/)
})

test("the danger is assessed by questions, where a couple or a sign calls for them", () => {
  const none = ticked(new PistesForm(), "act: contact")
  const couple = ticked(new PistesForm(), "relation: partner", "act: strangling")

  assert.deepEqual([], assessment(none))
  const asked = assessment(couple).map(({ key }) => key)
  assert.equal(law.signs.length - 1, asked.length)
  assert.ok(!asked.includes("sign: strangled"))
})

test("a question that was put goes last, and the next is another", async () => {
  const { talk } = await anOpenTalk()
  const form = ticked(formOf(talk), ...TOLD)
  const one = nextQuestion(talk, [])
  assert.ok(one)
  insertQuestion(talk, one)
  const two = nextQuestion(talk, [])

  assert.equal(one.ask, talk.draft.value)
  assert.notEqual(one.key, two?.key)
  assert.equal(one.key, questionsFor(form).at(-1)?.key)
  assert.deepEqual([], talk.said.value) // nothing was sent
})

test("« ? » looks for a question, of the pistes or of danger", () => {
  const form = ticked(new PistesForm(), "relation: partner", "act: blow")

  assert.equal("ask-sign: strangled", first("? serre le cou", form)?.key)
  assert.ok(offersFor("?", form).every(({ does }) => does.is === "ask"))
})

test("told of somebody under 18, nothing is proposed until an adult writes", () => {
  const form = ticked(new PistesForm(), "act: contact", "age: under-15")
  assert.equal(true, form.ageDoubt.value)
  assert.deepEqual(
    ["age-today"],
    questionsFor(form).map(({ key }) => key),
  )
  assert.equal("act-adult", first("adulte", form)?.key)

  form.writerIs("adult")
  assert.equal(false, form.ageDoubt.value)
})

test("whoever was a child long ago is an adult today", () => {
  const form = ticked(new PistesForm(), "act: contact", "age: 15-17")
  const doubt = (facts: string) => {
    form.date("facts", facts)
    return form.ageDoubt.value
  }
  assert.deepEqual([true, false], ["2024", "2022"].map(doubt))
  const born = ticked(new PistesForm(), "act: contact")
  born.date("birth", "12/2008")
  assert.equal(true, born.ageDoubt.value)
  born.date("birth", "10/2008")
  assert.equal(false, born.ageDoubt.value)
})

test("of a minor nothing is kept, and four open questions come in order", async () => {
  const { talk } = await anOpenTalk()
  const form = ticked(formOf(talk), ...TOLD, "age: under-15")
  form.writerIs("minor")

  assert.deepEqual([true, []], [isMinors(talk), form.marks.value])
  assert.deepEqual([], form.findings.value.pistes)
  const keys = promptsOf([]).map(({ key }) => key)
  assert.deepEqual(
    ["mineurs-securite", "mineurs-lieu", "mineurs-entourage", "mineurs-souhait"],
    keys.slice(0, 4),
  )
  assert.ok(keys.includes("mineurs-119"))
  const next = nextQuestion(talk, [])
  assert.equal("mineurs-securite", next?.key)
})

test("a conversation that turns out to be a minor's empties the form", async () => {
  const { talk, line, held } = await anOpenTalk()
  const form = ticked(formOf(talk), ...TOLD)
  line.state(held, { minor: true })

  assert.deepEqual([true, []], [isMinors(talk), form.marks.value])
})

/** Everything a form holds, as one text. */
function kept(form: PistesForm): string {
  const { marks, typed, quick, noted, asked, findings, story } = form
  const all = [marks, typed, quick, noted, asked, findings, story]
  return JSON.stringify(all.map(({ value }) => value))
}

async function filled(talk: Talk): Promise<PistesForm> {
  const form = ticked(formOf(talk), ...TOLD, "sign: pregnant", "age: adult")
  form.date("facts", "12/03/2019")
  form.quick.value = "mari"
  notePistes(talk, form)
  assert.ok(form.findings.value.pistes.length > 0)
  return form
}

const EMPTY = kept(new PistesForm())

test("the form is forgotten with its conversation, and by a lock", async () => {
  const { talk } = await anOpenTalk()
  const form = await filled(talk)
  talk.drop("ended")
  assert.equal(EMPTY, kept(form))

  const desk = await aDesk()
  const locked = await filled(await taken(desk))
  desk.talks.lockAway(desk.house.session.unsaidKey)
  assert.equal(EMPTY, kept(locked))
})

test("no tick, date, question or summary is asked of the server", async () => {
  const { house, talk } = await anOpenTalk()
  const before = house.server.asked.length
  const form = await filled(talk)
  form.removeLast()
  const question = nextQuestion(talk, [])
  assert.ok(question)
  insertQuestion(talk, question)

  assert.equal(before, house.server.asked.length)
})

test("the summary says which row, in which version, on which facts", async () => {
  const { talk } = await anOpenTalk()
  talk.notes.draft.value = "Elle est chez sa sœur."
  const form = ticked(formOf(talk), ...TOLD, "age: adult")
  form.date("facts", "12/03/2024")
  notePistes(talk, form)
  const text = talk.notes.draft.value

  assert.match(text, /^Elle est chez sa sœur\.\n\nPistes à vérifier, le 26.novembre/)
  assert.match(text, /1\. Agression sexuelle \(catalogue.: version 1, vérifiée le/)
  assert.match(text, /jusqu.au 12.mars 2030/)
  assert.match(text, /Lien avec le mis en cause désigné.: collègue/)
  assert.match(text, /non relu par un juriste/)

  form.toggle("place: work")
  notePistes(talk, form)
  assert.equal(1, talk.notes.draft.value.split("Pistes à vérifier").length - 1)
  assert.match(talk.notes.draft.value, /travail/)
})

test("a summary edited in the draft is not doubled, and the edit stays", async () => {
  const { talk } = await anOpenTalk()
  const form = ticked(formOf(talk), ...TOLD, "age: adult")
  notePistes(talk, form)
  const { draft } = talk.notes
  draft.value = draft.value.replace("Pistes à", "Pistes  à").replace("surprise", "S")
  notePistes(talk, form)
  const count = (part: string) => draft.value.split(part).length - 1
  assert.deepEqual([1, 1], [count("1. Agression"), count("Hypothèses d'après")])

  form.toggle("act: blow")
  notePistes(talk, form)
  assert.deepEqual([1, 1], [count("Agression sexuelle (cat"), count("Hypothèses d")])
  assert.match(draft.value, /Violences/)
  assert.match(draft.value, /^Pistes {2}à/)
})

test("after a lock, or once kept, the same summary is not put again", async () => {
  const { talk } = await anOpenTalk()
  const form = ticked(formOf(talk), ...TOLD, "age: adult")
  notePistes(talk, form)
  const { draft } = talk.notes
  const once = draft.value
  form.forget()
  ticked(form, ...TOLD, "age: adult")
  notePistes(talk, form)
  assert.equal(once, draft.value)

  await talk.addNote()
  notePistes(talk, form)
  assert.equal("", draft.value)
})

test("a code of the catalogue is never shown", () => {
  const form = ticked(new PistesForm(), "act: image-shared", "age: 15-17")
  form.writerIs("adult")
  const names = law.offences.map(({ name }) => name)

  assert.equal(names.length, new Set(names).size) // so a name and a version are enough
  assert.ok(form.findings.value.pistes.some(({ id }) => id === "PEDO"))
  for (const { id } of rules.offences) {
    assert.doesNotMatch(summary(form), new RegExp(`\\b${id}\\b`))
  }
})

test("the panel never says a verdict, a score or a wrong word", () => {
  const all = JSON.stringify(said, (_, value) =>
    typeof value === "function" ? String(value) : value,
  )

  for (const wrong of [
    "%",
    "score",
    "prescri",
    "anonym",
    "abus",
    "plaignant",
    "coupable",
  ]) {
    assert.ok(!all.toLowerCase().includes(wrong), wrong)
  }
})
