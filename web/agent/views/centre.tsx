/**
 * « Centre opérationnel »: whom to call where the person is, what to say, who took it
 * and what came of it. What is to be said is read on this screen and sent nowhere.
 */
import { useEffect } from "preact/hooks"
import { besideOf } from "../beside.ts"
import { useConsole } from "../context.ts"
import { byPairs } from "../french.ts"
import { withIdentity } from "../identity.ts"
import { dayShown } from "../letter.ts"
import { noteCall, sendingOf } from "../sending.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { Key, Problem, useAct } from "./form.tsx"
import { PlaceField } from "./place-field.tsx"
import { Area } from "./report-fields.tsx"

const FIELDS = ["where", "who", "reach", "what"] as const
const BY_MOST = 80
const OUTCOME_MOST = 200

export function CentreCall({ talk }: { readonly talk: Talk }) {
  const { api } = useConsole()
  const act = useAct()
  const sending = sendingOf(talk)
  const place = sending.place.chosen.value
  useEffect(() => void sending.lookUp(api), [place?.insee])
  const { call } = sending
  return (
    <form
      class="centre"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run(() => noteCall(talk, api))
      }}
    >
      <p class="quiet">{words.centreWhat}</p>
      <PlaceField search={sending.place} focusAsked={sending.centreAsked} />
      <Problem text={sending.trouble.value} />
      {place && <Choice talk={talk} />}
      <Say talk={talk} />
      <Area
        label={words.centreBy}
        rows={1}
        most={BY_MOST}
        value={call.value.by}
        onInput={(by) => (call.value = { ...call.value, by })}
      />
      <Area
        label={words.centreOutcome}
        rows={2}
        most={OUTCOME_MOST}
        value={call.value.outcome}
        onInput={(outcome) => (call.value = { ...call.value, outcome })}
      />
      <p class="quiet">{words.centreGoWhat}</p>
      <button type="submit" class="main" aria-disabled={act.busy.value}>
        {words.centreGo}
      </button>
      <p role="status">{sending.noted.value > 0 && words.centreNoted}</p>
      <Problem text={act.trouble.value} />
    </form>
  )
}

function Choice({ talk }: { readonly talk: Talk }) {
  const sending = sendingOf(talk)
  const found = sending.centres.value
  if (!found) return null
  if (found.centres.length === 0) return <p class="problem">{words.centreNone}</p>
  return (
    <fieldset>
      <legend>{words.centreTitle}</legend>
      {found.centres.map((centre) => (
        <label key={`${centre.force} ${centre.phone}`} class="choice">
          <input
            type="radio"
            name={`centre-${talk.id}`}
            checked={sending.centre.value === centre}
            onChange={() => (sending.centre.value = centre)}
          />
          <span>
            {words.centreForces[centre.force] ?? centre.force} · {centre.name}
            <strong class="centre__phone" dir="ltr">
              {byPairs(centre.phone)}
            </strong>
            <small class="quiet">{words.centreChecked(dayShown(centre.checked))}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** What is to be said, from what the person agreed to give. */
function Say({ talk }: { readonly talk: Talk }) {
  const { api, session } = useConsole()
  const act = useAct()
  const sending = sendingOf(talk)
  const { say, prefilled } = sending
  const accord = talk.course.value?.accord
  const hasGiven = ["given", "prepared", "sent"].includes(accord ?? "")
  useEffect(() => {
    if (!hasGiven || prefilled.value) return
    void act.run(() =>
      withIdentity({ api, keys: session.keys }, talk, async ({ identity }) =>
        sending.prefill(identity),
      ),
    )
  }, [hasGiven])
  return (
    <fieldset class="say">
      <legend>{words.centreSay}</legend>
      <p class="quiet">{words.centreSayHow}</p>
      {FIELDS.map((field) => (
        <Area
          key={field}
          label={words.centreFields[field]}
          rows={field === "what" ? 2 : 1}
          value={say.value[field]}
          onInput={(text) => (say.value = { ...say.value, [field]: text })}
        />
      ))}
      <p class="quiet">{prefilled.value ? words.centreGiven : words.centreGivenNone}</p>
      <Problem text={act.trouble.value} />
    </fieldset>
  )
}

/** In the panel « Danger »: one key, and the commune is to be typed. */
export function CentrePart({ talk }: { readonly talk: Talk }) {
  const { centreOpened } = besideOf(talk)
  return (
    <section aria-labelledby="centre-title">
      <h3 id="centre-title">{words.centreTitle}</h3>
      {centreOpened.value ? (
        <CentreCall talk={talk} />
      ) : (
        <p class="acts">
          <button
            type="button"
            aria-keyshortcuts="Alt+Shift+D"
            onClick={() => {
              centreOpened.value = true
              sendingOf(talk).centreAsked.value = true
            }}
          >
            {words.centreOpen}
          </button>
          <Key>{words.centreKeys}</Key>
        </p>
      )}
    </section>
  )
}
