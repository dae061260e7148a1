/**
 * What follows from a told story. The six that domain.md asks for are told here as an
 * officer ticks them; the terms are counted by hand from the articles.
 */
import assert from "node:assert/strict"
import { test } from "node:test"
import { isWrong, readWhen } from "../agent/loose-dates.ts"
import { evaluate, type Findings, type Found } from "../agent/story.ts"
import { NOTHING_TOLD, type Story } from "../agent/story-dates.ts"
import { relationOf } from "../agent/story-limits.ts"

const TODAY = "2026-11-26"

/** A story: values by fact, several apart by a space; dates as they are typed. */
function aStory(
  ticked: Readonly<Record<string, string>>,
  { facts = "", birth = "", age = null as number | null, discovered = "" } = {},
): Story {
  const values = Object.entries(ticked).map(([key, of]) => [key, of.split(" ")])
  const read = (typed: string) => {
    const found = readWhen(typed, TODAY)
    return isWrong(found) ? null : found
  }
  return {
    ticked: Object.fromEntries(values) as Story["ticked"],
    facts: read(facts),
    birth: read(birth)?.from ?? null,
    age,
    discovered: read(discovered)?.from ?? null,
  }
}

function found(story: Story): Findings {
  return evaluate(story, TODAY)
}

function matched({ pistes }: Findings): readonly string[] {
  return pistes.filter(({ state }) => state === "matched").map(({ id }) => id)
}

function one(findings: Findings, id: string): Found {
  const piste = findings.pistes.find((each) => each.id === id)
  assert.ok(piste, `${id} is no piste`)
  return piste
}

function term(piste: Found) {
  assert.equal("told", piste.limit.is)
  return piste.limit.is === "told" ? piste.limit.term : assert.fail()
}

function asked({ questions }: Findings): readonly string[] {
  return questions.map(({ key }) => key)
}

const UNCLE = {
  act: "penetration",
  relation: "kin-authority",
  consent: "too-young",
  "author-age": "adult",
}
const PARTY = { act: "penetration", consent: "frozen", relation: "acquaintance" }

test("a colleague who touches and comments again and again", () => {
  const told = { act: "words contact", relation: "colleague", consent: "surprised" }
  const more = { repetition: "repeated", place: "work", age: "adult" }
  const story = found(aStory({ ...told, ...more }, { facts: "10/2026" }))

  assert.deepEqual(["AS", "HARS"], matched(story))
  assert.deepEqual(["contact sexuel", "surprise ou tromperie"], one(story, "AS").why)
  assert.match(one(story, "AS").offence.cited, /222-22, 222-27/)
  assert.equal("2032-10-01", term(one(story, "AS")).answer.ends)
})

test("a husband: what was imposed, what was struck, what is controlled", () => {
  const acts = { act: "penetration blow strangling coercion", consent: "refused" }
  const more = { relation: "partner", repetition: "repeated", health: "yes" }
  const story = found(
    aStory({ ...acts, ...more, age: "adult", "minor-present": "yes" }),
  )
  const rape = one(story, "VIOL_AGG")

  // The gravest first, even while the date, which decides what consent meant, is asked.
  assert.deepEqual(["VIOL_AGG", "HARC_C", "VC"], matched(story))
  assert.equal("20\u00a0ans de prison", rape.most.replace(" ans", "\u00a0ans"))
  assert.deepEqual(["date"], asked(story))
  assert.ok(story.also.some(({ key }) => key === "injury"))
  assert.equal("untold", rape.limit.is)
})

test("an uncle twenty years ago: the law of that day, and a term from majority", () => {
  // Ten in 2006: born between 2 January 1995 and 31 December 1996, of age from 2013 to
  // 2014; CPP 7 since August 2018: thirty years more.
  const story = found(aStory(UNCLE, { facts: "il y a 20 ans", age: 10 }))
  const piste = one(story, "VIOL_AGG")
  const { answer, between, plain, over } = term(piste)

  assert.deepEqual(["VIOL_AGG"], matched(story))
  assert.ok(piste.why.includes("moins de 15\u00a0ans"))
  assert.deepEqual(["2043-01-02", "2044-12-31"], between)
  assert.equal("2043-01-02", answer.ends)
  assert.equal("30 ans à partir de la majorité", plain)
  assert.deepEqual([false, false], [answer.certain, over])
  assert.equal("2043-01-01", answer.readings[1]?.ends)
  const later = story.notYet.map(({ offence }) => offence.name)
  assert.deepEqual(["Viol incestueux sur mineur"], later)
  assert.ok(story.notYet[0]?.other.includes("Viol aggravé"))
})

test("a party: what consent means turns on 8 November 2025", () => {
  const before = found(aStory(PARTY, { facts: "07/11/2025" }))
  const since = found(aStory(PARTY, { facts: "08/11/2025" }))

  assert.deepEqual([], matched(before))
  assert.deepEqual(["constraint"], one(before, "VIOL").missing)
  assert.deepEqual(["VIOL"], matched(since))
  assert.match(before.meanings[0]?.note ?? "", /^Avant le 8/)
  assert.match(since.meanings[0]?.note ?? "", /^Depuis le 8/)
  assert.deepEqual([1, 1], [before.meanings.length, since.meanings.length])
})

