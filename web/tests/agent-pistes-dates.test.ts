/** Days as they are told: what is rough stays rough, what cannot be is said. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { limits } from "../agent/catalogue.ts"
import { isWrong, readAge, readSpan, readWhen, shown } from "../agent/loose-dates.ts"

const TODAY = "2026-11-26"

/** First and last day of a moment, or of the beginning and of the end of a period. */
function days(typed: string): readonly string[] {
  const read = readWhen(typed, TODAY)
  if (isWrong(read)) return [read]
  const spans = read.to ? [read.from, read.to] : [read.from]
  return spans.flatMap(({ first, last }) => [first, last])
}

test("a day, a month and a year are read as they are written", () => {
  assert.deepEqual(["2019-03-12", "2019-03-12"], days("12/03/2019"))
  assert.deepEqual(["2019-03-12", "2019-03-12"], days("12 mars 2019"))
  assert.deepEqual(["2019-03-01", "2019-03-01"], days("1er mars 2019"))
  assert.deepEqual(["2019-03-12", "2019-03-12"], days("2019-03-12"))
  assert.deepEqual(["1998-03-12", "1998-03-12"], days("12/3/98"))
  assert.deepEqual(["2019-03-01", "2019-03-31"], days("03/2019"))
  assert.deepEqual(["2019-08-01", "2019-08-31"], days("Août 2019"))
  assert.deepEqual(["2019-01-01", "2019-12-31"], days(" 2019 "))
})

test("what is told from today is as rough as it is told", () => {
  assert.deepEqual(["2006-01-01", "2006-12-31"], days("il y a 20 ans"))
  assert.deepEqual(["2006-01-01", "2006-12-31"], days("il y a vingt ans"))
  assert.deepEqual(["2026-08-01", "2026-08-31"], days("il y a 3 mois"))
  assert.deepEqual(["2026-11-09", "2026-11-15"], days("il y a deux semaines"))
  assert.deepEqual(["2026-11-25", "2026-11-25"], days("hier"))
  assert.deepEqual(["2025-01-01", "2025-12-31"], days("l'an dernier"))
})

test("this year and this month stop today", () => {
  assert.deepEqual(["2026-01-01", TODAY], days("2026"))
  assert.deepEqual(["2026-11-01", TODAY], days("11/2026"))
})

test("a period has a beginning and an end", () => {
  const fromTo = ["2004-01-01", "2004-12-31", "2008-01-01", "2008-12-31"]

  assert.deepEqual(fromTo, days("de 2004 à 2008"))
  assert.deepEqual(fromTo, days("2004-2008"))
  assert.deepEqual(["2019-01-01", "2019-12-31", TODAY, TODAY], days("depuis 2019"))
  assert.deepEqual(["2023-01-01", "2023-12-31", TODAY, TODAY], days("depuis 3 ans"))
})

test("what cannot be is told apart", () => {
  assert.deepEqual(["unreal"], days("31/02/2019"))
  assert.deepEqual(["unreal"], days("13/2019"))
  assert.deepEqual(["future"], days("2031"))
  assert.deepEqual(["future"], days("27/11/2026"))
  assert.deepEqual(["order"], days("de 2008 à 2004"))
  assert.deepEqual(["unread"], days("bientôt"))
  assert.deepEqual(["unread"], days("1492"))
})

test("a birth is one moment", () => {
  assert.equal("unread", readSpan("de 1990 à 1992", TODAY))
})

test("an age is a number of years that somebody may have", () => {
  assert.deepEqual([12, 12, 12], ["12", "à 12 ans", "12ans"].map(readAge))
  assert.deepEqual([null, null], ["121 ans", "douze"].map(readAge))
})

test("a date is told back as it was understood", () => {
  const told = (typed: string) => {
    const read = readWhen(typed, TODAY)
    return isWrong(read) ? read : shown(read, limits.law.calendar)
  }

  assert.equal("2006", told("il y a 20 ans"))
  assert.equal("mars 2019", told("3/2019"))
  assert.equal("1er mars 2019", told("01/03/2019"))
  assert.equal("depuis 2019", told("depuis 2019"))
  assert.equal("de 2004 à mars 2008", told("de 2004 à mars 2008"))
  assert.equal("du 1er mars 2019 au 3 avril 2019", told("du 1/3/2019 au 3/4/2019"))
  assert.equal("vers le 12 novembre 2026", told("il y a 2 semaines"))
})
