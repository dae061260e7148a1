/** The alarms, oldest first: what, since when, and who sees to it. */
import { titleOf } from "../board-alarms.ts"
import { TAKE_ALARM_KEYS } from "../board-keys.ts"
import type { Alarm, BoardView } from "../board-shapes.ts"
import { useConsole } from "../context.ts"
import { clock, minutesSince } from "../times.ts"
import { words } from "../words.ts"
import { focusRow } from "./board-rows.tsx"
import { inWords } from "./board-times.tsx"
import { Key, Problem } from "./form.tsx"

export function Alarms({ view }: { readonly view: BoardView }) {
  const { board } = useConsole()
  const open = view.alarms.filter(({ taken_by }) => taken_by === null).length
  return (
    <section class="alarms" aria-labelledby="alarms-title">
      <h2 id="alarms-title">
        {words.alarms}
        {open > 0 && (
          <>
            <span class="mark mark--danger">▲ {words.alarmsToTake(open)}</span>
            <Key>{TAKE_ALARM_KEYS}</Key>
          </>
        )}
      </h2>
      <Problem text={board.trouble.value} />
      {view.alarms.length === 0 ? (
        <p class="quiet">{words.alarmsNone}</p>
      ) : (
        <ol class="alarms__list">
          {view.alarms.map((alarm) => (
            <Item key={alarm.alarm} alarm={alarm} view={view} />
          ))}
        </ol>
      )}
    </section>
  )
}

interface ItemProps {
  readonly alarm: Alarm
  readonly view: BoardView
}

function Item({ alarm, view }: ItemProps) {
  const { board } = useConsole()
  const minutes = minutesSince(alarm.at, clock.value)
  const who = view.people.find(({ member }) => member === alarm.subject)
  const row = board.row(alarm.subject)
  const title = titleOf(alarm)
  return (
    <li class="alarm" data-taken={alarm.taken_by !== null}>
      <p class="alarm__what">
        <span aria-hidden="true">{alarm.taken_by ? "△" : "▲"}</span> {title}
        {who && <> · {who.shown_name}</>}
      </p>
      <p class="alarm__since">{minutes < 1 ? words.alarmNow : inWords(minutes)}</p>
      <p class="alarm__acts">
        {row && (
          <button
            type="button"
            class="small"
            aria-label={`${words.alarmShow} : ${title}`}
            onClick={() => {
              board.stopReading()
              board.choose(row.conversation)
              focusRow(row.conversation)
            }}
          >
            {words.alarmShow}
          </button>
        )}
        <Taken alarm={alarm} title={title} view={view} />
      </p>
    </li>
  )
}

function Taken({ alarm, title, view }: ItemProps & { readonly title: string }) {
  const { board, session } = useConsole()
  const { taken_by } = alarm
  if (taken_by === null) {
    return (
      <button
        type="button"
        class="small main"
        aria-label={`${words.alarmTake} : ${title}`}
        onClick={() => void board.take(alarm.alarm)}
      >
        {words.alarmTake}
      </button>
    )
  }
  const name = view.people.find(({ member }) => member === taken_by)?.shown_name
  return (
    <span class="quiet">
      ✓{" "}
      {taken_by === session.member.value?.id
        ? words.alarmTakenByYou
        : words.alarmTaken(name ?? words.someone)}
    </span>
  )
}
