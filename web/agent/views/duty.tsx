/** The officer's own state: shown in the top bar, changed from the left column. */
import { useConsole } from "../context.ts"
import { clock } from "../times.ts"
import { words } from "../words.ts"
import { Key, Problem } from "./form.tsx"
import { lasting } from "./marks.tsx"

/** In the top bar: state, places taken, help asked for, sound. */
export function DutyShown() {
  const { duty, alert, session, watch, supervises } = useConsole()
  const { status, capacity, support } = duty.me.value
  const alarms = supervises ? (watch.view.value?.alarms ?? 0) : 0
  const since = duty.awaySince.value
  return (
    <>
      {session.answers && (
        <p class="duty" data-status={status}>
          {words.statusShown[status]}
          {since !== null && ` ${words.awaySince(lasting(since, clock.value))}`}
          {" · "}
          <span aria-hidden="true">{words.inHand(duty.inHand.value, capacity)}</span>
          <span class="spoken">{words.inHandSaid(duty.inHand.value, capacity)}</span>
          {support && <strong class="mark mark--danger">▲ {words.supportAsked}</strong>}
        </p>
      )}
      {alarms > 0 && (
        <strong class="mark mark--danger">{words.alarmsToSee(alarms)}</strong>
      )}
      <span class="keyed">
        <button
          type="button"
          class="plain"
          aria-pressed={alert.sounds.value}
          aria-keyshortcuts={words.soundKeys}
          onClick={() => alert.toggle()}
        >
          <span aria-hidden="true">{alert.sounds.value ? "♪ " : "✕ "}</span>
          {words.sound}
          {!alert.sounds.value && <span aria-hidden="true"> {words.soundOff}</span>}
        </button>
        <Key>{words.soundKeys}</Key>
      </span>
    </>
  )
}

/** « Vous »: a pause, an absence, help. */
export function OfficerDuty() {
  const { duty, session } = useConsole()
  const { status, support } = duty.me.value
  if (!session.answers) return null
  return (
    <section class="you" aria-label={words.youTitle}>
      <h3>{words.youTitle}</h3>
      <Problem text={duty.trouble.value} />
      <Toggle
        pressed={status === "pause"}
        label={status === "pause" ? words.pauseOver : words.pause}
        what={status === "pause" ? words.pauseWhat : ""}
        keys={words.pauseKeys}
        act={() => duty.toggle("pause")}
      />
      <Toggle
        pressed={status === "away"}
        label={status === "away" ? words.awayOver : words.away}
        what={status === "away" ? words.awayWhat : ""}
        keys={words.awayKeys}
        act={() => duty.toggle("away")}
      />
      <Toggle
        pressed={support}
        label={support ? words.supportOver : words.support}
        what={support ? words.supportWhat : ""}
        keys={words.supportKeys}
        act={() => duty.askSupport()}
      />
    </section>
  )
}

interface ToggleProps {
  readonly pressed: boolean
  readonly label: string
  readonly what: string
  readonly keys: string
  readonly act: () => Promise<void>
}

/** What is on says so by its words, and how to end it. */
function Toggle({ pressed, label, what, keys, act }: ToggleProps) {
  return (
    <div class="you__act">
      <p class="acts">
        <button
          type="button"
          class={pressed ? "main" : undefined}
          aria-keyshortcuts={keys}
          onClick={() => void act()}
        >
          {label}
        </button>
        <Key>{keys}</Key>
      </p>
      <p class="quiet" role="status">
        {what}
      </p>
    </div>
  )
}
