/** How long she may have: what is not known is told as the shortest, or as two days. */
import assert from "node:assert/strict"
import { test } from "node:test"
import type { Between } from "../visitor/guide-dates.ts"
import { termOf } from "../visitor/guide-terms.ts"
import { answered, asking, clock, NONE, type Story } from "./guide-asked.ts"

const TODAY = "2026-11-26"
const RAPE: Story = {
  kind: ["Un acte sexuel"],
  act: ["Une pénétration"],
  consent: ["Pendant le sommeil"],
  who: ["Un inconnu"],
  age: ["18 ans"],
}
const STREET: Story = { kind: ["Des paroles"], act: ["Des remarques"], more: NONE }
const PRIVATE: Story = {
  kind: ["Des paroles"],
  act: ["Des insultes"],
  more: ["Parce que c'est une femme", ...NONE],
}

/** The place of the first offence that a story may be. */
function first(story: Story): string {
  const { answers } = answered(story)
  const { steps } = asking.path(answers)
  const [piste] = asking.found(asking.told(steps, answers), steps, answers)
  assert.ok(piste)
  return piste.id
}

function day(first: string, last = first): Between {
  return { first, last }
}

function term(
  story: Story,
  facts: Between,
  born: Between | null = null,
  age = "adult",
  relations: readonly string[] = ["stranger"],
): string {
  const when = { facts, to: null, born }
  const found = termOf(clock, first(story), when, age, relations, TODAY)
  assert.ok(found)
  return `${found.told} ${found.first} ${found.last}`
}

test("to the day, an adult's term is told to the day", () => {
  const told = term(RAPE, day("2020-05-04"))

  assert.equal("until 2040-05-04 2040-05-04", told)
})

test("a year alone is counted at its shortest, and said so", () => {
  assert.match(term(RAPE, day("2020-01-01", "2020-12-31")), /^least 2040-01-01 /)
})

test("before eighteen, without a birth, the oldest that she may have been is counted", () => {
  const facts = day("2015-06-01")

  // Eighteen the day after the facts.
  assert.match(term(RAPE, facts, null, "15-17"), /^least 2045-06-01 /)
  assert.match(term(RAPE, facts, null, "under-15"), /^least 2048-06-01 /)
  assert.equal(
    "until 2046-06-30 2046-07-01",
    term(RAPE, facts, day("1998-07-01"), "15-17"),
  )
  assert.match(
    term(RAPE, facts, day("1998-01-01", "1998-12-31"), "15-17"),
    /^least 204[56]-/,
  )
})

test("without an age, it is counted as for an adult: the shortest", () => {
  assert.match(term(RAPE, day("2015-06-01"), null, ""), /^least 2035-06-01 /)
})

test("a last day that hangs only on an unknown birth is never told", () => {
  const facts = day("2010-01-01", "2010-12-31")
  const blow = { kind: ["Des coups"], act: ["Menacer"], more: NONE }

  assert.match(term(blow, facts, null, "", ["partner"]), /^maybe 2013-01-01 /)
  assert.match(
    term(blow, facts, null, "adult", ["partner"]),
    /^perhaps 2013-01-01 2030/,
  )
})

test("of what lasted, an age that came later still counts", () => {
  const when = {
    facts: day("2010-01-01", "2010-12-31"),
    to: day("2024-01-01", "2024-12-31"),
    born: day("2000-01-01", "2000-12-31"),
  }

  assert.equal(
    "2044-01-01",
    termOf(clock, first(RAPE), when, "adult", [], TODAY)?.first,
  )
})

test("where the birth changes nothing it is told to the day", () => {
  assert.equal("until 2027-05-04 2027-05-04", term(STREET, day("2026-05-04"), null, ""))
})

test("two readings are two days", () => {
  assert.equal("between 2026-12-01 2027-09-01", term(PRIVATE, day("2026-09-01")))
})

test("a term that may be over is never told as over", () => {
  assert.match(term(PRIVATE, day("2026-05-01")), /^perhaps 2026-08-01 2027-05-01/)
  assert.match(term(RAPE, day("1997-01-01", "2007-12-31")), /^perhaps /)
})

test("who did it decides for older facts on a minor; not known, both are read", () => {
  const facts = day("1987-05-01")
  const at = (relations: readonly string[]) =>
    term(RAPE, facts, day("1981-03-02"), "under-15", relations)

  assert.match(at(["stranger"]), /^over/)
  assert.match(at(["ascendant"]), /^until 2029-03-01/)
  assert.match(at([]), /^perhaps /)
})

test("of what lasted, the last time decides", () => {
  const when = { facts: day("2018-03-01"), to: day("2026-10-12"), born: null }
  const found = termOf(clock, first(RAPE), when, "adult", ["partner"], TODAY)

  assert.deepEqual(found, { told: "until", first: "2046-10-12", last: "2046-10-12" })
})

test("over every reading it is over, and no date is told", () => {
  assert.match(term(STREET, day("2020-05-04"), null, ""), /^over /)
})

test("without a date of the facts there is nothing to count", () => {
  const none = { facts: null, to: null, born: null }

  assert.equal(termOf(clock, first(RAPE), none, "adult", [], TODAY), null)
})
