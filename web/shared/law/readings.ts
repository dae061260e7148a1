/**
 * Every reading of one limitation question: what is not settled is read both ways. Pure.
 * The same as src/havre/law/readings.py: every shared case asks both.
 */
import type { Ask, Span } from "./asked.ts"
import { latest, majority, moved } from "./calendar-days.ts"
import type { Assumed, Clock, Run } from "./running.ts"
import type { Course, Day, Offence } from "./tables.ts"

/** One last useful day, and what it supposes. */
export interface Reading {
  readonly ends: Day
  readonly why: string
}

/**
 * A term that was run, and what it supposes, axis by axis. `usual`: it is of the last
 * facts and of the usual case, so that it may be the main one.
 */
export interface Read {
  readonly run: Run
  readonly class: string
  readonly whys: readonly string[]
  readonly usual: boolean
}

/** Every reading; each says only what makes it differ from another. */
export function readAll(clock: Clock, ask: Ask, offence: Offence, span: Span): Read[] {
  const found = read(clock, ask, offence, span)
  const axes = found[0]?.whys.keys() ?? []
  const idle = new Set([...axes].filter((axis) => !matters(found, axis)))
  return found.map((one) => ({
    ...one,
    whys: one.whys.map((why, axis) => (idle.has(axis) ? "" : why)),
  }))
}

/** The prudent one: the first to end among the usual ones. */
export function mainOf(found: readonly Read[]): Read {
  return found
    .filter(({ usual }) => usual)
    .reduce((one, two) => (two.run.ends < one.run.ends ? two : one))
}

/**
 * One reading for each last day, the main one first. A term that starts at majority may
 * end one day sooner: whether the day of majority counts is not settled.
 */
export function distinct(
  { law: { doubts } }: Clock,
  main: Read,
  found: readonly Read[],
): readonly Reading[] {
  const whys = new Map<Day, string>()
  const keep = (ends: Day, why: string) => {
    if (!whys.has(ends)) whys.set(ends, why)
  }
  for (const one of found) {
    const said = one.whys.filter(Boolean).map((key) => doubts[key] ?? key)
    keep(one.run.ends, said.join(" ; ") || (doubts["main"] ?? ""))
  }
  for (const { run } of found) {
    if (run.ofAge) keep(moved(run.ends, -1), doubts["majority"] ?? "")
  }
  const rest = [...whys.keys()].filter((end) => end !== main.run.ends).sort()
  return [main.run.ends, ...rest].map((ends) => ({ ends, why: whys.get(ends) ?? "" }))
}

function read(clock: Clock, ask: Ask, offence: Offence, span: Span): Read[] {
  const usual = offence.limitation.filter((row, n) => n === 0 || row.doubt)
  const found: Read[] = []
  each(choices(ask, offence, span), (assumed, row, whys) => {
    const run = clock.run(assumed)
    found.push({ run, class: row.class, whys, usual: !whys[0] && usual.includes(row) })
  })
  return found
}

interface Choices {
  readonly ask: Ask
  readonly offence: Offence
  readonly days: readonly (readonly [Day, string])[]
  readonly related: readonly (readonly [boolean, string])[]
  readonly extending: readonly (readonly [boolean, string])[]
  readonly found: readonly (readonly [Day | null, string])[]
}

const PLEADED = [
  [false, ""],
  [true, "pleaded"],
] as const

function choices(ask: Ask, offence: Offence, span: Span): Choices {
  const { relation = null, discovered = null, later = [] } = ask
  const related = relation === null ? [false, true] : [relation !== "other"]
  const early = [[false, ""] as const, [true, "later"] as const]
  return {
    ask,
    offence,
    days: daysOf(ask, offence, span),
    related: related.map((is) => [is, is ? "related" : "unrelated"]),
    extending: later.length > 0 ? early : early.slice(0, 1),
    found:
      offence.hidden && discovered !== null
        ? [
            [null, "unhidden"],
            [discovered, "hidden"],
          ]
        : [[null, ""]],
  }
}

/** Go through every combination, in the order of the Python twin. */
function each(
  all: Choices,
  visit: (assumed: Assumed, row: Course, whys: readonly string[]) => void,
): void {
  const { ask, offence } = all
  for (const [day, why] of all.days)
    for (const row of offence.limitation)
      for (const [related, who] of all.related)
        for (const [pleaded, how] of PLEADED)
          for (const [extending, later] of all.extending)
            for (const [found, hidden] of all.found) {
              const assumed: Assumed = {
                offence,
                day,
                born: ask.born,
                class: row.class,
                related,
                pleaded,
                extending,
                discovered: found === null ? null : latest(found, day),
                interrupted: (ask.interrupted ?? []).filter((one) => one >= day),
                later: (ask.later ?? []).filter((one) => one.day >= day),
              }
              const whys = [why, row.doubt || row.when, who, how, later, hidden]
              visit(assumed, row, whys)
            }
}

/** The days that may count: the last of the facts, then others pleaded. */
function daysOf(ask: Ask, offence: Offence, { first, last }: Span): [Day, string][] {
  const days: [Day, string][] = [[last, ""]]
  if (offence.repeated) return days
  const ofAge = majority(ask.born)
  if (first < ofAge && ofAge <= last) days.push([moved(ofAge, -1), "minor"])
  if (first < last) days.push([first, "first"])
  return days
}

/** Whether another value on this axis ever gives another last day. */
function matters(found: readonly Read[], axis: number): boolean {
  const ends = new Map<string, Day>()
  return found.some(({ run, whys }) => {
    const rest = JSON.stringify(whys.filter((_, n) => n !== axis))
    const known = ends.get(rest)
    ends.set(rest, known ?? run.ends)
    return known !== undefined && known !== run.ends
  })
}
