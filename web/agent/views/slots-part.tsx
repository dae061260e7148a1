/** The hours of a station: up to six are proposed, and she chooses one, or none. */
import { useSignal } from "@preact/signals"
import { useConsole } from "../context.ts"
import { SLOTS_MOST } from "../course.ts"
import type { Slot } from "../course-shapes.ts"
import { Refused } from "../api.ts"
import { Correct } from "../explain.ts"
import type { Station } from "../shapes.ts"
import { words } from "../words.ts"
import { hourHere, hourIn } from "../zoned.ts"
import { Problem, useAct } from "./form.tsx"
import type { CourseProps } from "./meeting.tsx"

/** Hours in sight at once: the button that proposes them stays near. */
const SOON = 12

interface SlotsProps extends CourseProps {
  readonly station: Station
}

export function SlotsPart({ talk, course, station }: SlotsProps) {
  const act = useAct()
  const told = talk.course.value
  const { keys } = useConsole().session
  const receives = station.havre || keys.current(`investigation.${station.id}`)
  const post = async (slots: readonly string[]) => {
    try {
      await talk.post("slots", { fence: talk.held.value.fence, slots })
      course.picked.value = []
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal
      if (!["slot-taken", "slot-past"].includes(refusal.code)) throw refusal
      await course.readSlots(station)
      throw new Correct(words.slotsPast)
    }
  }
  const propose = async () => {
    if (course.picked.value.length === 0) throw new Correct(words.slotsNoneTicked)
    await post(course.picked.value)
  }
  /** The first time, the hours come above the button: the next key ticks one. */
  const read = async (button: HTMLButtonElement) => {
    const isFirst = course.slots.value === null
    await course.readSlots(station)
    setTimeout(() => {
      if (!isFirst || document.activeElement !== button) return
      button.form?.querySelector<HTMLElement>(".slots input")?.focus()
    }) // once drawn
  }
  return (
    <section aria-labelledby="slots-title">
      <h3 id="slots-title">{words.slotsTitle}</h3>
      <Meeting talk={talk} course={course} station={station} />
      {!receives && <p>{words.slotsNoHavre}</p>}
      {receives && told?.appointment?.state !== "booked" && (
        <form
          autocomplete="off"
          onSubmit={(event) => {
            event.preventDefault()
            void act.run(propose)
          }}
        >
          <Free course={course} station={station} />
          <p class="acts">
            <button
              type="button"
              aria-disabled={act.busy.value}
              onClick={({ currentTarget }) => void act.run(() => read(currentTarget))}
            >
              {course.slots.value ? words.slotsAgain : words.slotsRead}
            </button>
            {(course.slots.value?.slots.length ?? 0) > 0 && (
              <button type="submit" class="main" aria-disabled={act.busy.value}>
                {words.slotsPropose}
              </button>
            )}
            {(told?.slots.length ?? 0) > 0 && (
              <button
                type="button"
                aria-disabled={act.busy.value}
                onClick={() => void act.run(() => post([]))}
              >
                {words.slotsWithdraw}
              </button>
            )}
          </p>
        </form>
      )}
      <Problem text={act.trouble.value} />
    </section>
  )
}

/** What was proposed to her, and what she chose. */
function Meeting({ talk, station }: SlotsProps) {
  const { appointment = null, slots = [] } = talk.course.value ?? {}
  return (
    <div role="status">
      {appointment && (
        <p class="meeting__state" data-meeting={appointment.state}>
          <strong>
            {words.meetingStates[appointment.state] ?? words.meetingOther}
            {" : "}
            <Hour at={appointment.at} zone={station.zone} />
          </strong>
        </p>
      )}
      {!appointment && slots.length > 0 && (
        <>
          <p>{words.slotsProposed}</p>
          <ul class="slots">
            {slots.map(({ slot, at }) => (
              <li key={slot}>
                <Hour at={at} zone={station.zone} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function Free({ course, station }: Omit<SlotsProps, "talk">) {
  const all = useSignal(false)
  const found = course.slots.value
  const picked = course.picked.value
  if (!found) return <p class="quiet">{words.slotsWhat(SLOTS_MOST)}</p>
  if (found.slots.length === 0) return <p>{words.slotsNone}</p>
  const shown = all.value ? found.slots : found.slots.slice(0, SOON)
  const later = found.slots.length - shown.length
  return (
    <fieldset class="slots">
      <legend>{words.slotsWhat(SLOTS_MOST)}</legend>
      <p class="quiet">
        {words.slotsZone(station.zone)} {words.slotsCount(picked.length, SLOTS_MOST)}
      </p>
      {shown.map((slot) => (
        <Tick
          key={slot.slot}
          slot={slot}
          zone={found.zone}
          ticked={picked.includes(slot.slot)}
          full={picked.length >= SLOTS_MOST}
          toggle={() => course.pick(slot.slot)}
        />
      ))}
      {later > 0 && (
        <button type="button" class="small" onClick={() => (all.value = true)}>
          {words.slotsMore(later)}
        </button>
      )}
    </fieldset>
  )
}

interface TickProps {
  readonly slot: Slot
  readonly zone: string
  readonly ticked: boolean
  readonly full: boolean
  readonly toggle: () => void
}

function Tick({ slot, zone, ticked, full, toggle }: TickProps) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={ticked}
        disabled={full && !ticked}
        onChange={toggle}
      />
      <span>
        <Hour at={slot.at} zone={zone} />{" "}
        <small class="quiet">{words.slotsMinutes(slot.minutes)}</small>
      </span>
    </label>
  )
}

/** As the station's clock shows it, and ours beside it where it differs. */
function Hour({ at, zone }: { readonly at: number; readonly zone: string }) {
  const here = hourHere(at, zone)
  return (
    <time dateTime={new Date(at).toISOString()}>
      {hourIn(at, zone)}
      {here && <small class="quiet"> ({words.slotsHere(here)})</small>}
    </time>
  )
}
