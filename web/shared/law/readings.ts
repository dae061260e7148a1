/**
 * Every reading of one limitation question: what is not settled is read both ways. Pure.
 * The same as src/havre/law/readings.py: every shared case asks both.
 */
import type { Ask, Span } from "./asked.ts"
import { latest, majority, moved } from "./calendar-days.ts"
import { fitting, usual } from "./courses.ts"
import type { Assumed, Clock, Run } from "./running.ts"
import type { Day, Offence } from "./tables.ts"

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

const TOLD = 2 // ways to one last day: more would not be read

/** Every reading of the question. */
export function readAll(clock: Clock, ask: Ask, offence: Offence, span: Span): Read[] {
  const { relation = null } = ask
  const found: Read[] = []
  for (const [day, why] of daysOf(ask, offence, span)) {
    for (const related of relation === null ? [false, true] : [relation !== "other"]) {
      const courses = fitting(offence, day, ask.born, related)
      const who = relation !== null ? "" : related ? "related" : "unrelated"
      for (const row of courses) {
        const main = !why && usual(courses).includes(row)
        const base = { offence, day, born: ask.born, class: row.class, related }
        for (const [assumed, more] of assumedOf(clock, ask, base)) {
          const whys = [why, row.doubt.replace(/\.$/, "") || row.when, who, ...more]
          found.push({ run: clock.run(assumed), class: row.class, whys, usual: main })
        }
      }
    }
  }
  return found
}

/** The prudent one: the first to end among the usual ones. */
export function mainOf(found: readonly Read[]): Read {
  return found
    .filter((one) => one.usual)
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
  const best = main.run.ends
  const ends = [...new Set(found.map(({ run }) => run.ends))].sort()
  const whys = new Map(ends.map((end) => [end, whyOf(doubts, found, end)]))
  whys.set(best, mainWhy(doubts, whys, best))
  for (const { run } of found) {
    const eve = moved(run.ends, -1)
    if (!run.ofAge || whys.has(eve)) continue
    const own = run.ends === best ? "" : (whys.get(run.ends) ?? "")
    whys.set(eve, [own, doubts["majority"] ?? ""].filter(Boolean).join(" ; "))
  }
  const rest = [...whys.keys()].filter((end) => end !== best).sort()
  return [best, ...rest].map((each) => ({ ends: each, why: whys.get(each) ?? "" }))
}

type Said = Readonly<Record<string, string>>

function mainWhy(doubts: Said, whys: ReadonlyMap<Day, string>, end: Day): string {
  if (whys.size === 1) return doubts["main"] ?? ""
  const own = whys.get(end) ?? ""
  const prudent = doubts["prudent"] ?? ""
  return own && own !== doubts["else"] ? `${prudent} : ${own}` : prudent
}

type Way = readonly string[]

/** What a last day supposes: the widest ways to it, each in a sentence. */
function whyOf(doubts: Said, found: readonly Read[], end: Day): string {
  const others = new Set(
    found.filter(({ run }) => run.ends !== end).map(({ whys }) => written(whys)),
  )
  const ways = found.filter(
    ({ run, whys }) => run.ends === end && !others.has(written(whys)),
  )
  const axes = (found[0]?.whys ?? []).map((_, axis) => [
    ...new Set(found.map(({ whys }) => whys[axis] ?? "")),
  ])
  const wide = new Map<string, Way>()
  for (const { whys } of ways) {
    const way = widened(whys, others, axes)
    wide.set(written(way), way)
  }
  const ordered = [...wide.values()].sort(byClaims)
  const said = ordered
    .filter((way) => !ordered.some((other) => other !== way && within(way, other)))
    .map((way) => {
      const claims = way.filter(Boolean).map((key) => doubts[key] ?? key)
      return claims.join(" ; ") || (doubts["else"] ?? "")
    })
  return [...new Set(said.slice(0, TOLD))].join(doubts["or"] ?? "")
}

/** `way` without what it need not suppose: "" on those axes. */
function widened(way: Way, others: ReadonlySet<string>, axes: readonly Way[]): Way {
  let free = new Set<number>()
  for (const axis of way.keys()) {
    const trial = new Set([...free, axis])
    const options = way.map((each, n) => (trial.has(n) ? (axes[n] ?? []) : [each]))
    if (!product(options).some((each) => others.has(written(each)))) free = trial
  }
  return way.map((each, n) => (free.has(n) ? "" : each))
}

function product(options: readonly Way[]): Way[] {
  return options.reduce<Way[]>(
    (ways, values) => ways.flatMap((way) => values.map((one) => [...way, one])),
    [[]],
  )
}

function written(way: Way): string {
  return way.join("\n")
}

function byClaims(one: Way, two: Way): number {
  const claims = (way: Way) => way.filter(Boolean).length
  const gap = claims(one) - claims(two)
  if (gap !== 0) return gap
  for (const [n, text] of one.entries()) {
    const other = two[n] ?? ""
    if (text !== other) return text < other ? -1 : 1
  }
  return 0
}

/** Whether `way` supposes all that `other` does. */
function within(way: Way, other: Way): boolean {
  return other.every((text, n) => !text || way[n] === text)
}

type Base = Pick<Assumed, "offence" | "day" | "born" | "class" | "related">

/** What else is not settled, every combination, in the order of the Python twin. */
function assumedOf(clock: Clock, ask: Ask, base: Base): [Assumed, readonly string[]][] {
  const later = (ask.later ?? []).filter((one) => one.day >= base.day)
  const interrupted = (ask.interrupted ?? []).filter((one) => one >= base.day)
  const early = (ask.later ?? []).length > 0 ? [false, true] : [false]
  const found: [Assumed, readonly string[]][] = []
  for (const pleaded of [false, true])
    for (const extending of early)
      for (const [discovered, hidden] of foundOf(clock, ask, base)) {
        const always = hidden === "hidden-before"
        const more = { pleaded, extending, discovered, always, interrupted, later }
        const whys = [pleaded ? "pleaded" : "", extending ? "later" : "", hidden]
        found.push([{ ...base, ...more }, whys])
      }
  return found
}

/** From when hidden facts may count. */
function foundOf(
  { law }: Clock,
  ask: Ask,
  base: Base,
): readonly (readonly [Day | null, string])[] {
  if (!base.offence.hidden || ask.discovered == null) return [[null, ""]]
  const found = latest(ask.discovered, base.day)
  const known = [
    [null, "unhidden"],
    [found, "hidden"],
    [found, "hidden-before"],
  ] as const
  return base.day < law.hidden_since ? known : known.slice(0, 2)
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
