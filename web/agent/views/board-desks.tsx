/** The desks side by side: who waits and since when, who can answer, what is amiss. */
import { isLong } from "../board-numbers.ts"
import type { BoardDesk } from "../board-shapes.ts"
import { useConsole } from "../context.ts"
import { clock } from "../times.ts"
import { words } from "../words.ts"
import { exactly } from "./board-times.tsx"

export function Desks({ desks }: { readonly desks: readonly BoardDesk[] }) {
  return (
    <section class="room__desks" aria-label={words.desksTitle}>
      {desks.map((desk) => (
        <DeskCard key={desk.desk} desk={desk} />
      ))}
    </section>
  )
}

function DeskCard({ desk }: { readonly desk: BoardDesk }) {
  const now = clock.value
  const long = isLong(desk.oldest_at, now)
  return (
    <article class="card" data-long={long}>
      <header>
        <h2>{nameOf(desk)}</h2>
        <Pause desk={desk} />
      </header>
      <div class="card__line">
        <p class="card__waiting">
          <b>{desk.waiting}</b> {words.deskWaiting}
        </p>
        {desk.oldest_at !== null && (
          <p class="card__oldest">
            {words.deskOldest} <bdi dir="ltr">{exactly(desk.oldest_at, now)}</bdi>
            {long && (
              <>
                {" "}
                <strong class="long-word">◷ {words.long}</strong>
              </>
            )}
          </p>
        )}
        <DeskMarks desk={desk} />
      </div>
      <Ages ages={desk.ages} />
      <ul class="card__counts">
        <Count n={desk.present} label={words.deskPresent(desk.present)} />
        <Count n={desk.free} label={words.deskFree(desk.free)} />
        <Count n={desk.talking} label={words.deskTalking} />
        <Count n={desk.frozen} label={words.deskFrozen} />
      </ul>
    </article>
  )
}

function nameOf({ desk }: BoardDesk): string {
  return words.desks[desk] ?? desk
}

function Count({ n, label }: { readonly n: number; readonly label: string }) {
  return (
    <li data-none={n === 0}>
      <b>{n}</b> {label}
    </li>
  )
}

function DeskMarks({ desk }: { readonly desk: BoardDesk }) {
  if (!desk.keyed) {
    return <p class="mark mark--danger">✕ {words.deskKeyless}</p>
  }
  if (desk.paused) return <p class="mark mark--long">‖ {words.deskPaused}</p>
  if (desk.present === 0) return <p class="mark">○ {words.deskUnstaffed}</p>
  return null
}

function Pause({ desk }: { readonly desk: BoardDesk }) {
  const { acting } = useConsole().board
  const kind = desk.paused ? "unpause" : "pause"
  const opened = acting.opened.value
  return (
    <button
      type="button"
      class="plain small"
      aria-expanded={opened?.kind === kind && opened.subject === desk.desk}
      onClick={() => acting.begin({ kind, subject: desk.desk })}
    >
      {desk.paused ? words.deskUnpause : words.deskPause}
      <span class="spoken">{nameOf(desk)}</span>
    </button>
  )
}

const BAR = 26 // pixels: the height of the fullest bucket

/** Four bars, each with its number: the fullest gives the scale. */
function Ages({ ages }: { readonly ages: readonly number[] }) {
  const most = Math.max(1, ...ages)
  return (
    <ol class="ages" aria-label={words.ages}>
      {words.ageNames.map((name, at) => {
        const n = ages[at] ?? 0
        const height = n === 0 ? 1 : Math.max(3, Math.round((BAR * n) / most))
        const late = at === words.ageNames.length - 1 && n > 0
        return (
          <li key={name} data-late={late}>
            <b aria-hidden="true">{n}</b>
            <svg
              viewBox={`0 0 10 ${BAR}`}
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              <rect x="0" y={BAR - height} width="10" height={height} />
            </svg>
            <span aria-hidden="true">{name}</span>
            <span class="spoken">{`${words.ageSaid[at]} : ${n}`}</span>
          </li>
        )
      })}
    </ol>
  )
}
