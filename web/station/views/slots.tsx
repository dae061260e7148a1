/** « Créneaux »: opened in a run, seen by day, taken back while nobody chose them. */
import { useSignal } from "@preact/signals"
import { clock } from "../../agent/times.ts"
import { Problem, Select, useAct } from "../../agent/views/form.tsx"
import { useStation } from "../context.ts"
import type { Slot } from "../shapes.ts"
import { words } from "../words.ts"
import { clockIn, dayShown, hourShown, momentShown } from "../zone.ts"
import { Publish } from "./slots-publish.tsx"

export function Slots() {
  const here = useStation()
  const chosen = useSignal("")
  const ids = here.stationIds
  const station = ids.includes(chosen.value) ? chosen.value : (ids[0] ?? "")
  const names = Object.fromEntries(ids.map((id) => [id, here.stationName(id)]))
  return (
    <main class="page">
      <h1>{words.slotsTitle}</h1>
      {ids.length > 1 ? (
        <Select
          label={words.station}
          value={station}
          choices={names}
          onChoice={(id) => (chosen.value = id)}
        />
      ) : (
        <p>{here.stationName(station)}</p>
      )}
      <Publish key={station} station={station} />
      <ToCome station={station} />
    </main>
  )
}

function ToCome({ station }: { readonly station: string }) {
  const here = useStation()
  const act = useAct()
  const zone = here.zoneOf(station)
  const slots = here.view.slots
    .filter((one) => one.station === station && one.at > clock.value)
    .sort((one, other) => one.at - other.at)
  const days = [...new Set(slots.map(({ at }) => clockIn(zone, at).day))]
  return (
    <section>
      <h2>{words.slotsTo}</h2>
      <Problem text={act.trouble.value} />
      {here.watching.view.value === null && <p role="status">{words.loading}</p>}
      {here.watching.view.value !== null && slots.length === 0 && (
        <p>{words.slotsNone}</p>
      )}
      {days.map((day) => (
        <Day
          key={day}
          zone={zone}
          slots={slots.filter(({ at }) => clockIn(zone, at).day === day)}
          withdraw={(slot) => void act.run(() => here.withdraw(slot))}
        />
      ))}
    </section>
  )
}

interface DayProps {
  readonly zone: string
  readonly slots: readonly Slot[]
  readonly withdraw: (slot: string) => void
}

function Day({ zone, slots, withdraw }: DayProps) {
  const [first] = slots
  if (!first) return null
  return (
    <>
      <h3>{dayShown(zone, first.at)}</h3>
      <ul class="hours">
        {slots.map((one) => (
          <li key={one.slot} class="hours__one" data-state={stateOf(one)}>
            <span>
              {hourShown(zone, one.at)}, {one.minutes} min
            </span>
            <span class="mark">{stateShown(one)}</span>
            {stateOf(one) === "free" && (
              <button
                type="button"
                class="small"
                aria-label={words.withdrawLabel(momentShown(zone, one.at))}
                onClick={() => withdraw(one.slot)}
              >
                {words.withdraw}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function stateOf({ taken, withdrawn }: Slot): "free" | "taken" | "withdrawn" {
  if (taken) return "taken"
  return withdrawn ? "withdrawn" : "free"
}

function stateShown(slot: Slot): string {
  const shown = {
    free: `○ ${words.slotFree}`,
    taken: `● ${words.slotTaken}`,
    withdrawn: `✕ ${words.slotWithdrawn}`,
  }
  return shown[stateOf(slot)]
}
