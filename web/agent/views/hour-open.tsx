/**
 * She has left, is expected at a station, and no file has gone: it is not decided before
 * one goes. Who cannot send it (she agreed at another desk) gives the hour up for her.
 */
import { useConsole } from "../context.ts"
import { isExpected } from "../hour-open.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { Problem, useAct } from "./form.tsx"

export function HourOpen({ talk }: { readonly talk: Talk }) {
  const here = useConsole()
  const act = useAct()
  if (!isExpected(talk, Date.now())) return null
  const { fence } = talk.held.value
  const release = async () => {
    await talk.post("appointment-release", { fence })
  }
  return (
    <section class="clearance">
      <p role="status">{words.hourOpen}</p>
      <p class="acts">
        <button
          type="button"
          class="small"
          onClick={() => {
            here.area.value = "help"
            here.help.value = "meeting"
          }}
        >
          {words.hourOpenSend}
        </button>
        <button
          type="button"
          class="small"
          aria-disabled={act.busy.value}
          onClick={() => void act.run(release)}
        >
          {words.hourRelease}
        </button>
      </p>
      <p class="quiet">{words.hourReleaseWhat}</p>
      <Problem text={act.trouble.value} />
    </section>
  )
}
