/** « Votre message ». Ctrl+Enter sends, Enter makes a line; a refusal keeps the text. */
import { useEffect, useRef } from "preact/hooks"
import { useConsole } from "../context.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { Key, Problem, useAct } from "./form.tsx"

export function Composer({ talk }: { readonly talk: Talk }) {
  const { talks } = useConsole()
  const box = useRef<HTMLTextAreaElement>(null)
  const act = useAct()
  const send = () => void act.run(async () => talk.send())
  useEffect(() => {
    // Only after the officer asked for this conversation or a reply, never on arrival.
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
      </p>
      <Problem text={act.trouble.value || talk.trouble.value} />
    </form>
  )
}
