/** Writing a proposal, beside what is in use. A refusal keeps every word. */
import { useEffect, useId, useRef } from "preact/hooks"
import { useConsole } from "../context.ts"
import { NEW, TEXT_MOST, TITLE_MOST } from "../texts.ts"
import { words } from "../words.ts"
import { Problem, Select, useAct } from "./form.tsx"

interface TextEditorProps {
  /** The key of the text, or `NEW`. */
  readonly of: string
  readonly said: (text: string) => void
}

export function TextEditor({ of, said }: TextEditorProps) {
  const { texts } = useConsole()
  const id = useId()
  const act = useAct()
  const title = useRef<HTMLInputElement>(null)
  useEffect(() => title.current?.focus(), [])
  const draft = texts.draft(of)
  if (!draft) return null
  const propose = async () => {
    said("")
    await texts.propose(of)
    said(words.textsSent)
  }
  return (
    <form
      class="version version--writing"
      autocomplete="off"
      aria-labelledby={`${id}-heading`}
      onSubmit={(event) => {
        event.preventDefault()
        void act.run(propose)
      }}
    >
      <header>
        <h2 id={`${id}-heading`}>{of === NEW ? words.textsNew : words.textsWriting}</h2>
      </header>
      <Select
        label={words.textsGroup}
        value={draft.group}
        choices={words.groups}
        onChoice={(group) => texts.change(of, { group })}
      />
      <p class="field">
        <label for={`${id}-title`}>{words.textsName}</label>
        <input
          id={`${id}-title`}
          ref={title}
          maxLength={TITLE_MOST}
          autocomplete="off"
          value={draft.title}
          onInput={(event) => texts.change(of, { title: event.currentTarget.value })}
        />
      </p>
      <p class="field">
        <label for={`${id}-text`}>{words.textsText}</label>
        <textarea
          id={`${id}-text`}
          rows={8}
          dir="auto"
          maxLength={TEXT_MOST}
          autocomplete="off"
          spellcheck={true}
          value={draft.text}
          onInput={(event) => texts.change(of, { text: event.currentTarget.value })}
        />
      </p>
      <p class="acts">
        <button class="main" type="submit" aria-disabled={act.busy.value}>
          {words.textsPropose}
        </button>
        <button type="button" onClick={() => texts.discard(of)}>
          {words.textsDiscard}
        </button>
      </p>
      <Problem text={act.trouble.value} />
    </form>
  )
}
