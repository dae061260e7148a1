/** Which police station or brigade somebody works at, found by postal code. */
import { type Signal, useSignal } from "@preact/signals"
import { useId } from "preact/hooks"
import { useHouse } from "../context.ts"
import type { Station } from "../shapes.ts"
import { words } from "../words.ts"
import { Problem, useAct } from "./form.tsx"

export function StationChoice({
  chosen,
}: {
  readonly chosen: Signal<readonly Station[]>
}) {
  const { team } = useHouse()
  const id = useId()
  const act = useAct()
  const postcode = useSignal("")
  const found = useSignal<readonly Station[] | null>(null)
  const search = () =>
    void act.run(async () => {
      if (!postcode.value.trim()) return
      found.value = null
      found.value = await team.findStations(postcode.value.replace(/\s/g, ""))
    })
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return
    event.preventDefault() // the form is not finished: it asks for stations only
    search()
  }
  const left = (found.value ?? []).filter(
    (one) => !chosen.value.some((other) => other.id === one.id),
  )
  const choose = (one: Station) => (chosen.value = [...chosen.value, one])
  const remove = (one: Station) => {
    chosen.value = chosen.value.filter((other) => other.id !== one.id)
  }
  return (
    <div class="station-choice">
      <p class="field">
        <label for={id}>{words.stationPostcode}</label>
        <span class="acts">
          <input
            id={id}
            type="text"
            inputMode="numeric"
            autocomplete="off"
            maxLength={10}
            aria-describedby={`${id}-rule`}
            value={postcode.value}
            onInput={(event) => (postcode.value = event.currentTarget.value)}
            onKeyDown={onEnter}
          />
          <button type="button" aria-disabled={act.busy.value} onClick={search}>
            {words.stationSearch}
          </button>
        </span>
        <small id={`${id}-rule`} class="quiet">
          {words.stationPostcodeRule}
        </small>
      </p>
      <Problem text={act.trouble.value} />
      <div role="status">
        {found.value?.length === 0 && <p>{words.stationsNone}</p>}
      </div>
      <Stations
        title={words.stationsFound}
        stations={left}
        label={words.stationAdd}
        act={choose}
      />
      <Stations
        title={words.stationsChosen}
        stations={chosen.value}
        label={words.stationRemove}
        act={remove}
      />
    </div>
  )
}

interface StationsProps {
  readonly title: string
  readonly stations: readonly Station[]
  readonly label: (name: string) => string
  readonly act: (one: Station) => void
}

function Stations({ title, stations, label, act }: StationsProps) {
  if (stations.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul class="plain-list">
        {stations.map((one) => (
          <li key={one.id}>
            <button type="button" onClick={() => act(one)}>
              {label(one.name)}
            </button>{" "}
            <span class="quiet">
              {one.address}, {one.postcode} {one.commune}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
