/**
 * Answers what Python asks, a line for a line: tests/law. The first line holds the
 * tables, each other one a question of one kind.
 */
import { createInterface } from "node:readline"
import { type Ask, Impossible, NotYetAnOffence } from "../shared/law/asked.ts"
import { type Told, Vocabulary } from "../shared/law/conditions.ts"
import { limitation } from "../shared/law/limitation.ts"
import { pistes } from "../shared/law/qualification.ts"
import { Clock } from "../shared/law/running.ts"
import type { LawTables } from "../shared/law/tables.ts"

interface Asked {
  readonly limit?: Ask
  readonly story?: Told
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const first = JSON.parse((await lines.next()).value ?? "") as {
  readonly tables: LawTables
  readonly today: string
}
const clock = new Clock(first.tables)
const vocabulary = new Vocabulary(first.tables)

function answered(ask: Ask): unknown {
  try {
    return limitation(clock, ask, first.today)
  } catch (refusal) {
    if (refusal instanceof Impossible) return { refused: refusal.message }
    if (refusal instanceof NotYetAnOffence) {
      return { never: refusal.message, other: refusal.other }
    }
    throw refusal
  }
}

for (let line = await lines.next(); !line.done; line = await lines.next()) {
  const { limit, story } = JSON.parse(line.value) as Asked
  const answer = limit
    ? answered(limit)
    : story && pistes(vocabulary, first.tables.offences, story)
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
