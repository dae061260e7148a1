/**
 * What is to be asked next, ready for the message. With a minor: the four open questions
 * and no other. Else what the pistes lack, then what tells a danger.
 */
import { DATE } from "../shared/law/conditions.ts"
import { law } from "./catalogue.ts"
import { formOf, isMinors, type PistesForm } from "./pistes-form.ts"
import type { Reply } from "./shapes.ts"
import type { Question } from "./story.ts"
import type { Talk } from "./talk.ts"
import { words } from "./words.ts"

/** The four open questions, then what may be told, as the service writes them. */
export const PROMPTS = [
  "mineurs-securite",
  "mineurs-lieu",
  "mineurs-entourage",
  "mineurs-souhait",
  "mineurs-119",
  "procedure-mineur-seul",
] as const

const LOVERS = ["relation: partner", "relation: ex-partner"]

/** What decides, then the danger, then what only aggravates; asked ones last. */
export function questionsFor(form: PistesForm): readonly Question[] {
  if (form.ageDoubt.value) return last([AGE_TODAY], form)
  const missing = form.findings.value.questions.map(({ key, ask }) => ({
    key,
    ask: key === DATE ? words.pistesAskDate : ask,
  }))
  return last([...missing, ...assessment(form), ...form.findings.value.also], form)
}

/** The questions of the danger assessment, where a couple or a sign calls for them. */
export function assessment(form: PistesForm): readonly Question[] {
  const called = form.signs.length > 0 || LOVERS.some((mark) => form.has(mark))
  if (!called) return []
  const known = new Set(form.signs.map(({ key }) => key))
  return law.signs
    .filter(({ key }) => !known.has(key))
    .map(({ key, ask }) => ({ key: `sign: ${key}`, ask }))
}

/** What a minor may be asked and told; older services lack some of it. */
export function promptsOf(replies: readonly Reply[]): readonly Question[] {
  return PROMPTS.flatMap((key): Question[] => {
    const ask = replies.find((one) => one.key === key)?.text ?? words.minorPrompts[key]
    return ask ? [{ key, ask }] : []
  })
}

/** The next one that was not put yet, whatever the panel in front. */
export function nextQuestion(
  talk: Talk,
  replies: readonly Reply[],
): Question | undefined {
  const form = formOf(talk)
  const all = isMinors(talk) ? promptsOf(replies) : questionsFor(form)
  return all.find(({ key }) => !form.asked.value.includes(key))
}

/** Put a question into the message; nothing is sent. */
export function insertQuestion(talk: Talk, { key, ask }: Question): void {
  if (!talk.writable.value) return
  formOf(talk).ask(key)
  talk.insert(ask)
}

const AGE_TODAY: Question = { key: "age-today", ask: words.pistesAskAge }

function last(questions: readonly Question[], form: PistesForm): readonly Question[] {
  const asked = form.asked.value
  return [
    ...questions.filter(({ key }) => !asked.includes(key)),
    ...questions.filter(({ key }) => asked.includes(key)),
  ]
}
