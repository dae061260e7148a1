/** Stations near a place: the competent ones first, each chosen by one press. */
import { useId } from "preact/hooks"
import type { Course } from "../course.ts"
import type { Station } from "../shapes.ts"
import { words } from "../words.ts"
import { dayShown } from "../zoned.ts"

export const kilometres = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 })

export function StationList({ course }: { readonly course: Course }) {
  const found = course.stations.value
  const name = useId()
  if (!found) return null
  const all = [
    ...found.competent,
    ...found.near.filter(({ id }) => !found.competent.some((one) => one.id === id)),
  ]
  return (
    <fieldset class="stations">
      <legend>{words.stationsTitle}</legend>
      <p class="quiet">{words.stationsAny}</p>
      {all.length === 0 && <p>{words.stationsNoneNear}</p>}
      {all.map((station) => (
        <label key={station.id} class="stations__one">
          <input
            type="radio"
            name={name}
            checked={course.station.value?.id === station.id}
            onChange={() => course.choose(station)}
          />
          <span>
            <strong>{station.name}</strong> <Standing station={station} />
          </span>
        </label>
      ))}
      <p class="quiet">{words.stationsEdition(dayShown(found.edition))}</p>
    </fieldset>
  )
}

/** What tells one from another at a glance. */
function Standing({ station }: { readonly station: Station }) {
  const { force, competent, certain = true, km, havre, seasonal } = station
  const facts = [
    words.stationForces[force],
    ...(km === null ? [] : [words.stationKm(kilometres.format(km))]),
    ...(seasonal ? [words.stationSeasonal] : []),
    ...(havre ? [words.stationHavre] : []),
  ]
  return (
    <>
      {competent && (
        <span class="mark">
          {certain ? words.stationCompetent : words.stationPerhaps}
        </span>
      )}{" "}
      <small class="quiet">{facts.join(" · ")}</small>
    </>
  )
}

/** Where it is and how to ring it. */
export function StationShown({ station }: { readonly station: Station }) {
  const { name, address, postcode, commune, phone, hours, havre } = station
  return (
    <address class="station">
      <span>
        <strong>{name}</strong> <Standing station={station} />
      </span>
      <span>
        {address}, {postcode} {commune}
      </span>
      {phone && <span>{words.stationPhone(phone)}</span>}
      <span>{hours || words.stationNoHours}</span>
      {!havre && <span>{words.stationNoHavre}</span>}
    </address>
  )
}
