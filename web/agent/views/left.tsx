/**
 * In place of the composer once the visitor has left: what must be decided, now.
 * Nothing to transmit takes one press; with a danger or a minor it asks once more,
 * because what is destroyed cannot be brought back.
 */
import { useSignal } from "@preact/signals"
import { useConsole } from "../context.ts"
import type { FollowUp } from "../shapes.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { Clearance } from "./clearance.tsx"
import { Key, Problem } from "./form.tsx"
import { HourOpen } from "./hour-open.tsx"
import { UnsaidText } from "./unsaid.tsx"

const TRANSMIT: readonly FollowUp[] = ["danger", "minor-at-risk", "report"]

export function Left({ talk }: { readonly talk: Talk }) {
  const { deciding } = useConsole()
  const asked = useSignal<FollowUp | null>(null)
  return (
    <section class="left" aria-labelledby={`left-${talk.id}`}>
      <p id={`left-${talk.id}`} class="left__banner" role="status">
        {words.leftBanner}
      </p>
      <p class="quiet">{words.leftReminder}</p>
      {talk.draft.value && (
        <div>
          <UnsaidText unsaid={{ message: talk.draft.value, note: "" }} />
          <button type="button" class="small" onClick={() => talk.write("")}>
            {words.unsaidPutAway}
          </button>
        </div>
      )}
      <Clearance talk={talk} />
      <HourOpen talk={talk} />
      <Problem text={talk.trouble.value} />
      {!talk.report.value && (
        <p class="acts">
          <button
            type="button"
            class="main"
            aria-keyshortcuts="Alt+R"
            onClick={() => void deciding.nothing(talk)}
          >
            {words.nothingDestroy}
          </button>
          <Key>{words.destroyKeys}</Key>
        </p>
      )}
      {talk.sure.value && (
        <p class="acts" role="alert">
          <span class="mark mark--danger">▲ {words.sureDanger}</span>
          <button type="button" onClick={() => void deciding.nothing(talk)}>
            {words.sureDestroy}
          </button>
          <button type="button" onClick={() => (talk.sure.value = false)}>
            {words.cancel}
          </button>
        </p>
      )}
      <p class="acts">
        {TRANSMIT.map((followUp) => (
          <button
            key={followUp}
            type="button"
            aria-expanded={asked.value === followUp}
            onClick={() => (asked.value = followUp)}
          >
            {words.followUps[followUp]}
          </button>
        ))}
      </p>
      {asked.value && (
        <Transmit
          talk={talk}
          followUp={asked.value}
          cancel={() => (asked.value = null)}
        />
      )}
    </section>
  )
}

interface TransmitProps {
  readonly talk: Talk
  readonly followUp: FollowUp
  readonly cancel: () => void
}

function Transmit({ talk, followUp, cancel }: TransmitProps) {
  const { deciding } = useConsole()
  return (
    <div class="confirm" role="group" aria-label={words.followUps[followUp]}>
      {!talk.report.value && <p>{words.willReport}</p>}
      <p class="acts">
        <button
          type="button"
          class="main"
          onClick={() => void deciding.transmit(talk, followUp)}
        >
          {words.transmitNow}
        </button>
        <button type="button" onClick={cancel}>
          {words.cancel}
        </button>
      </p>
    </div>
  )
}
