/** Hours at a station, wherever the screen is; and the run of slots typed there. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { type Run, slotsOf } from "../station/slot-run.ts"
import {
  clockIn,
  dayShown,
  hourShown,
  instantIn,
  isSameDay,
  weekday,
} from "../station/zone.ts"

const REUNION = "Indian/Reunion"
const PARIS = "Europe/Paris"
const LONG_AGO = 0

function aRun(but: Partial<Run> = {}): Run {
  return {
    first: "2026-11-05", // a Thursday
    last: "2026-11-05",
    from: "09:00",
    to: "10:30",
    minutes: 30,
    weekdays: [1, 2, 3, 4, 5],
    ...but,
  }
}

const before = (day: string) => Date.parse(`${day}T00:00:00Z`) - 86_400_000

test("an instant is told by the clocks of the station", () => {
  const at = Date.parse("2026-11-05T05:30:00Z")

  assert.deepEqual({ day: "2026-11-05", time: "09:30" }, clockIn(REUNION, at))
  assert.deepEqual({ day: "2026-11-05", time: "06:30" }, clockIn(PARIS, at))
  assert.equal("9\u00a0h\u00a030", hourShown(REUNION, at))
  assert.equal("jeudi 5 novembre", dayShown(REUNION, at))
})

test("a day begins at the station's own midnight", () => {
  const evening = Date.parse("2026-11-05T19:59:00Z")
  const night = Date.parse("2026-11-05T20:01:00Z")

  assert.equal(true, isSameDay(PARIS, evening, night))
  assert.equal(false, isSameDay(REUNION, evening, night))
})

test("what is typed is the hour there, in winter and in summer", () => {
  for (const [zone, day, time, utc] of [
    [PARIS, "2026-01-05", "09:00", "2026-01-05T08:00:00Z"],
    [PARIS, "2026-07-06", "09:00", "2026-07-06T07:00:00Z"],
    [REUNION, "2026-07-06", "00:10", "2026-07-05T20:10:00Z"],
    ["America/Martinique", "2026-07-06", "23:50", "2026-07-07T03:50:00Z"],
    ["Pacific/Noumea", "2026-07-06", "09:00", "2026-07-05T22:00:00Z"],
  ] as const) {
    assert.equal(Date.parse(utc), instantIn(zone, day, time), `${zone} ${day}`)
  }
})

test("an hour that clocks skip is none", () => {
  assert.equal(null, instantIn(PARIS, "2026-03-29", "02:30"))
  assert.equal(
    Date.parse("2026-03-29T01:30:00Z"),
    instantIn(PARIS, "2026-03-29", "03:30"),
  )
  assert.equal(null, instantIn(PARIS, "", "03:30"))
})

test("a run fills each chosen day with whole slots", () => {
  const slots = slotsOf(aRun({ last: "2026-11-09" }), PARIS, before("2026-11-05"))
  const shown = slots.map(({ at }) => {
    const { day, time } = clockIn(PARIS, at)
    return `${day} ${time}`
  })

  assert.deepEqual(
    [
      "2026-11-05 09:00",
      "2026-11-05 09:30",
      "2026-11-05 10:00",
      "2026-11-06 09:00",
      "2026-11-06 09:30",
      "2026-11-06 10:00",
      "2026-11-09 09:00",
      "2026-11-09 09:30",
      "2026-11-09 10:00",
    ],
    shown,
  )
  assert.equal(4, weekday("2026-11-05"))
})

test("no slot ends after the hour of the end, and none is past or too far", () => {
  const now = before("2026-11-05")

  assert.equal(1, slotsOf(aRun({ minutes: 60 }), PARIS, now).length)
  assert.deepEqual([], slotsOf(aRun({ to: "09:20" }), PARIS, now))
  const half = Date.parse("2026-11-05T08:30:00Z") // 9:30 in Paris
  assert.equal(1, slotsOf(aRun(), PARIS, half).length)
  assert.deepEqual([], slotsOf(aRun(), PARIS, LONG_AGO))
})

test("a run in which nothing was typed is empty, never endless", () => {
  const now = before("2026-11-05")

  for (const but of [
    { first: "" },
    { last: "2026-11-04" },
    { from: "" },
    { to: "" },
    { minutes: 0 },
    { minutes: NaN },
    { weekdays: [] },
  ]) {
    assert.deepEqual([], slotsOf(aRun(but), PARIS, now), JSON.stringify(but))
  }
})
