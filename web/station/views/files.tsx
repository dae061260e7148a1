/** « Dossiers »: what was sent here, not a word of it; each opens with a reason. */
import { useSignal } from "@preact/signals"
import { useEffect, useRef } from "preact/hooks"
import { clock } from "../../agent/times.ts"
import { Problem, Select, useAct } from "../../agent/views/form.tsx"
import { words as house } from "../../agent/words.ts"
import { useStation } from "../context.ts"
import { type Group, grouped } from "../file-acts.ts"
import type { FileRow, Reason } from "../shapes.ts"
import { words } from "../words.ts"
import { momentShown } from "../zone.ts"
import { OpenedFile } from "./file.tsx"

const GROUPS: readonly Group[] = ["today", "coming", "other"]

export function Files() {
  const here = useStation()
  const { reading, watching } = here
  const opened = reading.opened.value
  if (opened && !opened.byCode) return <OpenedFile opened={opened} />
  const groups = grouped(here.view.files, (id) => here.zoneOf(id), clock.value)
  const none = watching.view.value !== null && here.view.files.length === 0
  return (
    <main class="page">
      <h1>{words.files}</h1>
      {watching.view.value === null && <p role="status">{words.loading}</p>}
      {none && <p>{words.filesNone}</p>}
      {GROUPS.map(
        (group) =>
          groups[group].length > 0 && (
            <section key={group}>
              <h2>{words.groups[group]}</h2>
              <ul class="files">
                {groups[group].map((row) => (
                  <Row key={row.file} row={row} />
                ))}
              </ul>
            </section>
          ),
      )}
    </main>
  )
}

function Row({ row }: { readonly row: FileRow }) {
  const here = useStation()
  const asking = useSignal(false)
  const zone = here.zoneOf(row.station)
  const several = here.stationIds.length > 1
  return (
    <li class="files__row" data-overdue={row.overdue}>
      <p class="files__name">
        <b>{words.fileShort(row.file)}</b>
        {row.urgent && <span class="mark mark--danger">▲ {words.urgent}</span>}
        {row.overdue && <span class="mark mark--minor">◆ {words.overdue}</span>}
        {row.mark && <span class="mark">{words.marks[row.mark]}</span>}
      </p>
      <p>
        <Booked row={row} />
      </p>
      <p class="quiet">
        {several && `${here.stationName(row.station)}, `}
        {words.sentAt(momentShown(zone, row.sent_at))} ;{" "}
        {row.acknowledged_at === null
          ? words.notAcknowledged
          : words.acknowledged(
              row.acknowledged_by ?? "",
              momentShown(zone, row.acknowledged_at),
            )}
      </p>
      {asking.value ? (
        <ReasonAsked row={row} close={() => (asking.value = false)} />
      ) : (
        <button
          type="button"
          aria-label={words.readLabel(row.file)}
          onClick={() => (asking.value = true)}
        >
          {words.read}
        </button>
      )}
    </li>
  )
}

function Booked({ row: { appointment, station } }: { readonly row: FileRow }) {
  const zone = useStation().zoneOf(station)
  if (!appointment) return <>{words.noAppointment}</>
  if (appointment.state !== "booked") return <>{words.appointmentCancelled}</>
  const { at, minutes } = appointment
  return <>{words.appointmentAt(momentShown(zone, at), minutes)}</>
}

interface ReasonProps {
  readonly row: FileRow
  readonly close: () => void
}

/** No reading without a reason: it is written down first. */
function ReasonAsked({ row, close }: ReasonProps) {
  const { reading } = useStation()
  const act = useAct()
  const first = row.acknowledged_at === null ? "received" : "appointment"
  const reason = useSignal<Reason>(first)
  const place = useRef<HTMLFormElement>(null)
  useEffect(() => place.current?.querySelector("select")?.focus(), [])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void act.run(() => reading.read(row.file, reason.value))
  }
  return (
    <form ref={place} class="confirm" aria-label={words.reasonTitle} onSubmit={submit}>
      <h3>{words.reasonTitle}</h3>
      <p>{words.reasonWhat}</p>
      <ReasonChoice value={reason.value} onChoice={(one) => (reason.value = one)} />
      <Problem text={act.trouble.value} />
      <p class="acts">
        <button class="main" type="submit" aria-disabled={act.busy.value}>
          {act.busy.value ? words.openingNow : words.openNow}
        </button>
        <button type="button" onClick={close}>
          {house.cancel}
        </button>
      </p>
    </form>
  )
}

interface ChoiceProps {
  readonly value: Reason
  readonly onChoice: (reason: Reason) => void
}

export function ReasonChoice({ value, onChoice }: ChoiceProps) {
  return (
    <Select
      label={words.reason}
      value={value}
      choices={words.reasons}
      onChoice={onChoice}
    />
  )
}
