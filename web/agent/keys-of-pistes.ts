/** The keys of the pistes: go and tick, and put the next question. See keys-pressed.ts. */
import type { Console } from "./console.ts"
import { addKeys, type KeyRow } from "./keys-pressed.ts"
import { formOf } from "./pistes-form.ts"
import { insertQuestion, nextQuestion } from "./questions.ts"
import { words } from "./words.ts"

const rows: readonly KeyRow[] = [
  {
    keys: words.pistesKeys,
    label: words.pistesOpen,
    place: "desk",
    act: show,
  },
  {
    keys: words.pistesNextKeys,
    label: words.pistesNext,
    place: "desk",
    when: ({ talks }) => talks.current.value?.writable.value ?? false,
    act: (here) => {
      const talk = here.talks.current.value
      const next = talk && nextQuestion(talk, here.replies.value)
      if (!next) return show(here)
      insertQuestion(talk, next)
      here.area.value = "talk"
      here.talks.focusOn.value = talk.id
    },
  },
]

addKeys(rows)

function show({ help, area, talks }: Console): void {
  help.value = "pistes"
  area.value = "help"
  const talk = talks.current.value
  if (talk && !talk.over) formOf(talk).focusAsked.value = true
  else setTimeout(() => document.getElementById("help-panel")?.focus()) // once drawn
}
