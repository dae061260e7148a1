/** Writing a proposal, beside what is in use. A refusal keeps every word. */
import { useEffect, useId, useRef } from "preact/hooks"
import { useConsole } from "../context.ts"
import {
  CARD_MOST,
  EASY_MOST,
  isCard,
  isEntry,
  NEW,
  TEXT_MOST,
  TITLE_MOST,
} from "../texts.ts"
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
  const card = isCard(draft.group)
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
        choices={choices(of, draft.group)}
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
      <Words
        label={card ? words.textsPlain : words.textsText}
        most={card ? CARD_MOST : TEXT_MOST}
        value={draft.text}
        typed={(text) => texts.change(of, { text })}
      />
      {card && (
        <Words
          label={words.textsEasy}
          most={EASY_MOST}
          value={draft.easy}
          typed={(easy) => texts.change(of, { easy })}
        />
      )}
      {isEntry(draft.group) && <p class="quiet">{words.entryHow}</p>}
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

/** A text keeps its kind; a new one may be of any. */
function choices(of: string, group: string): Readonly<Record<string, string>> {
  const kinds = [words.groups, words.topics, words.helpers]
  const own = kinds.find((kind) => group in kind) ?? words.groups
  return of === NEW ? Object.assign({}, ...kinds) : own
}

interface WordsProps {
  readonly label: string
  readonly most: number
  readonly value: string
  readonly typed: (text: string) => void
}

function Words({ label, most, value, typed }: WordsProps) {
  const id = useId()
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={most === TEXT_MOST ? 8 : 14}
        dir="auto"
        maxLength={most}
        autocomplete="off"
        spellcheck={true}
        value={value}
        onInput={(event) => typed(event.currentTarget.value)}
      />
    </p>
  )
}
