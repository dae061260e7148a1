/**
 * Which questions are asked, and what the answers tell. Pure: nothing here knows the page.
 *
 * A question is asked only while one of its answers can still change what is found. Where
 * it is no longer asked, its answer is kept, but tells nothing.
 */
import type { Told, Vocabulary } from "../shared/law/conditions.ts"
import { type Piste, pistes } from "../shared/law/qualification.ts"
import type { Day, Offence } from "../shared/law/tables.ts"
import type { Choice, Question } from "./guide-tables.ts"

/** A question as it is asked now: only with the answers that may change something. */
export interface Step {
  readonly question: Question
  readonly choices: readonly Choice[]
}

/** What was ticked, by question; null: « Je ne sais pas »; absent: not asked yet. */
export type Answers = ReadonlyMap<string, ReadonlySet<Choice> | null>

/** The steps so far; `waits`: the last one has no answer; `lost`: none would help. */
export interface Path {
  readonly steps: readonly Step[]
  readonly waits: boolean
  readonly lost: boolean
}

/** At most so many are shown: a few to read, not a list to search. */
const SHOWN = 5

export class Asking {
  readonly #questions: readonly Question[]
  readonly #vocabulary: Vocabulary
  readonly #offences: readonly Offence[]

  constructor(
    questions: readonly Question[],
    vocabulary: Vocabulary,
    offences: readonly Offence[],
  ) {
    this.#questions = questions
    this.#vocabulary = vocabulary
    this.#offences = offences
  }

  /** Go through the questions as they were answered, up to the first that was not. */
  path(answers: Answers): Path {
    const steps: Step[] = []
    for (const question of this.#questions) {
      const choices = this.#useful(question, steps, answers)
      if (choices.length === 0) continue
      steps.push({ question, choices })
      const answer = answers.get(question.key)
      if (answer === undefined) return { steps, waits: true, lost: false }
      // Without what happened, no other question helps.
      const lost =
        answer === null && (question.key === "kind" || question.key === "act")
      if (lost) return { steps, waits: false, lost }
    }
    return { steps, waits: false, lost: false }
  }

  #useful({ key, choices }: Question, steps: readonly Step[], answers: Answers) {
    if (key === "kind") return choices
    if (key === "act") {
      const kinds = new Set([...(answers.get("kind") ?? [])].map(({ kind }) => kind))
      return choices.filter(({ kind }) => kinds.has(kind))
    }
    const found = this.#pistes(this.told(steps, answers))
    const missing = new Set(found.flatMap((one) => one.missing))
    return choices.filter(({ says }) => says.some((one) => missing.has(factOf(one))))
  }

  /** What the answers tell. */
  told(steps: readonly Step[], answers: Answers, day: Day | null = null): Told {
    const facts: Record<string, string[]> = {}
    for (const { question, choices } of steps) {
      const ticked = answers.get(question.key)
      if (!ticked) continue
      for (const choice of choices) {
        for (const one of ticked.has(choice) ? choice.says : choice.denies) {
          const fact = factOf(one)
          const values = one.slice(fact.length + 2).split(" ")
          facts[fact] = [...(facts[fact] ?? []), ...values]
        }
      }
    }
    return { facts, day }
  }

  /**
   * What it may be: what holds, then what may, then where to look for older facts. What
   * would only hold by something that did not happen is left out.
   */
  found(told: Told, steps: readonly Step[], answers: Answers): readonly Piste[] {
    const refused = denied(steps, answers)
    const now = this.#pistes(told)
    const holds = now.some(({ state }) => state === "matched")
    return [...now, ...(holds ? [] : this.#before(told))]
      .filter(({ missing }) => !missing.some((fact) => refused.has(fact)))
      .slice(0, SHOWN)
  }

  /** Where the law looked before what it would be today was written. */
  #before(told: Told): Piste[] {
    const ids = this.#pistes({ ...told, day: null }).flatMap(({ id }) => {
      const { born, before } = this.#offences[Number(id)] ?? {}
      return born && told.day && told.day < born ? (before ?? []) : []
    })
    return [...new Set(ids)].filter((id) => this.#may(id, told)).map(asOpen)
  }

  /** Whether an offence may be, but for what was done, which had another name then. */
  #may(id: string, told: Told): boolean {
    const { born = null, when = [] } = this.#offences[Number(id)] ?? {}
    const [, ...rest] = when
    return (
      !(born && told.day && told.day < born) &&
      rest.every((each) => this.#vocabulary.holds(each, told) !== false)
    )
  }

  #pistes(told: Told): Piste[] {
    return pistes(this.#vocabulary, this.#offences, told)
  }
}

/** The facts of which nothing was ticked where what is unticked did not happen. */
function denied(steps: readonly Step[], answers: Answers): ReadonlySet<string> {
  const facts = new Set<string>()
  for (const { question, choices } of steps) {
    const ticked = answers.get(question.key)
    if (!question.rest || !ticked) continue
    const told = [...ticked].flatMap(({ says }) => says.map(factOf))
    for (const { says } of choices) {
      for (const one of says) if (!told.includes(factOf(one))) facts.add(factOf(one))
    }
  }
  return facts
}

function factOf(said: string): string {
  return said.slice(0, said.indexOf(":"))
}

/** An offence that was there before another came into the law. */
function asOpen(id: string): Piste {
  return { ...OLDER, id }
}

const OLDER: Omit<Piste, "id"> = {
  state: "open",
  yes: [],
  missing: [],
  also: [],
  aggravations: [],
  most: "",
}
