/** « À la cellule départementale (CRIP) »: whom, how, and who took it. */
import { useSignal } from "@preact/signals"
import { useConsole } from "../context.ts"
import { sendingOf } from "../sending.ts"
import type { Talk } from "../talk.ts"
import { departementOf, noteUnit, UNIT_MOST } from "../unit.ts"
import { words } from "../words.ts"
import { Problem, useAct } from "./form.tsx"
import { PlaceField } from "./place-field.tsx"
import { Area } from "./report-fields.tsx"

const FIELDS = [
  ["name", words.unitName],
  ["channel", words.unitChannel],
  ["by", words.unitBy],
] as const

export function UnitTold({ talk }: { readonly talk: Talk }) {
  const { api } = useConsole()
  const act = useAct()
  const done = useSignal(false)
  const sending = sendingOf(talk)
  const { place, unit } = sending
  if (!talk.report.value) return <p>{words.unitNeedsReport}</p>
  return (
    <form
      class="centre"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        done.value = false
        void act.run(async () => {
          await noteUnit(talk, api)
          done.value = true
        })
      }}
    >
      <p>{words.unitWhat}</p>
      <p>
        <strong>{words.unit119}</strong>
      </p>
      <PlaceField search={place} />
      {place.chosen.value && (
        <p role="status">
          {words.unitDepartement(departementOf(place.chosen.value.insee))}
        </p>
      )}
      <p class="quiet">{words.unitLookUp}</p>
      {FIELDS.map(([field, label]) => (
        <Area
          key={field}
          label={label}
          rows={1}
          most={UNIT_MOST[field]}
          value={unit.value[field]}
          onInput={(text) => (unit.value = { ...unit.value, [field]: text })}
        />
      ))}
      <p class="quiet">{words.unitGoWhat}</p>
      <button type="submit" class="main" aria-disabled={act.busy.value}>
        {words.unitGo}
      </button>
      <p role="status">{done.value && words.unitNoted}</p>
      <Problem text={act.trouble.value} />
    </form>
  )
}
