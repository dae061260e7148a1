/** « Transférer »: to whom, what follows; and where an announced transfer stands. */
import { useEffect, useId } from "preact/hooks"
import { besideOf } from "../beside.ts"
import { useConsole } from "../context.ts"
import {
  announce,
  chosen,
  lines,
  people,
  takeBack,
  type Target,
} from "../passing-on.ts"
import { Correct } from "../explain.ts"
import type { Desk } from "../shapes.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { Problem, useAct } from "./form.tsx"

export function TransferPanel({ talk }: { readonly talk: Talk }) {
  const { session, watch } = useConsole()
  const act = useAct()
  const { target, leaveNotes } = besideOf(talk)
  const { keys } = session
  useEffect(() => void (keys.news.value ?? keys.refresh().catch(() => null)), [])
  if (!talk.writable.value) return <p class="quiet">{words.transferNotNow}</p>
  const desk = talk.desk.value
  const colleagues = people(watch.view.value, desk, keys)
  const desks = lines(desk, keys)
  const found = chosen([...colleagues, ...desks], target.value)
  const go = async () => {
    if (!found) throw new Correct(words.transferChoose)
    await announce(talk, found, leaveNotes.value)
  }
  return (
    <form
      class="transfer"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run(go)
      }}
    >
      <h3>{words.transferTitle}</h3>
      <p class="quiet">{words.transferWhat}</p>
      <Targets
        title={words.transferPeople}
        targets={colleagues}
        none={words.transferNobody}
        talk={talk}
      />
      <Targets title={words.transferDesks} targets={desks} none="" talk={talk} />
      {found && found.desk !== desk && <Leave talk={talk} />}
      <button class="main" type="submit" aria-disabled={act.busy.value}>
        {words.transferGo}
      </button>
      <Problem text={act.trouble.value} />
    </form>
  )
}

interface TargetsProps {
  readonly title: string
  readonly targets: readonly Target[]
  readonly none: string
  readonly talk: Talk
}

function Targets({ title, targets, none, talk }: TargetsProps) {
  const { target } = besideOf(talk)
  const id = useId()
  return (
    <fieldset class="targets">
      <legend>{title}</legend>
      {targets.length === 0 && <p class="quiet">{none}</p>}
      {targets.map((one) => (
        <label key={one.key} class="choice">
          <input
            type="radio"
            name={`target-${talk.id}`}
            value={one.key}
            checked={target.value === one.key && one.open}
            disabled={!one.open}
            aria-describedby={one.more ? `${id}-${one.key}` : undefined}
            onChange={() => (target.value = one.key)}
          />
          <span>{one.name}</span>
          <small class="quiet">{one.more}</small>
        </label>
      ))}
    </fieldset>
  )
}

function Leave({ talk }: { readonly talk: Talk }) {
  const { leaveNotes } = besideOf(talk)
  const id = useId()
  return (
    <p>
      <label class="choice">
        <input
          type="checkbox"
          checked={leaveNotes.value}
          aria-describedby={id}
          onChange={(event) => (leaveNotes.value = event.currentTarget.checked)}
        />
        {words.transferLeave}
      </label>
      <small id={id} class="quiet">
        {words.transferLeaveWhat}
      </small>
    </p>
  )
}

/** Where an announced transfer stands, and taking it back. */
export function Announced({ talk }: { readonly talk: Talk }) {
  const act = useAct()
  const { transfer } = talk
  const { value } = transfer
  return (
    <div role="status" class="lines">
      {value && (
        <div class={value.refused ? "line line--refused" : "line"}>
          <p>
            <strong aria-hidden="true">{value.refused ? "✕ " : "→ "}</strong>
            {value.refused
              ? words.transferRefused
              : words.transferAnnounced(to(value.desk as Desk, value.agent))}
            {!value.refused && <small class="quiet"> {words.transferWaits}</small>}
          </p>
          <button
            type="button"
            aria-disabled={act.busy.value}
            onClick={() => void act.run(() => takeBack(talk))}
          >
            {value.refused ? words.transferPutAway : words.transferCancel}
          </button>
          <Problem text={act.trouble.value} />
        </div>
      )}
    </div>
  )
}

function to(desk: Desk, agent: string | null): string {
  return agent ? `${agent} · ${words.desks[desk]}` : words.desks[desk]
}
