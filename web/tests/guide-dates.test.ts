/** Dates as people write them, and what is wrong with them. */
import assert from "node:assert/strict"
import { test } from "node:test"
import {
  ageOf,
  type Between,
  maybeMinor,
  pairs,
  readDate,
  readDates,
  type When,
  type Wrong,
} from "../visitor/guide-dates.ts"
import { TABLE } from "./guide-asked.ts"

const TODAY = "2026-11-26"
const { months } = TABLE.calendar

function day(first: string, last = first): Between {
  return { first, last }
}

function read(facts: string, to = "", born = "", age = ""): When | Wrong {
  return readDates({ facts, to, born }, age, months, TODAY)
}

function wrong(facts: string, to = "", born = "", age = ""): string {
  const found = read(facts, to, born, age)
  return "why" in found ? `${found.field} ${found.why}` : ""
}

test("a year, a month or a day are read however they are written", () => {
  const written: readonly [string, Between][] = [
    ["2019", day("2019-01-01", "2019-12-31")],
    ["mars 2019", day("2019-03-01", "2019-03-31")],
    ["Février 2024", day("2024-02-01", "2024-02-29")],
    ["03/2019", day("2019-03-01", "2019-03-31")],
    ["28/03/2019", day("2019-03-28")],
    ["28 mars 2019", day("2019-03-28")],
    ["1er août 2019", day("2019-08-01")],
    ["1 aout 2019", day("2019-08-01")],
    ["28.3.2019", day("2019-03-28")],
    ["28-03-2019", day("2019-03-28")],
    ["2019-03-28", day("2019-03-28")],
    ["décembre 2019", day("2019-12-01", "2019-12-31")],
  ]
  for (const [text, expected] of written) {
    assert.deepEqual(readDate(text, months), expected, text)
  }
})

test("what is no date is not guessed", () => {
  for (const text of ["19", "hier", "31/02/2019", "2019/13", "0", "1/2/3/2019", "-"]) {
    assert.equal(readDate(text, months), null, text)
  }
  assert.equal(readDate("9".repeat(16_000), months), null)
})

test("each thing that is wrong is told of its own field", () => {
  assert.equal("facts form", wrong("hier"))
  assert.equal("to form", wrong("2019", "31/02/2020"))
  assert.equal("facts future", wrong("2027"))
  assert.equal("born future", wrong("2019", "", "2030"))
  assert.equal("to order", wrong("2019", "2018"))
  assert.equal("facts facts", wrong("", "2018"))
  assert.equal("born birth", wrong("2019", "", "2020"))
  assert.equal("born birth", wrong("2019", "", "1905"))
  assert.equal("born birth", wrong("2019", "", "1980", "under-15"))
})

test("nothing written is nothing wrong", () => {
  assert.deepEqual(read(" "), { facts: null, to: null, born: null })
  assert.equal("", wrong("2019", "", "2004", "15-17"))
  assert.equal("", wrong("", "", "1990"))
})

test("a period that has begun does not reach beyond today", () => {
  assert.deepEqual(read("2026"), {
    facts: day("2026-01-01", TODAY),
    to: null,
    born: null,
  })
})

test("births and facts that agree with the age are the outermost ones", () => {
  const [facts, born] = [
    day("2010-01-01", "2010-12-31"),
    day("1992-01-01", "1992-12-31"),
  ]

  assert.deepEqual(pairs(facts, born, "15-17"), [
    ["2010-01-01", "1992-01-02"],
    ["2010-01-01", "1992-12-31"],
    ["2010-12-30", "1992-12-31"],
  ])
  assert.deepEqual(pairs(facts, born, "under-15"), [])
})

test("the age is told by the dates only when they leave no doubt", () => {
  const at = (facts: Between, born: Between) => ageOf({ facts, to: null, born })

  assert.equal("under-15", at(day("2010-01-01", "2010-12-31"), day("2000-01-01")))
  assert.equal("adult", at(day("2010-05-01"), day("1980-01-01", "1980-12-31")))
  const doubtful = at(day("2010-01-01", "2010-12-31"), day("1992-01-01", "1992-12-31"))
  assert.equal("", doubtful)
})

test("whoever may be under eighteen today is told that she may write alone", () => {
  const of = (born: Between | null) =>
    maybeMinor({ facts: null, to: null, born }, TODAY)

  assert.equal(true, of(null))
  assert.equal(true, of(day("2008-01-01", "2008-12-31")))
  assert.equal(false, of(day("2007-01-01", "2007-12-31")))
})
