/** What may be checked: questions to ask first, then each piste with its reasons. */
import { useSignal } from "@preact/signals"
import { law, type Meaning } from "../catalogue.ts"
import type { PistesForm } from "../pistes-form.ts"
import { notePistes } from "../pistes-note.ts"
import { questionsFor } from "../questions.ts"
import type { NotYet } from "../story.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { DigitList } from "./digit-list.tsx"
import { PisteCard } from "./piste-card.tsx"
import { useBack, useInsert } from "./pistes.tsx"

const QUESTIONS_FIRST = 3

interface Props {
  readonly talk: Talk
  readonly form: PistesForm
}

export function PistesFound({ talk, form }: Props) {
  const { pistes, notYet, meanings } = form.findings.value
  const told = form.marks.value.length > 0
  return (
    <>
      <Questions talk={talk} form={form} />
      <section aria-labelledby="pistes-title">
        <h3 id="pistes-title">
          {words.pistesTitle}{" "}
          {!law.reviewed && (
            <span class="mark mark--wait">{words.pistesNotReviewed}</span>
          )}
        </h3>
        <p class="quiet">{words.pistesWhat}</p>
        {pistes.length === 0 && <p>{told ? words.pistesNone : words.pistesEmpty}</p>}
        <Meanings meanings={meanings} />
        {pistes.length > 0 && (
          <ol class="pistes__list">
            {pistes.map((found, at) => (
              <PisteCard key={found.id} found={found} first={at === 0} />
            ))}
          </ol>
        )}
        <NotYetList rows={notYet} />
        {pistes.length > 0 && (
          <p class="acts">
            <button type="button" onClick={() => notePistes(talk, form)}>
              {words.pistesNote}
            </button>
            <span class="quiet">
              {form.noted.value ? words.saidNoted : words.pistesNoteWhat}
            </span>
          </p>
        )}
      </section>
    </>
  )
}

function Questions({ talk, form }: Props) {
  const all = useSignal(false)
  const insert = useInsert(talk)
  const back = useBack(talk)
  const questions = questionsFor(form)
  const shown = all.value ? questions : questions.slice(0, QUESTIONS_FIRST)
  if (questions.length === 0) return null
  return (
    <section aria-labelledby="pistes-questions">
      <h3 id="pistes-questions">{words.pistesQuestions}</h3>
      <DigitList
        label={words.pistesQuestions}
        rows={shown.map(({ key, ask }) => ({
          key,
          text: ask,
          note: form.asked.value.includes(key) ? words.pistesAsked : "",
        }))}
        disabled={!talk.writable.value}
        insert={(key) => {
          const found = questions.find((one) => one.key === key)
          if (found) insert(found)
        }}
        back={back}
      />
      {shown.length < questions.length && (
        <button type="button" class="plain small" onClick={() => (all.value = true)}>
          {words.pistesQuestionsMore(questions.length - shown.length)}
        </button>
      )}
      <p class="quiet">{words.pistesQuestionsHow(words.pistesNextKeys)}</p>
    </section>
  )
}

/** What consent means that day; both laws where the day is not known. */
function Meanings({ meanings }: { readonly meanings: readonly Meaning[] }) {
  if (meanings.length === 0) return null
  return (
    <section class="meanings" aria-labelledby="pistes-consent">
      <h4 id="pistes-consent">
        {meanings.length > 1 ? words.pistesConsentBoth : words.pistesConsent}
      </h4>
      {meanings.map(({ note, article, certain }) => (
        <p key={note}>
          {note}{" "}
          <small class="quiet">
            {article}
            {!certain && `, ${words.pistesUnsureSmall}`}
          </small>
        </p>
      ))}
    </section>
  )
}

function NotYetList({ rows }: { readonly rows: readonly NotYet[] }) {
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="pistes-not-yet">
      <h4 id="pistes-not-yet">{words.pistesNotYet}</h4>
      <ul class="pistes__not-yet">
        {rows.map(({ offence, other }) => (
          <li key={offence.id}>
            <strong>{offence.name}</strong>. {offence.born_text}{" "}
            {other.length > 0 && words.pistesOther(other.join(", "))}
          </li>
        ))}
      </ul>
    </section>
  )
}
