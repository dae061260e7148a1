/**
 * What is flagged is closed after a transmission, or once a supervisor lets it be: what
 * is missing, and the ways to it.
 */
import { besideOf } from "../beside.ts"
import { isFlagged } from "../clearing.ts"
import { useConsole } from "../context.ts"
import type { HelpTab } from "../console.ts"
import { sendingOf } from "../sending.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { Problem, useAct } from "./form.tsx"

export function Clearance({ talk }: { readonly talk: Talk }) {
  const here = useConsole()
  const act = useAct()
  const { clearAsked, centreOpened } = besideOf(talk)
  if (!isFlagged(talk)) return null
  const cleared = talk.transmitted.value
    ? words.clearTransmitted
    : talk.released.value
      ? words.clearReleased
      : ""
  const show = (tab: HelpTab) => {
    here.area.value = "help"
    here.help.value = tab
    setTimeout(() => document.getElementById("help-panel")?.focus()) // once drawn
  }
  return (
    <section class="clearance">
      <p role="status">{cleared || words.clearNeeded}</p>
      {!cleared && (
        <p class="acts">
          <button type="button" class="small" onClick={() => show("report")}>
            {words.clearToProsecutor}
          </button>
          <button
            type="button"
            class="small"
            onClick={() => {
              show("danger")
              centreOpened.value = true
              sendingOf(talk).centreAsked.value = true
            }}
          >
            {words.clearToCentre}
          </button>
          <button
            type="button"
            class="small"
            aria-disabled={clearAsked.value || act.busy.value}
            onClick={() => {
              if (clearAsked.value) return
              void act.run(async () => {
                await here.duty.askFor()
                clearAsked.value = true
              })
            }}
          >
            {words.clearAsk}
          </button>
        </p>
      )}
      <p role="status" class="quiet">
        {!cleared && clearAsked.value && words.clearAsked}
      </p>
      <Problem text={act.trouble.value} />
    </section>
  )
}
