/** The safety phrase: agreed in the panel, shown above, asked again when she returns. */
import { useId } from "preact/hooks"
import { besideOf } from "../beside.ts"
import { useConsole } from "../context.ts"
import { ask, heard, keep, mustAsk, phraseOf, propose } from "../safety-phrase.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { Key, Problem, useAct } from "./form.tsx"

const LONGEST = 200 // characters: a word or a sentence, never a story

/** Where it is agreed, and changed. */
export function PhrasePart({ talk }: { readonly talk: Talk }) {
  const { talks, replies } = useConsole()
  const act = useAct()
  const id = useId()
  const { phrase } = besideOf(talk)
  const agreed = phraseOf(talk)
  const insert = () => {
    if (!talk.writable.value) return
    propose(talk, replies.value)
    talks.focusOn.value = talk.id
  }
  return (
    <form
      class="phrase"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run(() => keep(talk))
      }}
    >
      <h3>{words.phraseTitle}</h3>
      <p class="quiet">{words.phraseWhat}</p>
      <p>{agreed === null ? words.phraseNone : words.phraseShown(agreed)}</p>
      <button type="button" aria-disabled={!talk.writable.value} onClick={insert}>
        {words.phrasePropose}
      </button>
      <p class="field">
        <label for={id}>{words.phraseField}</label>
        <input
          id={id}
          type="text"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxLength={LONGEST}
          value={phrase.value}
          onInput={(event) => (phrase.value = event.currentTarget.value)}
        />
      </p>
      <button type="submit" aria-disabled={act.busy.value}>
        {words.phraseKeep}
      </button>
      <Problem text={act.trouble.value} />
    </form>
  )
}

/** Where the officer sees it while they read. */
export function PhraseLine({ talk }: { readonly talk: Talk }) {
  const agreed = phraseOf(talk)
  if (agreed === null) return null
  return (
    <p class="phrase-line" dir="auto">
      {words.phraseShown(agreed)}
    </p>
  )
}

/** She is back: the question is one key away, and the word itself is never inserted. */
export function AskAgain({ talk }: { readonly talk: Talk }) {
  const { talks, replies } = useConsole()
  const asked = mustAsk(talk)
  const back = talk.reconnected.value > 0
  return (
    <div role="status" class="lines">
      {asked && (
        <div class="line line--ask">
          <p>
            <strong aria-hidden="true">↻ </strong>
            {back ? words.phraseAgain : words.phraseBefore}
          </p>
          <p class="acts">
            <button
              type="button"
              aria-keyshortcuts="Alt+C"
              onClick={() => {
                ask(talk, replies.value)
                talks.focusOn.value = talk.id
              }}
            >
              {words.phraseAsk}
            </button>
            <Key>{words.phraseAskKeys}</Key>
            <button type="button" aria-keyshortcuts="Alt+E" onClick={() => heard(talk)}>
              {words.phraseHeard}
            </button>
            <Key>{words.phraseHeardKeys}</Key>
          </p>
        </div>
      )}
    </div>
  )
}
