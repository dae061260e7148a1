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
    ["l'an dernier", day("2025-01-01", "2025-12-31")],
    ["l’année dernière", day("2025-01-01", "2025-12-31")],
    ["il y a 20 ans", day("2006-01-01", "2006-12-31")],
    ["Il y a deux ans", day("2024-01-01", "2024-12-31")],
    ["il y a 2 mois", day("2026-09-01", "2026-09-30")],
    ["en 2010", day("2010-01-01", "2010-12-31")],
    ["vers 2010", day("2010-01-01", "2010-12-31")],
    ["été 2004", day("2004-06-01", "2004-09-30")],
    ["hiver 2004", day("2004-01-01", "2005-03-31")],
    ["janv. 2020", day("2020-01-01", "2020-01-31")],
    ["1er janv 2020", day("2020-01-01")],
    ["mars2019", day("2019-03-01", "2019-03-31")],
    ["5/3/19", day("2019-03-05")],
    ["5/3/98", day("1998-03-05")],
    ["mardi 5 mars 2019", day("2019-03-05")],
    ["٢٠١٩", day("2019-01-01", "2019-12-31")],
    ["۲۰۱۹", day("2019-01-01", "2019-12-31")],
  ]
  for (const [text, expected] of written) {
    assert.deepEqual(readDate(text, months, TODAY), expected, text)
  }
})

test("what is no date is not guessed", () => {
  for (const text of [
    "19",
    "hier",
    "31/02/2019",
    "2019/13",
    "0",
    "1/2/3/2019",
    "-",
    "avant 2010",
    "ma 2019",
    "1e5",
  ]) {
    assert.equal(readDate(text, months, TODAY), null, text)
  }
  assert.equal(readDate("9".repeat(16_000), months, TODAY), null)
})

test("each thing that is wrong is told of its own field", () => {
  assert.equal("facts form", wrong("hier"))
  assert.equal("to form", wrong("2019", "31/02/2020"))
  assert.equal("facts future", wrong("2027"))
  assert.equal("born future", wrong("2019", "", "2030"))
  assert.equal("to order", wrong("2019", "2018"))
  assert.equal("facts facts", wrong("", "2018"))
  assert.equal("born birth", wrong("2019", "", "2020"))
  assert.equal("born old", wrong("2019", "", "1905"))
  assert.equal("facts old", wrong("1700"))
  assert.equal("born age", wrong("2019", "", "1980", "under-15"))
})

test("nothing written is nothing wrong", () => {
  assert.deepEqual(read(" "), { facts: null, to: null, born: null })
  assert.equal("", wrong("2019", "", "2004", "15-17"))
  assert.equal("", wrong("", "", "1990"))
})

test("of what lasted, the age may be that of any day", () => {
  assert.equal("", wrong("2010", "2024", "2000", "adult"))
  assert.equal("", wrong("2010", "2024", "2000", "under-15"))
  assert.equal("born age", wrong("2010", "2012", "2000", "adult"))
})

test("two years in the first field are its beginning and its end", () => {
  const [facts, to] = [day("2004-01-01", "2004-12-31"), day("2008-01-01", "2008-12-31")]

  for (const text of ["2004-2008", "de 2004 à 2008", "entre 2004 et 2008"]) {
    assert.deepEqual(read(text), { facts, to, born: null })
  }
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
