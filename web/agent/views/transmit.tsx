/**
 * « Transmettre »: to the prosecutor of the commune, or to its operations centre; the
 * document that goes, and what this conversation was passed on as already.
 */
import { useSignal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import { useConsole } from "../context.ts"
import type { Court } from "../court-shapes.ts"
import { byPairs } from "../french.ts"
import { dayShown } from "../letter.ts"
import { printText } from "../printing.ts"
import { sendingOf, sendLetter } from "../sending.ts"
import type { Talk } from "../talk.ts"
import { concernsMinor } from "../unit.ts"
import { words } from "../words.ts"
import { CentreCall } from "./centre.tsx"
import { Problem, Select, useAct } from "./form.tsx"
import { PlaceField } from "./place-field.tsx"
import { Area } from "./report-fields.tsx"
import { TransmissionList } from "./transmission-list.tsx"
import { UnitTold } from "./unit.tsx"

type Way = keyof typeof words.transmitWays

export function Transmit({ talk }: { readonly talk: Talk }) {
  const way = useSignal<Way>(talk.report.value ? "prosecutor" : "centre")
  return (
    <>
      <section class="transmit" aria-label={words.transmitTitle}>
        <h3>{words.transmitTitle}</h3>
        <Select
          label={words.transmitTo}
          value={way.value}
          choices={waysOf(talk, way.value)}
          onChoice={(chosen) => (way.value = chosen)}
        />
        {way.value === "centre" ? (
          <CentreCall talk={talk} />
        ) : way.value === "crip" ? (
          <UnitTold talk={talk} />
        ) : (
          <Prosecutor talk={talk} />
        )}
      </section>
      <Done talk={talk} />
    </>
  )
}

/** The unit of a département where a minor is concerned, or was as it was chosen. */
function waysOf(talk: Talk, chosen: Way): Partial<Record<Way, string>> {
  const { crip, ...ways } = words.transmitWays
  return concernsMinor(talk) || chosen === "crip" ? { ...ways, crip } : ways
}

/** What this conversation was passed on as, and what is added to it. */
export function Done({ talk }: { readonly talk: Talk }) {
  const { transmissions } = useConsole()
  const made = talk.sheet.made.value?.transmission
  const noted = sendingOf(talk).noted.value
  useEffect(() => {
    if (talk.transmitted.value) void transmissions.read()
  }, [talk.transmitted.value, made, noted])
  const rows = transmissions.of(talk.id)
  if (rows.length === 0) return null
  return (
    <section class="transmit" aria-label={words.transmissionsDone}>
      <h3>{words.transmissionsDone}</h3>
      <TransmissionList rows={rows} title="h4" />
      <Problem text={transmissions.trouble.value} />
    </section>
  )
}

function Prosecutor({ talk }: { readonly talk: Talk }) {
  const { api, session } = useConsole()
  const act = useAct()
  const sending = sendingOf(talk)
  const { sheet } = talk
  const letter = sheet.letter.value
  const change = (part: Partial<typeof letter>) =>
    (sheet.letter.value = { ...letter, ...part })
  const place = sending.place.chosen.value
  useEffect(() => void sending.lookUp(api), [place?.insee])
  if (!talk.report.value) return <p>{words.letterNeedsReport}</p>
  const send = () =>
    sendLetter(talk, {
      officer: session.member.value?.shown_name ?? "",
      desk: words.desks[talk.desk.value] ?? talk.desk.value,
    })
  return (
    <form
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run(send)
      }}
    >
      <PlaceField search={sending.place} />
      <Problem text={sending.trouble.value} />
      {place && <CourtShown talk={talk} />}
      <Area
        label={words.letterReceived}
        rows={3}
        value={letter.received}
        onInput={(received) => change({ received })}
      />
      <Area
        label={words.letterUnverified}
        rows={2}
        value={letter.unverified}
        onInput={(unverified) => change({ unverified })}
      />
      <Area
        label={words.letterWishes}
        rule={words.letterWishesHow}
        rows={2}
        value={letter.wishes}
        onInput={(wishes) => change({ wishes })}
      />
      <label class="choice">
        <input
          type="checkbox"
          checked={letter.urgent}
          onChange={(event) => change({ urgent: event.currentTarget.checked })}
        />
        {words.letterUrgentField}
      </label>
      <p class="quiet">{words.letterGoWhat}</p>
      <button type="submit" class="main" aria-disabled={act.busy.value}>
        {words.letterGo}
      </button>
      <Problem text={act.trouble.value} />
      <Made talk={talk} />
    </form>
  )
}

/** The court, certain or not; another may be chosen. */
function CourtShown({ talk }: { readonly talk: Talk }) {
  const sending = sendingOf(talk)
  const courts = sending.courts.value
  if (!courts) return null
  const all = [...(courts.court ? [courts.court] : []), ...courts.others]
  const chosen = sending.court.value
  if (all.length === 0) return <p class="problem">{words.courtNone}</p>
  return (
    <div class="court">
      {all.length > 1 && (
        <Select
          label={courts.court ? words.courtOther : words.transmitTo}
          value={chosen?.id ?? ""}
          choices={{
            ...(courts.court ? {} : { "": words.handoverChoose }),
            ...Object.fromEntries(all.map((one) => [one.id, one.name])),
          }}
          onChoice={(id) =>
            (sending.court.value = all.find((one) => one.id === id) ?? null)
          }
        />
      )}
      {chosen && <CourtCard court={chosen} />}
      {courts.certain && chosen?.id === courts.court?.id ? (
        <p>
          {words.courtCertain} {courts.doubt}
        </p>
      ) : (
        <p>
          <span class="mark mark--wait">{words.courtDoubt}</span> {courts.doubt}
        </p>
      )}
      <p class="quiet">{words.courtDay(dayShown(courts.day), courts.source)}</p>
    </div>
  )
}

function CourtCard({ court }: { readonly court: Court }) {
  return (
    <p class="court__card">
      <strong>{court.name}</strong>
      {court.address && <span>{court.address}</span>}
      {court.phone && <span dir="ltr">{byPairs(court.phone)}</span>}
      {court.email && <span dir="ltr">{court.email}</span>}
    </p>
  )
}

/** The document as it went, to be printed. */
function Made({ talk }: { readonly talk: Talk }) {
  const made = talk.sheet.made.value
  return (
    <div role="status">
      {made && (
        <section class="made">
          <h4>
            {words.letterMade} · {made.court}
          </h4>
          <p class="acts">
            <button
              type="button"
              onClick={() =>
                printText(`${made.text}\n${words.letterHash(made.hash)}\n`)
              }
            >
              {words.letterPrint}
            </button>
          </p>
          <p class="made__hash" dir="ltr">
            {words.letterHash(made.hash)}
          </p>
          <details>
            <summary>{words.letterRead}</summary>
            <pre dir="auto" tabIndex={0} aria-label={words.letterMade}>
              {made.text}
            </pre>
          </details>
        </section>
      )}
    </div>
  )
}
