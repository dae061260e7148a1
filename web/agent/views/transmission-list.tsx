/** Transmissions, one a row: where each stands in words, and what may be added to it. */
import { useSignal } from "@preact/signals"
import { useId, useLayoutEffect, useRef } from "preact/hooks"
import { useConsole } from "../context.ts"
import type { Transmission, TransmissionKind } from "../court-shapes.ts"
import { readAgain } from "../file-again.ts"
import { byPairs } from "../french.ts"
import { fullDate } from "../letter.ts"
import { hexOf } from "../sending.ts"
import { hour } from "../times.ts"
import {
  ACT_FIELDS,
  actsLeft,
  add,
  isOpen,
  type TransmissionAct,
  type Transmissions,
} from "../transmissions.ts"
import { words } from "../words.ts"
import { FileOut } from "./file-out.tsx"
import { Problem, useAct } from "./form.tsx"
import { ReportAgain } from "./report-again.tsx"

/** Their report is in the file. */
const FILES: readonly TransmissionKind[] = ["station", "paper"]

interface ListProps {
  readonly rows: readonly Transmission[]
  /** Of which rank the titles are where the list stands. */
  readonly title: "h2" | "h4"
}

export function TransmissionList({ rows, title }: ListProps) {
  return (
    <ul class="transmissions">
      {rows.map((one) => (
        <li key={one.transmission} data-open={isOpen(one)}>
          <Row one={one} title={title} />
        </li>
      ))}
    </ul>
  )
}

interface RowProps extends Pick<ListProps, "title"> {
  readonly one: Transmission
}

function Row({ one, title: Title }: RowProps) {
  const { transmissions } = useConsole()
  const id = useId()
  const phone = phoneOf(one, transmissions.phones.value)
  return (
    <article aria-labelledby={id}>
      <Title id={id} class="transmissions__title">
        {words.transmissionKinds[one.kind] ?? one.kind} · {one.name}
      </Title>
      <p class="marks">
        <span class={isOpen(one) ? "mark mark--wait" : "mark"}>{standing(one)}</span>
        {one.urgent && (
          <span class="mark mark--danger">{words.transmissionUrgent}</span>
        )}
        {one.overdue && (
          <span class="mark mark--long">{words.transmissionOverdue}</span>
        )}
      </p>
      <ul class="transmissions__told">
        {toldOf(one, transmissions).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {phone && (
          <li>
            <strong>{words.transmissionPhone(byPairs(phone))}</strong>
          </li>
        )}
        {one.hash && (
          <li class="transmissions__hash" dir="ltr">
            {words.transmissionHash(hexOf(one.hash))}
          </li>
        )}
      </ul>
      {one.readable && <FileAgain one={one} />}
      {one.kept && !FILES.includes(one.kind) && <ReportAgain one={one} />}
      {actsLeft(one).map((act) => (
        <Adding key={act} one={one} act={act} />
      ))}
    </article>
  )
}

/** What went to a station, for whoever is to hand it over there. */
function FileAgain({ one }: Pick<RowProps, "one">) {
  const { api, session } = useConsole()
  return (
    <>
      <FileOut
        name={one.name}
        open={() => readAgain({ api, keys: session.keys }, one)}
      />
      <p class="quiet">{words.fileAgainWhat}</p>
    </>
  )
}

function standing(one: Transmission): string {
  if (one.withdrawn_at !== null) return words.transmissionWithdrawn
  if (!isOpen(one)) return words.transmissionClosed
  return one.sent_at === null ? words.transmissionToSend : words.transmissionWaits
}

function toldOf(one: Transmission, known: Transmissions): readonly string[] {
  const { at, by, sent_at, channel, acknowledged_at, acknowledged_by, outcome } = one
  return [
    ...(one.kind === "crip" ? [words.unitDepartement(one.target)] : []),
    words.transmissionMade(fullDate(at), known.nameOf(by)),
    ...(sent_at === null
      ? []
      : [words.transmissionSent(fullDate(sent_at), channel ?? "")]),
    ...(acknowledged_at === null
      ? []
      : [
          words.transmissionAcknowledged(
            fullDate(acknowledged_at),
            known.nameOf(acknowledged_by),
          ),
        ]),
    ...(outcome ? [words.transmissionOutcome(outcome)] : []),
    ...(one.withdrawn_at === null
      ? []
      : [words.transmissionTakenBack(fullDate(one.withdrawn_at))]),
  ]
}

/** Whom to call: a centre's own number, a station's from the directory. */
function phoneOf(
  { kind, target }: Transmission,
  phones: ReadonlyMap<string, string>,
): string {
  return kind === "centre" ? target : (phones.get(target) ?? "")
}

interface AddingProps {
  readonly one: Transmission
  readonly act: TransmissionAct
}

/** A few words of the officer's own, then one press; folded until it is wanted. */
function Adding({ one, act }: AddingProps) {
  const { api, transmissions } = useConsole()
  const id = useId()
  const asked = useSignal(false)
  const typed = useSignal("")
  const doing = useAct()
  const open = () => {
    asked.value = !asked.value
    if (!typed.value) typed.value = first(one, act)
  }
  const box = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (asked.value) box.current?.focus() // before the next key
  }, [asked.value])
  return (
    <form
      class="adding"
      autocomplete="off"
      onKeyDown={(event) => {
        if (event.key === "Escape") asked.value = false
      }}
      onSubmit={(event) => {
        event.preventDefault()
        void doing.run(async () => {
          await add(api, one, act, typed.value)
          asked.value = false
          await transmissions.read()
        })
      }}
    >
      <button
        type="button"
        class="small"
        aria-expanded={asked.value}
        aria-label={`${words.transmissionActs[act]} · ${one.name}`}
        onClick={open}
      >
        {words.transmissionActs[act]}
      </button>
      {asked.value && (
        <p class="adding__field">
          <label for={id}>{words.transmissionFields[act]}</label>
          <input
            id={id}
            ref={box}
            type="text"
            autocomplete="off"
            spellcheck={false}
            maxLength={ACT_FIELDS[act].most}
            aria-describedby={`${id}-rule`}
            value={typed.value}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
          <button type="submit" class="main" aria-disabled={doing.busy.value}>
            {words.confirm}
          </button>
          <small id={`${id}-rule`} class="quiet">
            {words.transmissionRule}
          </small>
        </p>
      )}
      <Problem text={doing.trouble.value} />
    </form>
  )
}

/** What an officer most likely writes there; the hour is now. */
function first({ kind, urgent }: Transmission, act: TransmissionAct): string {
  if (act !== "sent" || kind === "crip") return ""
  const { duty, centre, paper, prosecutor } = words.transmissionChannels
  if (kind === "centre") return centre(hour(Date.now()))
  if (kind === "paper") return paper
  return urgent ? duty(hour(Date.now())) : prosecutor
}
