/** « Code d'une personne »: her file, read where she is, whichever station received it. */
import { useSignal } from "@preact/signals"
import { Field, Problem, typed, useAct } from "../../agent/views/form.tsx"
import { useStation } from "../context.ts"
import type { Reason } from "../shapes.ts"
import { words } from "../words.ts"
import { OpenedFile } from "./file.tsx"
import { ReasonChoice } from "./files.tsx"

export function Opening() {
  const { reading } = useStation()
  const act = useAct()
  const reason = useSignal<Reason>("appointment")
  const opened = reading.opened.value
  if (opened?.byCode) return <OpenedFile opened={opened} />
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    void act.run(async () => {
      await reading.readWithCode(typed(form, "code"), reason.value)
      form.reset()
    })
  }
  return (
    <main class="page">
      <h1>{words.codeTitle}</h1>
      <p>{words.codeWhat}</p>
      <form autocomplete="off" onSubmit={submit}>
        <Field
          label={words.code}
          name="code"
          rule={words.codeRule}
          maxLength={80}
          focused
        />
        <ReasonChoice value={reason.value} onChoice={(one) => (reason.value = one)} />
        <p class="quiet">{words.reasonWhat}</p>
        <Problem text={act.trouble.value} />
        <button class="main" type="submit" aria-disabled={act.busy.value}>
          {act.busy.value ? words.openingNow : words.openNow}
        </button>
      </form>
    </main>
  )
}
