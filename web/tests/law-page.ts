/** Lets the benchmark time the evaluators in a page: tools/bench/scene_law.py. */
import { type Ask, Impossible, NotYetAnOffence } from "../shared/law/asked.ts"
import { type Told, Vocabulary } from "../shared/law/conditions.ts"
import { limitation } from "../shared/law/limitation.ts"
import { pistes } from "../shared/law/qualification.ts"
import { Clock } from "../shared/law/running.ts"
import type { LawTables } from "../shared/law/tables.ts"

interface Question {
  readonly tables: LawTables
  readonly today: string
  readonly asks: readonly Ask[]
  readonly stories: readonly Told[]
}

const TIMES = 10 // a page's clock has no finer grain than what ten take

/** Milliseconds of each question, in turn. */
function timed({ tables, today, asks, stories }: Question) {
  const clock = new Clock(tables)
  const vocabulary = new Vocabulary(tables)
  const [ask] = asks
  const [story] = stories
  if (!ask || !story) throw new Error("nothing is asked")
  return {
    // As a visitor's only question is: nothing is compiled yet.
    first: [
      spent(() => asked(clock, ask, today), 1),
      spent(() => pistes(vocabulary, tables.offences, story), 1),
    ],
    limits: asks.map((ask) => spent(() => asked(clock, ask, today))),
    pistes: stories.map((told) =>
      spent(() => pistes(vocabulary, tables.offences, told)),
    ),
  }
}

function asked(clock: Clock, ask: Ask, today: string): void {
  try {
    limitation(clock, ask, today)
  } catch (refusal) {
    const known = refusal instanceof Impossible || refusal instanceof NotYetAnOffence
    if (!known) throw refusal
  }
}

function spent(work: () => unknown, times = TIMES): number {
  const began = performance.now()
  for (let n = 0; n < times; n += 1) work()
  return (performance.now() - began) / times
}

Object.assign(globalThis, { timed })
