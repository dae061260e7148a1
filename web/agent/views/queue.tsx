/** The left column: who waits, since when, and the one button that takes the next. */
import { useConsole } from "../context.ts"
import type { DeskView } from "../shapes.ts"
import { clock } from "../times.ts"
import { words } from "../words.ts"
import { OfficerDuty } from "./duty.tsx"
import { Key, Problem } from "./form.tsx"
import { KeyNews } from "./key-news.tsx"
import { MemoryCards } from "./memory.tsx"

/** The id of the button that takes the next: where the focus goes after an end. */
export const TAKE = "take-next"

export function Queue() {
  const here = useConsole()
  const { talks, watch, session } = here
  const view = watch.view.value
  const overdue = here.supervises ? (view?.undecided ?? 0) : 0
  return (
    <section class="queue" aria-label={words.lineArea}>
      <h2>{words.lineArea}</h2>
      <p class="take">
        <button
          type="button"
          id={TAKE}
          class="main"
          aria-keyshortcuts="Alt+N"
          aria-disabled={talks.taking.value}
          onClick={() => void here.takeNext()}
        >
          {words.takeNext}
        </button>
        <Key>{words.takeNextKeys}</Key>
      </p>
      <Problem text={talks.trouble.value} />
      <p role="status" class="quiet">
        {talks.nobody.value && words.nobodyWaits}
      </p>
      <MemoryCards />
      {view?.closed && <p class="mark mark--wait">■ {words.serviceClosed}</p>}
      {view && view.waiting.length > 0 && <Counts view={view} />}
      <Problem text={overdue > 0 ? words.undecided(overdue) : ""} />
      {session.member.value?.desks.length === 0 && <p>{words.noDesk}</p>}
      {view && <p class="quiet">{words.present(view.present)}</p>}
      <OfficerDuty />
      <Beside />
      <KeyNews />
    </section>
  )
}

const LONG_WAIT = 5 * 60_000 // milliseconds: the eye is drawn from here on

function Counts({ view }: { readonly view: DeskView }) {
  const now = clock.value
  return (
    <table class="counts">
      <caption>{words.waitingCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.waitingDesk}</th>
          <th scope="col">{words.waitingCount}</th>
          <th scope="col">{words.waitingOldest}</th>
        </tr>
      </thead>
      <tbody>
        {view.waiting.map((row) => {
          const long = row.oldest_at !== null && now - row.oldest_at > LONG_WAIT
          return (
            <tr key={row.desk} class={long ? "long" : undefined}>
              <th scope="row">
                {words.desks[row.desk] ?? row.desk}
                {view.paused.includes(row.desk) && (
                  <span class="long__mark">‖ {words.pausedDesk}</span>
                )}
                {row.danger > 0 && (
                  <strong class="mark mark--danger">
                    {words.waitingDanger(row.danger)}
                  </strong>
                )}
                {row.minor > 0 && (
                  <strong class="mark mark--minor">
                    {words.waitingMinor(row.minor)}
                  </strong>
                )}
              </th>
              <td>{row.count}</td>
              <td>
                {row.oldest_at === null ? "–" : <Age since={row.oldest_at} />}
                {long && <span class="long__mark"> {words.long}</span>}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Age({ since }: { readonly since: number }) {
  const seconds = Math.max(0, Math.floor((clock.value - since) / 1000))
  const minutes = Math.floor(seconds / 60)
  const rest = String(seconds % 60).padStart(2, "0")
  return (
    <bdi dir="ltr">
      {String(minutes).padStart(2, "0")}:{rest}
    </bdi>
  )
}

/** Where the window is wide enough: a choice of this screen, remembered nowhere. */
function Beside() {
  const { talks, wide } = useConsole()
  const beside = talks.beside.value
  if (!wide.value || talks.tabs.value.length < 2) return null
  return (
    <div>
      <p class="acts">
        <button
          type="button"
          aria-pressed={beside}
          aria-keyshortcuts={words.besideKeys}
          onClick={() => (talks.beside.value = !beside)}
        >
          {beside ? "✓ " : ""}
          {words.beside}
        </button>
        <Key>{words.besideKeys}</Key>
      </p>
      <p class="quiet" role="status">
        {beside && talks.most.value === 1 && words.besideNarrow}
      </p>
    </div>
  )
}
