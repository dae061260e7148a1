/** The tab of one conversation: its number, its desk, and what it waits for. */
import { useConsole } from "../context.ts"
import type { Held } from "../shapes.ts"
import { silentSince } from "../silence.ts"
import type { Talk } from "../talk.ts"
import type { Stage } from "../talk-needs.ts"
import { clock, minutesSince } from "../times.ts"
import { whispersTo } from "../whispers.ts"
import { words } from "../words.ts"
import { Language, lasting, Marks } from "./marks.tsx"

interface TabProps {
  readonly n: number
  readonly held: Held
}

export function Tab({ n, held }: TabProps) {
  const { talks } = useConsole()
  const talk = talks.map.value.get(held.conversation)
  const current = talks.chosen.value === held.conversation
  const first = talks.awaiting.value[0] === held.conversation
  const danger = talk?.danger.value ?? held.danger
  const minutes = words.minutes(minutesSince(held.opened_at, clock.value))
  return (
    <button
      type="button"
      class="tab"
      aria-current={current ? "true" : undefined}
      aria-keyshortcuts={n < 10 ? `Alt+${n}` : undefined}
      data-danger={danger}
      data-first={first}
      onClick={() => (talks.chosen.value = held.conversation)}
    >
      <span class="tab__line">
        <b class="tab__n">{n}</b>
        <span class="tab__name">{words.desks[held.desk] ?? held.desk}</span>
        <span class="tab__since">· {minutes}</span>
        {talk && talk.unread.value > 0 && <Unread n={talk.unread.value} />}
      </span>
      <span class="tab__line">
        {talk ? <Awaited talk={talk} first={first} /> : <NotOpenMark held={held} />}
        <Marks danger={danger} minor={talk?.minor.value ?? held.minor} />
        <Language code={held.language} />
        {talk && !current && whispersTo(talk).length > 0 && (
          <span class="mark">{words.tabWhispers}</span>
        )}
      </span>
    </button>
  )
}

function Unread({ n }: { readonly n: number }) {
  return (
    <span class="tab__unread">
      <span aria-hidden="true">{words.unread(n)}</span>
      <span class="spoken">{words.unreadSaid(n)}</span>
    </span>
  )
}

const OVER: Partial<Record<Stage, string>> = {
  handed: words.tabHanded,
  lost: words.tabLost,
  failed: words.tabFailed,
  paused: words.tabPaused,
  destroyed: words.tabOver,
  ended: words.tabOver,
  opening: words.opening,
}

/** What this conversation waits for: one thing, the most pressing. */
function Awaited({ talk, first }: { readonly talk: Talk; readonly first: boolean }) {
  const now = clock.value
  const over = OVER[talk.stage.value]
  if (over) return <span class="mark">{over}</span>
  if (talk.step.value === "frozen") {
    return <strong class="mark mark--wait">■ {words.steps.frozen}</strong>
  }
  const silent = silentSince(talk, now)
  const awaited = talk.awaited.value
  return (
    <>
      {awaited !== null && (
        <span class={first ? "mark mark--first" : "mark"}>
          {first
            ? words.awaitsFirst(lasting(awaited, now))
            : words.awaits(lasting(awaited, now))}
        </span>
      )}
      {silent !== null && (
        <span class="mark mark--wait">◌ {words.silence(lasting(silent, now))}</span>
      )}
    </>
  )
}

function NotOpenMark({ held }: { readonly held: Held }) {
  const frozen = held.step === "frozen"
  return (
    <>
      <span class="mark">{words.tabNotOpen}</span>
      {frozen && <strong class="mark mark--wait">■ {words.steps.frozen}</strong>}
    </>
  )
}
