/**
 * « Rendez-vous »: a station near where she wants to go, her accord, what she gives, the
 * hours to propose, and the file. One after the other, and nothing goes by itself.
 */
import { useSignal } from "@preact/signals"
import { useConsole } from "../context.ts"
import { type Course, courseOf } from "../course.ts"
import type { Station } from "../shapes.ts"
import type { Talk } from "../talk.ts"
import { stationTold, tellPlace } from "../told-places.ts"
import { words } from "../words.ts"
import { FilePart } from "./file-part.tsx"
import { Problem, useAct } from "./form.tsx"
import { IdentityPart } from "./identity-part.tsx"
import { PlaceField } from "./place-field.tsx"
import { SlotsPart } from "./slots-part.tsx"
import { StationList, StationShown } from "./station-list.tsx"

export interface CourseProps {
  readonly talk: Talk
  readonly course: Course
}

export function MeetingPanel({ talk }: { readonly talk: Talk }) {
  const course = courseOf(talk, useConsole().api)
  const station = course.station.value
  const given = ["given", "prepared", "sent"].includes(talk.course.value?.accord ?? "")
  return (
    <div class="meeting">
      <PlaceField
        search={course.place}
        label={words.meetingPlace}
        focusAsked={course.placeAsked}
      />
      <StationList course={course} />
      <Problem text={course.trouble.value} />
      {station && <Chosen talk={talk} course={course} station={station} />}
      {given && <IdentityPart talk={talk} course={course} />}
      {station && talk.course.value && (
        <SlotsPart talk={talk} course={course} station={station} />
      )}
      {(given || course.sent.value) && <FilePart talk={talk} course={course} />}
    </div>
  )
}

interface ChosenProps extends CourseProps {
  readonly station: Station
}

/** What may be done with the one chosen: tell her where it is, ask for her accord. */
function Chosen({ talk, course, station }: ChosenProps) {
  const act = useAct()
  const told = useSignal("")
  const isOfAccord = talk.course.value?.station === station.id
  const tell = () =>
    act.run(async () => {
      tellPlace(talk, stationTold(station, course.stations.value?.edition ?? ""))
      told.value = words.stationTold(station.name)
    })
  return (
    <section class="meeting__chosen" aria-labelledby="station-chosen">
      <h3 id="station-chosen">
        {isOfAccord ? words.stationOfAccord : words.stationChosen}
      </h3>
      <StationShown station={station} />
      <p class="acts">
        <button
          type="button"
          aria-disabled={!talk.writable.value}
          onClick={() => void tell()}
        >
          {words.stationTell}
        </button>
        <span role="status" class="quiet">
          {told.value}
        </span>
      </p>
      <Problem text={act.trouble.value} />
      <AccordPart talk={talk} course={course} station={station} />
    </section>
  )
}

/** Asked of her, and where it stands: she answers on a page of its own. */
function AccordPart({ talk, station }: ChosenProps) {
  const act = useAct()
  const told = talk.course.value
  const state = told?.accord
  const sameStation = told?.station === station.id
  const standing = state === "asked" || state === "given"
  const asks = state !== "prepared" && state !== "sent" && !(sameStation && standing)
  const { fence } = talk.held.value
  const post = (door: string, body: object) =>
    void act.run(() => talk.post(door, { fence, ...body }))
  return (
    <section aria-labelledby="accord-title">
      <h4 id="accord-title">{words.accordTitle}</h4>
      <p role="status" class="meeting__state" data-accord={state}>
        {state ? words.accordStates[state] : words.accordNone}
      </p>
      {asks && (
        <>
          <p class="quiet">{words.accordWhat}</p>
          <button
            type="button"
            class="main"
            aria-disabled={act.busy.value || talk.step.value !== "talking"}
            onClick={() => post("accord", { station: station.id })}
          >
            {told && !sameStation ? words.accordAskFor(station.name) : words.accordAsk}
          </button>
        </>
      )}
      {sameStation && state === "asked" && (
        <button
          type="button"
          aria-disabled={act.busy.value}
          onClick={() => post("accord-cancel", {})}
        >
          {words.accordCancel}
        </button>
      )}
      <Problem text={act.trouble.value} />
    </section>
  )
}
