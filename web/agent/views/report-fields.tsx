/**
 * The fields of a report: what was reported and what the officer thinks, apart; then
 * persons by role, facts, places, dates. With a minor, no grid of facts (CPP 706-52).
 */
import type { ComponentChildren } from "preact"
import { useId, useLayoutEffect, useRef } from "preact/hooks"
import type { Person, Report } from "../../shared/documents.ts"
import { ROLES } from "../report-doc.ts"
import { words } from "../words.ts"

const FIELD_MOST = 20_000 // characters: four sealed parts hold all fields together

interface Props {
  readonly doc: Report
  readonly change: (part: Partial<Report>) => void
  readonly minor: boolean
  /** What stands between dates and danger: the pistes, where there are any. */
  readonly children?: ComponentChildren
}

export function ReportFields({ doc, change, minor, children }: Props) {
  // What was written before she was known to be a minor is not hidden.
  const shows = (text: string) => !minor || text !== ""
  return (
    <>
      <div class="report__reported">
        <Area
          label={words.reportReported}
          rule={words.reportReportedHow}
          rows={6}
          value={doc.reported}
          onInput={(reported) => change({ reported })}
        />
      </div>
      <div class="report__view">
        <Area
          label={words.reportView}
          rule={words.reportViewHow}
          rows={4}
          value={doc.view}
          onInput={(view) => change({ view })}
        />
      </div>
      <Persons doc={doc} change={change} />
      {shows(doc.facts) && (
        <Area
          label={words.reportFacts}
          rows={3}
          value={doc.facts}
          onInput={(facts) => change({ facts })}
        />
      )}
      <Area
        label={minor ? words.reportMinorWhere : words.reportPlaces}
        rows={2}
        value={doc.places}
        onInput={(places) => change({ places })}
      />
      {shows(doc.dates) && (
        <Area
          label={words.reportDates}
          rows={2}
          value={doc.dates}
          onInput={(dates) => change({ dates })}
        />
      )}
      {children}
      <Danger doc={doc} change={change} />
    </>
  )
}

interface AreaProps {
  readonly label: string
  readonly rule?: string
  readonly rows: number
  readonly value: string
  readonly most?: number
  readonly onInput: (text: string) => void
}

export function Area({ label, rule, rows, value, most, onInput }: AreaProps) {
  const id = useId()
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        maxLength={most ?? FIELD_MOST}
        aria-describedby={rule ? `${id}-rule` : undefined}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {rule && (
        <small id={`${id}-rule`} class="quiet">
          {rule}
        </small>
      )}
    </p>
  )
}

interface PartProps {
  readonly doc: Report
  readonly change: (part: Partial<Report>) => void
}

function Persons({ doc, change }: PartProps) {
  const put = (at: number, part: Partial<Person>) =>
    change({
      persons: doc.persons.map((one, n) => (n === at ? { ...one, ...part } : one)),
    })
  const add = () => {
    const role = doc.persons.some((one) => one.role === "victim") ? "accused" : "victim"
    change({ persons: [...doc.persons, { role, what: "" }] })
    added.current = true
  }
  const adding = useRef<HTMLButtonElement>(null)
  const box = useRef<HTMLFieldSetElement>(null)
  const added = useRef(false)
  useLayoutEffect(() => {
    // The new row stands above the button: what is typed next is of that person.
    if (!added.current) return
    added.current = false
    box.current?.querySelector<HTMLElement>(".person:last-of-type select")?.focus()
  }, [doc.persons.length])
  const remove = (at: number) => {
    change({ persons: doc.persons.filter((_, n) => n !== at) })
    adding.current?.focus() // the button that was pressed is gone
  }
  return (
    <fieldset class="persons" ref={box}>
      <legend>{words.reportPersons}</legend>
      {doc.persons.map((person, at) => (
        <PersonRow
          key={at}
          person={person}
          put={(part) => put(at, part)}
          remove={() => remove(at)}
        />
      ))}
      <button type="button" class="small" ref={adding} onClick={add}>
        {words.reportPersonAdd}
      </button>
    </fieldset>
  )
}

interface PersonProps {
  readonly person: Person
  readonly put: (part: Partial<Person>) => void
  readonly remove: () => void
}

function PersonRow({ person: { role, what }, put, remove }: PersonProps) {
  const id = useId()
  return (
    <div class="person">
      <label class="spoken" for={`${id}-role`}>
        {words.reportRole}
      </label>
      <select
        id={`${id}-role`}
        value={role}
        onChange={(event) => put({ role: event.currentTarget.value as Person["role"] })}
      >
        {ROLES.map((one) => (
          <option key={one} value={one}>
            {words.reportRoles[one]}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="small plain"
        aria-label={words.reportPersonRemove(words.reportRoles[role])}
        onClick={remove}
      >
        ×
      </button>
      <label class="spoken" for={`${id}-what`}>
        {words.reportPerson}
      </label>
      <textarea
        id={`${id}-what`}
        rows={2}
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        maxLength={FIELD_MOST}
        placeholder={words.reportPerson}
        value={what}
        onInput={(event) => put({ what: event.currentTarget.value })}
      />
    </div>
  )
}

function Danger({ doc: { danger }, change }: PartProps) {
  const { level, why } = danger
  return (
    <fieldset>
      <legend>{words.reportDanger}</legend>
      <label class="choice">
        <input
          type="checkbox"
          checked={level === "danger"}
          onChange={(event) => {
            const now = event.currentTarget.checked ? "danger" : "none"
            change({ danger: { ...danger, level: now } })
          }}
        />
        {words.reportDangers.danger}
      </label>
      {(level === "danger" || why) && (
        <Area
          label={words.reportDangerWhy}
          rows={2}
          value={why}
          onInput={(text) => change({ danger: { ...danger, why: text } })}
        />
      )}
    </fieldset>
  )
}
