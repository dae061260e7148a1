/** One conversation in front: its header, its messages, where one writes or decides. */
import { useEffect, useRef } from "preact/hooks"
import { useConsole } from "../context.ts"
import type { Held } from "../shapes.ts"
import { silentSince } from "../silence.ts"
import type { Talk } from "../talk.ts"
import type { Stage } from "../talk-needs.ts"
import { clock, minutesSince } from "../times.ts"
import { words } from "../words.ts"
import { Above, Below } from "./beside-talk.tsx"
import { Composer } from "./composer.tsx"
import { Key, Problem, useAct } from "./form.tsx"
import { Left } from "./left.tsx"
import { Log } from "./log.tsx"
import { Language, lasting, Marks } from "./marks.tsx"
import { MemoryCards } from "./memory.tsx"
import { TAKE } from "./queue.tsx"
import { QuickCloseMenu } from "./quick-close.tsx"
import { UnsaidText } from "./unsaid.tsx"

export function Column({ id }: { readonly id: string }) {
  const { talks } = useConsole()
  const held = talks.tabs.value.find(({ conversation }) => conversation === id)
  const talk = talks.map.value.get(id)
  if (!held) return null
  const chosen = talks.chosen.value === id
  const choose = () => {
    if (!chosen) talks.chosen.value = id
  }
  const over = talk && OVER[talk.stage.value]
  return (
    <section
      class="column"
      aria-label={words.conversationN(
        talks.numberOf(id),
        words.desks[held.desk] ?? held.desk,
      )}
      data-chosen={chosen}
      onPointerDown={choose}
      onFocusIn={choose}
    >
      {/* Said aloud: the region stands before it speaks. */}
      <div role="status" class="over">
        {over && (
          <>
            <p class="over__title">{over.title}</p>
            <p>{over.more}</p>
          </>
        )}
      </div>
      {talk ? (
        <Pane key={talk.held.value.fence} talk={talk} chosen={chosen} />
      ) : (
        <NotOpen held={held} />
      )}
    </section>
  )
}

function NotOpen({ held }: { readonly held: Held }) {
  const { talks } = useConsole()
  const act = useAct()
  return (
    <div class="empty">
      <p>{words.notOpen}</p>
      <Problem text={act.trouble.value} />
      <p class="acts">
        <button
          type="button"
          class="main"
          onClick={() => void act.run(() => talks.resume(held, "open"))}
        >
          {words.resume}
        </button>
        {talks.closed.value.length === 1 && <Key>{words.resumeAllKeys}</Key>}
      </p>
    </div>
  )
}

interface PaneProps {
  readonly talk: Talk
  readonly chosen: boolean
}

function Pane({ talk, chosen }: PaneProps) {
  const { quickClose } = useConsole()
  const stage = talk.stage.value
  if (OVER[stage]) return <PutAway talk={talk} />
  if (stage === "failed") return <Failed talk={talk} />
  return (
    <div class="pane">
      <div class="pane__top">
        <Header talk={talk} />
        <Above talk={talk} />
      </div>
      <Log talk={talk} spoken={chosen} />
      <div class="pane__bottom">
        {quickClose.on.value === talk && <QuickCloseMenu talk={talk} />}
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
  handed: { title: words.handed, more: words.handedMore },
  lost: { title: words.lost, more: words.lostMore },
}

/** Nothing of hers is left; what the officer was writing stays until it is put away. */
function PutAway({ talk }: { readonly talk: Talk }) {
  const { talks, wide } = useConsole()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // What had the focus is gone with the text; who types elsewhere is left alone.
    if (document.activeElement === document.body) button.current?.focus()
  }, [])
  return (
    <div class="put-away">
      <UnsaidText unsaid={talk.unsaid.value} />
      {!wide.value && <MemoryCards />}
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
    </div>
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
      <UnsaidText unsaid={talk.unsaid.value} />
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
  const { talks, quickClose } = useConsole()
  const held = talk.held.value
  const minutes = words.minutes(minutesSince(held.opened_at, clock.value))
  const silent = silentSince(talk, clock.value)
  const desk = words.desks[talk.desk.value] ?? talk.desk.value
  return (
    <header class="talk__head" data-danger={talk.danger.value}>
      <h2>
        <b class="tab__n">{talks.numberOf(talk.id)}</b> {words.talkTab(desk, minutes)}
      </h2>
      <Marks danger={talk.danger.value} minor={talk.minor.value} />
      <Language code={held.language} />
      {talk.report.value && <span class="mark mark--report">■ {words.reportOpen}</span>}
      {silent !== null && (
        <span class="mark mark--wait">
          ◌ {words.silence(lasting(silent, clock.value))}
        </span>
      )}
      <p role="status" class="talk__state">
        {stateOf(talk)}
      </p>
      {talk.step.value === "talking" && (
        <button
          type="button"
          class="plain small"
          aria-keyshortcuts={words.quickKeys}
          aria-expanded={quickClose.on.value === talk}
          onClick={() => quickClose.toggle(talk)}
        >
          {words.quick} <Key>{words.quickKeys}</Key>
        </button>
      )}
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
