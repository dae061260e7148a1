/** « Accueil »: one field; the hour and the name to call, large; nothing else. */
import { useEffect, useId, useRef } from "preact/hooks"
import { Problem, useAct } from "../../agent/views/form.tsx"
import { clock } from "../../agent/times.ts"
import { useStation } from "../context.ts"
import type { Answer } from "../desk-of-reception.ts"
import { words } from "../words.ts"
import { hourShown, isSameDay, momentShown } from "../zone.ts"

export function FrontDesk() {
  const { reception } = useStation()
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const act = useAct()
  useEffect(() => {
    box.current?.focus()
    return () => reception.forget()
  }, [])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void act.run(async () => {
      await reception.ask(box.current?.value ?? "")
      if (box.current) box.current.value = ""
    })
  }
  const typing = () => {
    act.trouble.value = ""
    reception.forget()
  }
  return (
    <main class="page front-desk">
      <h1>
        <label for={id}>{words.receptionTitle}</label>
      </h1>
      <form autocomplete="off" onSubmit={submit}>
        <p class="field">
          <input
            id={id}
            ref={box}
            class="front-desk__number"
            type="text"
            required
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            maxLength={30}
            aria-describedby={`${id}-rule`}
            onInput={typing}
          />
          <small id={`${id}-rule`} class="quiet">
            {words.receptionRule}
          </small>
        </p>
        <button class="main" type="submit" aria-disabled={act.busy.value}>
          {act.busy.value ? words.receptionAsking : words.receptionAsk}
        </button>
      </form>
      <Problem text={act.trouble.value} />
      <div role="status" class="called">
        {reception.answer.value && <Called answer={reception.answer.value} />}
      </div>
    </main>
  )
}

function Called({ answer }: { readonly answer: Answer }) {
  const zone = useStation().zoneOf(answer.station)
  const today = isSameDay(zone, answer.at, clock.value)
  return (
    <>
      <dl>
        <dt>{words.receptionHour}</dt>
        <dd>{today ? hourShown(zone, answer.at) : momentShown(zone, answer.at)}</dd>
        <dt>{words.receptionName}</dt>
        {answer.name === null ? (
          <dd class="called__closed">{words.nameClosed}</dd>
        ) : (
          <dd dir="auto">{answer.name}</dd>
        )}
      </dl>
      <p class="quiet">{words.receptionLeaves}</p>
    </>
  )
}
