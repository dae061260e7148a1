/** Answers of a visitor, by the beginning of what she ticks. */
import { Vocabulary } from "../shared/law/conditions.ts"
import { Clock } from "../shared/law/running.ts"
import { type Answers, Asking } from "../visitor/guide-questions.ts"
import made from "../made/guide.json"
import rules from "../made/rules.json"
import { type Choice, lawOf, questionsOf, type Table } from "../visitor/guide-tables.ts"

export const TABLE = made as unknown as Table // JSON has no literal types

const law = lawOf(TABLE)
export const questions = questionsOf(TABLE)
export const asking = new Asking(questions, new Vocabulary(law), law.offences)
export const clock = new Clock(law)
export const { offences } = law

/** The offence that stands at a place: its name in the data. */
export function named(place: string): string {
  return rules.offences[Number(place)]?.id ?? ""
}

/** What says that nothing else happened. */
export const NONE = ["Rien de tout cela"]

/** What is answered: the beginnings of what is ticked; null: « Je ne sais pas ». */
export type Story = Readonly<Record<string, readonly string[] | null>>

/**
 * Answer each question as it is asked: what the story does not name is not known, but
 * that nothing else happened.
 */
export function answered(story: Story): {
  readonly asked: readonly string[]
  readonly answers: Answers
} {
  const answers = new Map<string, ReadonlySet<Choice> | null>()
  for (;;) {
    const { steps, waits } = asking.path(answers)
    const step = steps.at(-1)
    if (!waits || !step) return { asked: steps.map((one) => one.question.key), answers }
    const { key } = step.question
    const said =
      story[key] ?? (key === "more" && story[key] === undefined ? NONE : null)
    answers.set(key, said && new Set(said.map((text) => choice(step.choices, text))))
  }
}

function choice(choices: readonly Choice[], text: string): Choice {
  const exact = choices.filter((one) => one.text === text)
  const found = exact[0] ? exact : choices.filter((one) => one.text.startsWith(text))
  const [only] = found
  if (!only || found.length > 1) {
    throw new Error(`« ${text} » among ${choices.map((one) => one.text).join(" | ")}`)
  }
  return only
}