test("where the day is not known, both laws are shown and the date is asked", () => {
  const undated = found(aStory(PARTY))
  const rough = found(aStory(PARTY, { facts: "2025" }))

  for (const story of [undated, rough]) {
    assert.equal(2, story.meanings.length)
    assert.equal("date", asked(story)[0])
  }
})

test("what the law called rape is said where the day changes it", () => {
  const told = { act: "oral-genital", consent: "forced", age: "adult" }
  const old = found(aStory(told, { facts: "2020" }))
  const rough = found(aStory(told, { facts: "2021" }))
  const notes = ({ meanings }: Findings) => meanings.map(({ note }) => note.slice(0, 5))

  assert.deepEqual(["AS"], matched(old))
  assert.deepEqual(["entry"], one(old, "VIOL").missing)
  assert.ok(notes(old).every((note) => note === "Avant"))
  assert.deepEqual(["VIOL"], matched(rough))
  assert.ok(asked(rough).includes("date"))
  assert.ok(notes(rough).includes("Du 23"))
})

test("what only aggravates is asked after the danger", () => {
  const story = found(aStory({ act: "blow", relation: "partner" }))

  assert.ok(!asked(story).includes("injury"))
  assert.equal("injury", story.also[0]?.key)
})

test("a phone: images, a threat, messages read", () => {
  const acts = { act: "threat-to-reveal image-shared spying", condition: "yes" }
  const more = { relation: "ex-partner", online: "yes", age: "adult" }
  const story = found(aStory({ ...acts, ...more }, { facts: "09/2026" }))

  assert.deepEqual(["SEXTO", "IMG", "SURV"], matched(story))
  assert.ok(asked(story).includes("repetition"))
  assert.match(one(story, "SEXTO").most, /^7 ans/)
})

test("the bus: a sex shown, a body rubbed", () => {
  const told = { act: "contact exposure", consent: "surprised", place: "transport" }
  const more = { relation: "stranger", age: "adult" }
  const story = found(aStory({ ...told, ...more }, { facts: "hier" }))

  assert.deepEqual(["AS", "EXHIB"], matched(story))
})

test("nothing told proposes nothing, and asks what happened", () => {
  const story = found(NOTHING_TOLD)

  assert.deepEqual([], story.pistes)
  assert.deepEqual(["act"], asked(story))
})

test("an adult's term needs no birth", () => {
  const story = aStory(
    { act: "contact", consent: "refused", age: "adult" },
    { facts: "1/12/2025" },
  )

  assert.equal("2031-12-01", term(one(found(story), "AS")).answer.ends)
})

test("a term that may be over is a question for a prosecutor", () => {
  const told = { act: "contact", consent: "forced", age: "adult" }
  const story = found(aStory(told, { facts: "2005" }))

  assert.equal(true, term(one(story, "AS")).over)
})

test("dates that cannot be leave the pistes, without a term", () => {
  const told = { act: "contact", consent: "forced" }
  const unborn = found(aStory(told, { facts: "1990", birth: "1995" }))
  const old = found(aStory(told, { facts: "2019", birth: "1901" }))
  const early = found(aStory(told, { facts: "2019", discovered: "2018" }))
  const torn = found(
    aStory({ ...told, age: "adult" }, { facts: "2019", birth: "2008" }),
  )

  assert.deepEqual(
    ["birth", "age", "discovered", "age-told"],
    [unborn, old, early, torn].map(({ impossible }) => impossible),
  )
  assert.equal("untold", one(unborn, "AS").limit.is)
})

test("whether a relative had authority is a matter of fact", () => {
  assert.equal("ascendant", relationOf(["ascendant", "kin"]))
  assert.equal("authority", relationOf(["kin-authority", "kin"]))
  assert.equal("other", relationOf(["stranger"]))
  assert.deepEqual([null, null, null], [[], ["kin"], ["function"]].map(relationOf))

  const told = (power: string) => {
    const ticked = { act: "penetration", relation: "kin", "kin-power": power }
    const dates = { facts: "1985", birth: "1975" }
    const [rape] = found(aStory({ ...ticked, consent: "forced" }, dates)).pistes
    return term(rape ?? assert.fail()).answer.ends
  }
  assert.ok(told("yes") > told("no"))

  // Before June 1998 only an ascendant or somebody with authority gave a later start.
  const kin = { act: "penetration", consent: "forced", relation: "kin" }
  const story = found(aStory(kin, { facts: "1985", birth: "1975" }))
  assert.ok(term(one(story, "VIOL_AGG")).answer.readings.length > 2)
})

test("a product given is told once, as an act or as a circumstance", () => {
  const told = { act: "penetration substance", consent: "drugged", age: "adult" }

  assert.deepEqual(["VIOL_AGG", "SUBST"], matched(found(aStory(told))))
})

test("hidden facts run from their discovery", () => {
  const told = { act: "look image-taken", place: "closed-place", age: "adult" }
  const dated = { facts: "2/3/2019", discovered: "5/6/2024" }
  const story = found(aStory(told, dated))
  const ends = term(one(story, "VOYEUR")).answer.readings.map((each) => each.ends)

  assert.ok(ends.includes("2030-06-05"))
})

test("one story takes a few milliseconds", (t) => {
  const story = aStory(UNCLE, { facts: "il y a 20 ans", age: 10 })
  for (let n = 0; n < 50; n++) found(story)
  const began = performance.now()
  for (let n = 0; n < 50; n++) found(story)
  t.diagnostic(`${((performance.now() - began) / 50).toFixed(2)} ms a story`)
})
