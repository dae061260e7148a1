/** The middle column: the conversations held, and the one in front of the officer. */
import { useEffect, useRef } from "preact/hooks"
import { useConsole } from "../context.ts"
import type { Held } from "../shapes.ts"
import type { Talk } from "../talk.ts"
import type { Stage } from "../talk-needs.ts"
import { clock, minutesSince } from "../times.ts"
import { words } from "../words.ts"
import { Above, Below } from "./beside-talk.tsx"
import { Composer } from "./composer.tsx"
import { Problem, useAct } from "./form.tsx"
import { Left } from "./left.tsx"
import { Log } from "./log.tsx"
import { TAKE } from "./queue.tsx"

export function TalkPane() {
  const { talks } = useConsole()
  const held = talks.tabs.value
  const chosen = talks.chosen.value
  const talk = chosen ? talks.map.value.get(chosen) : undefined
  // Said aloud: the region stands before it speaks.
  const over = talk && OVER[talk.stage.value]
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
      <div role="status" class="over">
        {over && (
          <>
            <p class="over__title">{over.title}</p>
            <p>{over.more}</p>
          </>
        )}
      </div>
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
      <Language code={held.language} />
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

/** What the visitor reads in, when it is not French. */
function Language({ code }: { readonly code: string }) {
  const language = words.languages[code]
  return language ? <span class="mark">{words.reads(language)}</span> : null
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
  if (OVER[stage]) return <PutAway talk={talk} />
  if (stage === "failed") return <Failed talk={talk} />
  return (
    <div class="pane">
      <div>
        <Header talk={talk} />
        <Above talk={talk} />
      </div>
      <Log talk={talk} />
      <div>
        <Below talk={talk} />
        {talk.step.value === "frozen" ? <Left talk={talk} /> : <Composer talk={talk} />}
      </div>
    </div>
  )
}

const OVER: Partial<Record<Stage, { title: string; more: string }>> = {
  destroyed: { title: words.destroyed, more: words.destroyedMore },
  ended: { title: words.ended, more: words.endedMore },
  paused: { title: words.paused, more: words.pausedMore },
  lost: { title: words.lost, more: words.lostMore },
}

/** Nothing of the conversation is left but the sentence above that says so. */
function PutAway({ talk }: { readonly talk: Talk }) {
  const { talks } = useConsole()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // What had the focus is gone with the text; who types elsewhere is left alone.
    if (document.activeElement === document.body) button.current?.focus()
  }, [])
  return (
    <p class="put-away">
      <button
        type="button"
        ref={button}
        onClick={() => {
          talks.dismiss(talk.id)
          document.getElementById(TAKE)?.focus()
        }}
      >
        {words.close}
      </button>
    </p>
  )
}

function Failed({ talk }: { readonly talk: Talk }) {
  const { talks, deciding } = useConsole()
  return (
    <div class="empty">
      <Problem text={`${words.openFailed} ${talk.trouble.value}`} />
      {talk.unreadable.value && <p>{words.unreadableTalk}</p>}
      {talk.sure.value && (
        <p role="alert">
          <span class="mark mark--danger">▲ {words.sureDanger}</span>
        </p>
      )}
      <p class="acts">
        <button type="button" onClick={() => talks.dismiss(talk.id)}>
          {words.close}
        </button>
        {talk.unreadable.value && (
          <button type="button" onClick={() => void deciding.unreadable(talk)}>
            {talk.sure.value ? words.sureDestroy : words.unreadableDestroy}
          </button>
        )}
      </p>
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
      <Language code={held.language} />
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
  if (talk.step.value === "frozen") return words.steps.frozen
  if (talk.typing.shown.value) return words.writing
  return talk.there.value ? words.there : words.gone
}
