/**
 * With a minor: no fact is ticked and no offence is proposed. Four open questions, what
 * may be told, and the way to transmit (CPP 706-52).
 */
import { useLayoutEffect } from "preact/hooks"
import { useConsole } from "../context.ts"
import { formOf } from "../pistes-form.ts"
import { promptsOf } from "../questions.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { DigitList } from "./digit-list.tsx"
import { useBack, useInsert } from "./pistes.tsx"

export function PistesMinor({ talk }: { readonly talk: Talk }) {
  const here = useConsole()
  const form = formOf(talk)
  const insert = useInsert(talk)
  const back = useBack(talk)
  const prompts = promptsOf(here.replies.value)
  useLayoutEffect(() => {
    // The field that had the focus is gone; who types elsewhere is left alone.
    if (document.activeElement === document.body) form.focusAsked.value = true
  }, [])
  const transmit = () => {
    talk.decision.value = { ...talk.decision.value, follow_up: "minor-at-risk" }
    here.help.value = "follow-up"
    setTimeout(() => document.getElementById("help-panel")?.focus()) // once drawn
  }
  return (
    <section class="pistes" aria-labelledby="pistes-minor">
      <h3 id="pistes-minor">◆ {words.pistesMinorTitle}</h3>
      <p>{words.pistesMinorWhat}</p>
      <p class="quiet">{words.pistesMinorHow}</p>
      <DigitList
        label={words.pistesMinorPrompts}
        rows={prompts.map(({ key, ask }) => ({
          key,
          text: ask,
          note: form.asked.value.includes(key) ? words.pistesAsked : "",
        }))}
        disabled={!talk.writable.value}
        insert={(key) => {
          const found = prompts.find((one) => one.key === key)
          if (found) insert(found)
        }}
        back={back}
        focusAsked={form.focusAsked}
      />
      <p class="acts">
        <button
          type="button"
          aria-disabled={!talk.decidable.value}
          onClick={() => talk.decidable.value && transmit()}
        >
          {words.pistesMinorTransmit}
        </button>
        <span class="quiet">{words.pistesMinorTransmitWhat}</span>
      </p>
      {!talk.minor.value && (
        <button
          type="button"
          class="plain"
          onClick={() => {
            form.writerIs("adult")
            form.focusAsked.value = true // this button is gone
          }}
        >
          {words.pistesMinorUndo}
        </button>
      )}
    </section>
  )
}
