/** « Relève »: every conversation in hand, two lines for each, to whom, one act. */
import { useEffect, useId } from "preact/hooks"
import { besideOf } from "../beside.ts"
import { useConsole } from "../context.ts"
import { isFilled, isLong, passOn } from "../handover.ts"
import { chosen, lines, people, type Target } from "../passing-on.ts"
import type { Held } from "../shapes.ts"
import type { Talk } from "../talk.ts"
import { clock, minutesSince } from "../times.ts"
import { words } from "../words.ts"
import { Problem, useAct } from "./form.tsx"
import { Announced } from "./transfer.tsx"

const LINE_MOST = 300 // characters: two lines, not a report

export function Handover() {
  const { session, talks, watch } = useConsole()
  const { keys } = session
  useEffect(() => void (keys.news.value ?? keys.refresh().catch(() => null)), [])
  const rows = talks.tabs.value.filter((held) => !talkOf(talks.map.value, held)?.over)
  const targetsOf = (talk: Talk) => {
    const desk = talk.desk.value
    return [...people(watch.view.value, desk, keys), ...lines(desk, keys)]
  }
  const ready = [...talks.map.value.values()].filter(
    (talk) => !talk.over && isReady(talk, targetsOf(talk)),
  )
  const all = async () => {
    for (const talk of ready) await passOn(talk, targetOf(talk, targetsOf(talk)))
  }
  return (
    <main class="page page--wide handover">
      <h1>{words.handoverTitle}</h1>
      {rows.length === 0 ? (
        <p role="status">{words.handoverNone}</p>
      ) : (
        <>
          <p class="quiet">{words.handoverWhat}</p>
          <ul class="handover__rows">
            {rows.map((held) => {
              const talk = talkOf(talks.map.value, held)
              return (
                <li key={held.conversation} class="handover__row">
                  <Which held={held} talk={talk} />
                  {talk ? (
                    <Row talk={talk} targets={targetsOf(talk)} />
                  ) : (
                    <Reopen held={held} />
                  )}
                </li>
              )
            })}
          </ul>
          <p class="acts">
            <button
              type="button"
              class="main"
              aria-disabled={ready.length === 0}
              onClick={() => void all()}
            >
              {words.handoverAll}
            </button>
            <span class="quiet">{words.handoverAllWhat}</span>
          </p>
        </>
      )}
    </main>
  )
}

function talkOf(map: ReadonlyMap<string, Talk>, held: Held): Talk | undefined {
  return map.get(held.conversation)
}

function targetOf(talk: Talk, targets: readonly Target[]): Target | undefined {
  return chosen(targets, besideOf(talk).target.value)
}

function isReady(talk: Talk, targets: readonly Target[]): boolean {
  const typing = besideOf(talk).progress.value === "typing"
  return typing && isFilled(talk) && targetOf(talk, targets) !== undefined
}

function Which(props: { readonly held: Held; readonly talk: Talk | undefined }) {
  const { held, talk } = props
  const { talks } = useConsole()
  const minutes = words.minutes(minutesSince(held.opened_at, clock.value))
  const danger = talk?.danger.value ?? held.danger
  const minor = talk?.minor.value ?? held.minor
  return (
    <h2>
      <b class="tab__n">{talks.numberOf(held.conversation)}</b>
      {words.talkTab(words.desks[held.desk], minutes)}
      {danger && <strong class="mark mark--danger">▲ {words.danger}</strong>}
      {minor && <strong class="mark mark--minor">◆ {words.minor}</strong>}
      {isLong(held, clock.value) && (
        <strong class="mark mark--long">◷ {words.handoverLong}</strong>
      )}
    </h2>
  )
}

/** Held, but its text is not on this screen: nothing can be sealed before it is. */
function Reopen({ held }: { readonly held: Held }) {
  const { talks } = useConsole()
  const act = useAct()
  return (
    <div>
      <p>{words.notOpen}</p>
      <button
        type="button"
        onClick={() => void act.run(() => talks.resume(held, "open"))}
      >
        {words.resume}
      </button>
      <Problem text={act.trouble.value} />
    </div>
  )
}

function Row({ talk, targets }: { readonly talk: Talk; readonly targets: Target[] }) {
  const beside = besideOf(talk)
  if (talk.step.value === "frozen") return <p>{words.handoverLeft}</p>
  const typing = beside.progress.value === "typing"
  return (
    <form
      class="handover__form"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void passOn(talk, targetOf(talk, targets))
      }}
    >
      <Line label={words.handoverNow} value={beside.now} locked={!typing} />
      <Line label={words.handoverNext} value={beside.next} locked={!typing} />
      <To talk={talk} targets={targets} locked={!typing} />
      <button type="submit" aria-disabled={!typing}>
        {words.handoverGo}
      </button>
      <p role="status" class="handover__progress">
        {PROGRESS[beside.progress.value]}
      </p>
      <Announced talk={talk} />
      <Problem text={beside.trouble.value} />
    </form>
  )
}

const PROGRESS = {
  typing: "",
  noting: words.handoverNoting,
  announcing: words.handoverAnnouncing,
  announced: words.handoverDone,
} as const

interface LineProps {
  readonly label: string
  readonly value: { value: string }
  readonly locked: boolean
}

function Line({ label, value, locked }: LineProps) {
  const id = useId()
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        maxLength={LINE_MOST}
        readOnly={locked}
        value={value.value}
        onInput={(event) => (value.value = event.currentTarget.value)}
      />
    </p>
  )
}

interface ToProps {
  readonly talk: Talk
  readonly targets: readonly Target[]
  readonly locked: boolean
}

function To({ talk, targets, locked }: ToProps) {
  const id = useId()
  const { target } = besideOf(talk)
  const open = chosen(targets, target.value)
  return (
    <p class="field">
      <label for={id}>{words.handoverTo}</label>
      <select
        id={id}
        disabled={locked}
        value={open ? target.value : ""}
        onChange={(event) => (target.value = event.currentTarget.value)}
      >
        <option value="">{words.handoverChoose}</option>
        {targets.map((one) => (
          <option key={one.key} value={one.key} disabled={!one.open}>
            {one.more ? `${one.name} (${one.more})` : one.name}
          </option>
        ))}
      </select>
    </p>
  )
}
