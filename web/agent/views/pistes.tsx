/**
 * « Pistes »: the facts as they are told, and what they may be. All of it in this
 * browser (docs/decisions/0021); nothing moves the focus while one ticks.
 */
import { useConsole } from "../context.ts"
import { formOf, isMinors, type PistesForm } from "../pistes-form.ts"
import { insertQuestion } from "../questions.ts"
import type { Question } from "../story.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { PistesFound } from "./pistes-found.tsx"
import { DateFields, DatesTrouble, Grid } from "./pistes-grid.tsx"
import { PistesMinor } from "./pistes-minor.tsx"
import { QuickField } from "./pistes-quick.tsx"
import { Signs, Ticked } from "./pistes-ticked.tsx"

export function PistesPanel({ talk }: { readonly talk: Talk }) {
  if (isMinors(talk)) return <PistesMinor talk={talk} />
  const form = formOf(talk)
  return (
    <div class="pistes">
      <QuickField talk={talk} form={form} />
      <p role="status" class="spoken">
        {form.said.value}
      </p>
      <Ticked form={form} />
      <Signs talk={talk} form={form} />
      <div class="unfolds">
        <Grid form={form} />
        <DateFields form={form} />
      </div>
      <DatesTrouble form={form} />
      {form.ageDoubt.value ? (
        <AgeDoubt talk={talk} form={form} />
      ) : (
        <PistesFound talk={talk} form={form} />
      )}
    </div>
  )
}

/** Back to the message, where one writes. */
export function useBack(talk: Talk): () => void {
  const { talks, area } = useConsole()
  return () => {
    area.value = "talk"
    talks.focusOn.value = talk.id
  }
}

/** Put a question into the message, and be there to send it. */
export function useInsert(talk: Talk): (question: Question) => void {
  const back = useBack(talk)
  return (question) => {
    if (!talk.writable.value) return
    insertQuestion(talk, question)
    back()
  }
}

interface DoubtProps {
  readonly talk: Talk
  readonly form: PistesForm
}

/** Told of a minor: until it is known that an adult writes, nothing that leads. */
function AgeDoubt({ talk, form }: DoubtProps) {
  const insert = useInsert(talk)
  const answer = (writer: "adult" | "minor") => {
    form.writerIs(writer)
    form.focusAsked.value = true // this button is gone
  }
  return (
    <section class="pistes__doubt" aria-labelledby="pistes-doubt">
      <h3 id="pistes-doubt">◆ {words.pistesDoubtTitle}</h3>
      <p>{words.pistesDoubtWhat}</p>
      <p class="acts">
        <button type="button" onClick={() => answer("adult")}>
          {words.pistesDoubtYes}
        </button>
        <button type="button" onClick={() => answer("minor")}>
          {words.pistesDoubtNo}
        </button>
      </p>
      <p>
        <button
          type="button"
          class="plain"
          aria-disabled={!talk.writable.value}
          onClick={() => insert({ key: "age-today", ask: words.pistesAskAge })}
        >
          {words.insert} « {words.pistesAskAge} »
        </button>
      </p>
    </section>
  )
}
