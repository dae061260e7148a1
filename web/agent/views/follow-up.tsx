/** « Suites »: opening a report, putting on hold, and closing with a decision. */
import { useSignal } from "@preact/signals"
import { useId } from "preact/hooks"
import { useConsole } from "../context.ts"
import type { FollowUp } from "../shapes.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { Clearance } from "./clearance.tsx"
import { Problem, Select, useAct } from "./form.tsx"
import { HourOpen } from "./hour-open.tsx"

export function FollowUpPanel({ talk }: { readonly talk: Talk }) {
  if (!talk.decidable.value) return <p class="quiet">{words.needTalk}</p>
  return (
    <>
      <ReportPart talk={talk} />
      <Clearance talk={talk} />
      <HourOpen talk={talk} />
      <DecisionPart talk={talk} />
      {talk.step.value === "talking" && <HoldPart talk={talk} />}
    </>
  )
}

function ReportPart({ talk }: { readonly talk: Talk }) {
  const { help } = useConsole()
  const act = useAct()
  const asked = useSignal(false)
  if (talk.report.value) {
    return (
      <p class="acts">
        <span class="mark mark--report">■ {words.reportOpen}</span>
        <button type="button" class="small" onClick={() => (help.value = "report")}>
          {words.reportWrite}
        </button>
      </p>
    )
  }
  return (
    <section>
      <h3>{words.reportTitle}</h3>
      <p>{words.reportWhat}</p>
      <Problem text={act.trouble.value} />
      {asked.value ? (
        <p class="acts">
          <button
            type="button"
            class="main"
            onClick={() => void act.run(() => talk.openReport())}
          >
            {words.reportConfirm}
          </button>
          <button type="button" onClick={() => (asked.value = false)}>
            {words.cancel}
          </button>
        </p>
      ) : (
        <button type="button" onClick={() => (asked.value = true)}>
          {words.reportOpenIt}
        </button>
      )}
    </section>
  )
}

function DecisionPart({ talk }: { readonly talk: Talk }) {
  const { deciding } = useConsole()
  const act = useAct()
  const decision = talk.decision.value
  const change = (part: Partial<typeof decision>) => {
    talk.decision.value = { ...decision, ...part }
  }
  const transmits = decision.follow_up !== "nothing"
  return (
    <form
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run(() => deciding.close(talk))
      }}
    >
      <h3>{words.decisionTitle}</h3>
      <Select
        label={words.outcome}
        value={decision.outcome}
        choices={words.outcomes}
        onChoice={(outcome) => change({ outcome })}
      />
      <Select
        label={words.family}
        value={decision.family}
        choices={words.families}
        onChoice={(family) => change({ family })}
      />
      <FollowUps
        reported={talk.report.value}
        value={decision.follow_up}
        onChoice={(follow_up) => {
          talk.followChosen.value = true
          change({ follow_up })
        }}
      />
      {!transmits && (
        <Reason
          value={decision.reason ?? ""}
          onInput={(reason) => change({ reason: reason || null })}
        />
      )}
      <p class="quiet">{becomes(transmits, talk.report.value)}</p>
      <button class="main" type="submit" aria-disabled={act.busy.value}>
        {words.closeTalk}
      </button>
      <Problem text={act.trouble.value} />
    </form>
  )
}

/** What closing does to the conversation. */
function becomes(transmits: boolean, reported: boolean): string {
  if (reported) return words.willKeep
  return transmits ? words.willReport : words.willDestroy
}

interface FollowUpsProps {
  readonly reported: boolean
  readonly value: FollowUp
  readonly onChoice: (value: FollowUp) => void
}

function FollowUps({ reported, value, onChoice }: FollowUpsProps) {
  const id = useId()
  const all = Object.entries(words.followUps) as [FollowUp, string][]
  const choices = all.filter(([choice]) => !reported || choice !== "nothing")
  return (
    <fieldset>
      <legend>{words.followUpLabel}</legend>
      {choices.map(([choice, label]) => (
        <label key={choice} class="choice">
          <input
            type="radio"
            name={id}
            checked={value === choice}
            onChange={() => onChoice(choice)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

interface ReasonProps {
  readonly value: string
  readonly onInput: (value: string) => void
}

function Reason({ value, onInput }: ReasonProps) {
  const id = useId()
  return (
    <p class="field">
      <label for={id}>{words.reason}</label>
      <textarea
        id={id}
        rows={2}
        maxLength={500}
        autocomplete="off"
        spellcheck={false}
        aria-describedby={`${id}-rule`}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <small id={`${id}-rule`} class="quiet">
        {words.reasonRule}
      </small>
    </p>
  )
}

function HoldPart({ talk }: { readonly talk: Talk }) {
  const act = useAct()
  return (
    <section>
      <h3>{words.hold}</h3>
      <p class="quiet">{words.holdMore}</p>
      <button type="button" onClick={() => void act.run(() => talk.hold())}>
        {words.hold}
      </button>
      <Problem text={act.trouble.value} />
    </section>
  )
}
