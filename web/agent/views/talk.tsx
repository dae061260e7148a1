/** The middle column: the conversations held, and the one in front of the officer. */
import { useConsole } from "../context.ts"
import type { Held } from "../shapes.ts"
import type { Talk } from "../talk.ts"
import { clock, minutesSince } from "../times.ts"
import { words } from "../words.ts"
import { Composer } from "./composer.tsx"
import { Problem, useAct } from "./form.tsx"
import { Left } from "./left.tsx"
import { Log } from "./log.tsx"

export function TalkPane() {
  const { talks } = useConsole()
  const held = talks.tabs.value
  const chosen = talks.chosen.value
  const talk = chosen ? talks.map.value.get(chosen) : undefined
  const waiting = held.find((one) => one.conversation === chosen)
  return (
    <section class="talks" aria-label={words.talkArea}>
      <nav class="tabs" aria-label={words.mine}>
        {held.map((one) => (
          <Tab
            key={one.conversation}
            held={one}
            current={one.conversation === chosen}
          />
        ))}
      </nav>
      {talk ? (
        <Pane key={talk.id} talk={talk} />
      ) : waiting ? (
        <NotOpen held={waiting} />
      ) : (
        <p class="empty">{words.none}</p>
      )}
    </section>
  )
}

function Tab({ held, current }: { readonly held: Held; readonly current: boolean }) {
  const { talks } = useConsole()
  const minutes = words.minutes(minutesSince(held.opened_at, clock.value))
  return (
    <button
      type="button"
      class="tab"
      aria-current={current ? "true" : undefined}
      data-danger={held.danger}
      onClick={() => (talks.chosen.value = held.conversation)}
    >
      {words.talkTab(words.desks[held.desk], minutes)}
      <Marks danger={held.danger} minor={held.minor} />
      {held.step === "frozen" && <span class="mark">{words.steps.frozen}</span>}
    </button>
  )
}

/** What the visitor said of danger and age: a word in a shape, not a colour alone. */
function Marks(props: { readonly danger: boolean; readonly minor: boolean }) {
  return (
    <>
      {props.danger && <strong class="mark mark--danger">▲ {words.danger}</strong>}
      {props.minor && <strong class="mark mark--minor">◆ {words.minor}</strong>}
    </>
  )
}

function NotOpen({ held }: { readonly held: Held }) {
  const { talks } = useConsole()
  const act = useAct()
  return (
    <div class="empty">
      <p>{words.notOpen}</p>
      <Problem text={act.trouble.value} />
      <button
        type="button"
        class="main"
        onClick={() => void act.run(() => talks.resume(held, "open"))}
      >
        {words.resume}
      </button>
    </div>
  )
}

function Pane({ talk }: { readonly talk: Talk }) {
  const stage = talk.stage.value
  if (stage === "destroyed") return <Over talk={talk} {...OVER.destroyed} />
  if (stage === "ended") return <Over talk={talk} {...OVER.ended} />
  if (stage === "lost") return <Over talk={talk} {...OVER.lost} />
  if (stage === "paused") return <Over talk={talk} {...OVER.paused} />
  if (stage === "failed") return <Failed talk={talk} />
  return (
    <>
      <Header talk={talk} />
      <Log talk={talk} />
      {talk.step.value === "frozen" ? <Left talk={talk} /> : <Composer talk={talk} />}
    </>
  )
}

const OVER = {
  destroyed: { title: words.destroyed, more: words.destroyedMore },
  ended: { title: words.ended, more: words.endedMore },
  paused: { title: words.paused, more: words.pausedMore },
  lost: { title: words.lost, more: words.lostMore },
} as const

/** Nothing of the conversation is left: only the sentence that says so. */
function Over(props: {
  readonly talk: Talk
  readonly title: string
  readonly more: string
}) {
  const { talks } = useConsole()
  return (
    <div class="empty" role="status">
      <p class="empty__title">{props.title}</p>
      <p>{props.more}</p>
      <button type="button" onClick={() => talks.dismiss(props.talk.id)}>
        {words.close}
      </button>
    </div>
  )
}

function Failed({ talk }: { readonly talk: Talk }) {
  const { talks } = useConsole()
  return (
    <div class="empty">
      <Problem text={`${words.openFailed} ${talk.trouble.value}`} />
      <button type="button" onClick={() => talks.dismiss(talk.id)}>
        {words.close}
      </button>
    </div>
  )
}

function Header({ talk }: { readonly talk: Talk }) {
  const held = talk.held.value
  const minutes = words.minutes(minutesSince(held.opened_at, clock.value))
  return (
    <header class="talk__head" data-danger={talk.danger.value}>
      <h2>{words.talkTab(words.desks[talk.desk.value], minutes)}</h2>
      <Marks danger={talk.danger.value} minor={talk.minor.value} />
      {talk.report.value && <span class="mark mark--report">■ {words.reportOpen}</span>}
      <p role="status" class="talk__state">
        {stateOf(talk)}
      </p>
    </header>
  )
}

function stateOf(talk: Talk): string {
  if (!talk.settled && talk.reachable.value) return words.opening
  if (!talk.reachable.value) return words.lineLost
  if (talk.step.value === "frozen") return words.leftBanner
  if (talk.typing.value) return words.writing
  return talk.there.value ? words.there : words.gone
}
