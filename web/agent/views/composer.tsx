/** « Votre message ». Ctrl+Enter sends, Enter makes a line; a refusal keeps the text. */
import { useLayoutEffect, useRef } from "preact/hooks"
import { cardTitle } from "../../shared/card-title.ts"
import { sendDraft } from "../card-sending.ts"
import { useConsole } from "../context.ts"
import { warnThenHold } from "../keys-of-desk.ts"
import { isQuiet } from "../silence.ts"
import { strayKey } from "../stray-key.ts"
import type { Talk } from "../talk.ts"
import { clock } from "../times.ts"
import { words } from "../words.ts"
import { Key, Problem, useAct } from "./form.tsx"

export function Composer({ talk }: { readonly talk: Talk }) {
  const { talks, cards } = useConsole()
  const box = useRef<HTMLTextAreaElement>(null)
  const act = useAct()
  const send = () => void act.run(async () => sendDraft(talk, cards.value))
  useLayoutEffect(() => {
    // Only after the officer asked for this conversation or a reply, never on arrival;
    // and before the next key, or what is typed goes elsewhere.
    if (talks.focusOn.value !== talk.id) return
    talks.focusOn.value = null
    box.current?.focus()
  }, [talks.focusOn.value])
  return (
    <form
      class="composer"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label for={`draft-${talk.id}`}>{words.yourMessage}</label>
      <textarea
        id={`draft-${talk.id}`}
        ref={box}
        rows={3}
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        value={talk.draft.value}
        onInput={(event) => talk.write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (strayKey.swallows(event)) return event.preventDefault()
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          send()
        }}
      />
      <p class="composer__acts">
        <button class="main" type="submit" aria-keyshortcuts="Control+Enter">
          {words.send}
        </button>
        <Key>{words.sendKeys}</Key>
        {isQuiet(talk, clock.value) && <Quiet talk={talk} />}
      </p>
      <Problem text={act.trouble.value || talk.trouble.value} />
      <NotSent talk={talk} />
    </form>
  )
}

/** Cards that a lock or a loss stopped: sent or left by the officer, each by itself. */
function NotSent({ talk }: { readonly talk: Talk }) {
  return (
    <div role="status">
      {talk.notSent.value.map((card) => (
        <p key={`${card.after} ${card.text}`} class="composer__acts">
          <strong>{words.cardsNotSent(cardTitle(card.text) || words.cardMark)}</strong>
          <button
            type="button"
            aria-disabled={!talk.writable.value}
            onClick={() => talk.writable.value && talk.sayAgain(card)}
          >
            {words.cardsSend}
          </button>
          <button type="button" class="plain" onClick={() => talk.putAway(card)}>
            {words.cardsPutAway}
          </button>
        </p>
      ))}
    </div>
  )
}

/** She is gone or slow: warn first; once warned, put on hold. */
function Quiet({ talk }: { readonly talk: Talk }) {
  const here = useConsole()
  const { warned } = talk
  const label = {
    no: words.quietWarn,
    written: words.quietWritten,
    sent: words.hold,
  }[warned.value]
  return (
    <span class="composer__quiet">
      <button
        type="button"
        aria-keyshortcuts={words.quietKeys}
        aria-disabled={warned.value === "written"}
        onClick={() => void warnThenHold(here, talk)}
      >
        {label}
      </button>
      <Key>{words.quietKeys}</Key>
    </span>
  )
}
