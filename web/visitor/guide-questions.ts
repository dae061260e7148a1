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

  /**
   * Go through the questions as they were answered, up to the first that was not.
   *
   * @param aged - the age is asked whatever it changes in what is found.
   */
  path(answers: Answers, aged = false): Path {
    const steps: Step[] = []
    for (const question of this.#questions) {
      const choices =
        aged && question.key === "age"
          ? question.choices
          : this.#useful(question, steps, answers)
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
    const useful = choices.filter(({ says }) =>
      says.some((one) => missing.has(factOf(one))),
    )
    // What says that nothing else happened stands after what may have.
    return useful[0]
      ? choices.filter((one) => useful.includes(one) || !one.says[0])
      : []
  }

  /** What the answers tell. */
  told(steps: readonly Step[], answers: Answers, day: Day | null = null): Told {
    const facts: Record<string, string[]> = {}
    for (const { question, choices } of steps) {
      const ticked = answers.get(question.key)
      if (!ticked) continue
      for (const choice of choices) {
        const unticked = nothingElse(ticked) ? choice.denies : []
        for (const one of ticked.has(choice) ? choice.says : unticked) {
          const fact = factOf(one)
          const values = one.slice(fact.length + 2).split(" ")
          facts[fact] = [...(facts[fact] ?? []), ...values]
        }
      }
    }
    return { facts, day }
  }

  /**
   * What it may be: what holds, then what may. What would only hold by something that did
   * not happen is left out.
   */
  found(told: Told, steps: readonly Step[], answers: Answers): readonly Piste[] {
    const refused = denied(steps, answers)
    return this.#pistes(told)
      .filter(({ missing }) => !missing.some((fact) => refused.has(fact)))
      .slice(0, SHOWN)
  }

  /** What it would be today and was not yet: where to look instead; none: it all was. */
  older(told: Told): ReadonlySet<string> | null {
    const young = this.#pistes({ ...told, day: null })
      .map(({ id }) => this.#offences[Number(id)])
      .filter((one) => one?.born && told.day && told.day < one.born)
    return young[0] ? new Set(young.flatMap((one) => one?.before ?? [])) : null
  }

  #pistes(told: Told): Piste[] {
    return pistes(this.#vocabulary, this.#offences, told)
  }
}

/** Whether it was said that what is unticked did not happen. */
function nothingElse(ticked: ReadonlySet<Choice>): boolean {
  return [...ticked].some(({ says }) => !says[0])
}

/** The facts of which nothing was ticked where what is unticked did not happen. */
function denied(steps: readonly Step[], answers: Answers): ReadonlySet<string> {
  const facts = new Set<string>()
  for (const { question, choices } of steps) {
    const ticked = answers.get(question.key)
    if (!question.rest || !ticked || !nothingElse(ticked)) continue
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
