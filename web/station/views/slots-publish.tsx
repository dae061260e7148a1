/** Opening a run of slots: days, hours, a length; how many is told before it is done. */
import { useSignal } from "@preact/signals"
import { useId } from "preact/hooks"
import { Correct } from "../../agent/explain.ts"
import { clock } from "../../agent/times.ts"
import { Problem, useAct } from "../../agent/views/form.tsx"
import { useStation } from "../context.ts"
import { type Run, slotsOf } from "../slot-run.ts"
import { words } from "../words.ts"
import { clockIn } from "../zone.ts"

const WORKING_DAYS = [1, 2, 3, 4, 5]

export function Publish({ station }: { readonly station: string }) {
  const here = useStation()
  const act = useAct()
  const said = useSignal("")
  const zone = here.zoneOf(station)
  const run = useSignal<Run>({
    first: clockIn(zone, clock.value).day,
    last: clockIn(zone, clock.value).day,
    from: "09:00",
    to: "12:00",
    minutes: 30,
    weekdays: WORKING_DAYS,
  })
  const change = (but: Partial<Run>) => {
    said.value = ""
    run.value = { ...run.value, ...but }
  }
  const slots = slotsOf(run.value, zone, clock.value)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void act.run(async () => {
      if (slots.length === 0) throw new Correct(words.slotsNothing)
      said.value = words.published(await here.publish(station, slots))
    })
  }
  return (
    <section>
      <h2>{words.slotsPublish}</h2>
      <form class="run" autocomplete="off" onSubmit={submit}>
        <p class="quiet">{words.slotsZone(zone)}</p>
        <Hours run={run.value} change={change} />
        <Weekdays run={run.value} change={change} />
        <p role="status">{said.value || words.slotsCount(slots.length)}</p>
        <Problem text={act.trouble.value} />
        <button class="main" type="submit" aria-disabled={act.busy.value}>
          {words.publish}
        </button>
      </form>
    </section>
  )
}

interface RunProps {
  readonly run: Run
  readonly change: (but: Partial<Run>) => void
}

function Hours({ run, change }: RunProps) {
  const id = useId()
  const box = (name: "first" | "last" | "from" | "to", label: string) => (
    <p class="field">
      <label for={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        type={name === "from" || name === "to" ? "time" : "date"}
        required
        value={run[name]}
        onInput={(event) => change({ [name]: event.currentTarget.value })}
      />
    </p>
  )
  return (
    <div class="run__hours">
      {box("first", words.firstDay)}
      {box("last", words.lastDay)}
      {box("from", words.fromHour)}
      {box("to", words.toHour)}
      <p class="field">
        <label for={`${id}-minutes`}>{words.length}</label>
        <select
          id={`${id}-minutes`}
          value={String(run.minutes)}
          onChange={(event) => change({ minutes: Number(event.currentTarget.value) })}
        >
          {Object.entries(words.lengths).map(([minutes, label]) => (
            <option key={minutes} value={minutes}>
              {label}
            </option>
          ))}
        </select>
      </p>
    </div>
  )
}

function Weekdays({ run: { weekdays }, change }: RunProps) {
  const tick = (day: number, on: boolean) => {
    const others = weekdays.filter((one) => one !== day)
    change({ weekdays: on ? [...others, day] : others })
  }
  return (
    <fieldset class="choices">
      <legend>{words.weekdays}</legend>
      {Object.entries(words.days).map(([day, label]) => (
        <label key={day} class="choice">
          <input
            type="checkbox"
            checked={weekdays.includes(Number(day))}
            onChange={(event) => tick(Number(day), event.currentTarget.checked)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
