/**
 * « Signalement »: opened in one press, written in parts that stay apart, sealed and
 * saved by a button and whenever the panel is left; then to whom it is transmitted.
 */
import { useEffect, useLayoutEffect, useRef } from "preact/hooks"
import type { Piste, Report } from "../../shared/documents.ts"
import { besideOf } from "../beside.ts"
import { useConsole } from "../context.ts"
import { formOf, isMinors } from "../pistes-form.ts"
import { promptsOf } from "../questions.ts"
import { withPiste } from "../report-doc.ts"
import type { ReportSheet } from "../report-sheet.ts"
import type { Talk } from "../talk.ts"
import { hour } from "../times.ts"
import { words } from "../words.ts"
import { Key, Problem, useAct } from "./form.tsx"
import { DigitList } from "./digit-list.tsx"
import { useBack, useInsert } from "./pistes.tsx"
import { ReportFields } from "./report-fields.tsx"
import { ReportShown } from "./report-shown.tsx"
import { Transmit } from "./transmit.tsx"

export function ReportPanel({ talk }: { readonly talk: Talk }) {
  if (talk.over) return <p class="quiet">{words.needTalk}</p>
  if (!talk.report.value) return <NotOpen talk={talk} />
  return (
    <div class="report">
      <p class="mark mark--report">■ {words.reportOpen}</p>
      <Sheet talk={talk} />
      <Transmit talk={talk} />
    </div>
  )
}

/** One press: what it does is read beside the button. */
function NotOpen({ talk }: { readonly talk: Talk }) {
  const act = useAct()
  return (
    <>
      <section class="report">
        <h3>{words.reportTitle}</h3>
        <p>{words.reportWhat}</p>
        <p class="acts">
          <button
            type="button"
            class="main"
            aria-disabled={act.busy.value || talk.stage.value !== "open"}
            onClick={() => {
              if (talk.stage.value !== "open") return
              void act.run(() => talk.openReport())
            }}
          >
            {words.reportConfirm}
          </button>
        </p>
        <Problem text={act.trouble.value} />
      </section>
      {/* A life in danger waits for no report. */}
      <Transmit talk={talk} />
    </>
  )
}

function Sheet({ talk }: { readonly talk: Talk }) {
  const { sheet } = talk
  const reading = useAct()
  const saving = useAct()
  useEffect(() => {
    if (!sheet.known.value) void reading.run(() => sheet.read())
    return () => void sheet.saveChanged()
  }, [])
  const { reportAsked } = besideOf(talk)
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => {
    // What had the focus is gone with the button; who types elsewhere is left alone.
    const isNowhere = document.activeElement === document.body
    if (!reportAsked.value && !isNowhere) return
    reportAsked.value = false
    form.current?.querySelector("textarea")?.focus()
  }, [reportAsked.value])
  const minor = isMinors(talk)
  const save = () => void saving.run(() => sheet.save())
  return (
    <form
      ref={form}
      autocomplete="off"
      aria-label={words.reportTab}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !event.ctrlKey || event.repeat) return
        event.preventDefault()
        save()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <p class="quiet">{words.reportSealed}</p>
      {reading.busy.value && <p class="quiet">{words.reportReading}</p>}
      {sheet.unreadable.value && <p>{words.reportUnreadable}</p>}
      <Problem text={reading.trouble.value} />
      {minor && <FourPrompts talk={talk} />}
      <ReportFields
        doc={sheet.doc.value}
        change={(part) => sheet.change(part)}
        minor={minor}
      >
        <Pistes talk={talk} minor={minor} />
      </ReportFields>
      <div class="report__save">
        <p class="acts">
          <button type="submit" class="main" aria-disabled={saving.busy.value}>
            {words.reportSave}
          </button>
          <Key>{words.sendKeys}</Key>
          <span role="status" class="quiet">
            {standing(sheet)}
          </span>
        </p>
        <Problem text={saving.trouble.value} />
        <Other sheet={sheet} />
      </div>
    </form>
  )
}

/** Whether what is typed is on the service. */
function standing(sheet: ReportSheet): string {
  if (sheet.changed.value) return words.reportChanged
  const version = sheet.version.value
  if (version === 0) return ""
  const at = sheet.savedAt.value
  return at === null
    ? words.reportSavedOnce(version)
    : words.reportSaved(hour(at), version)
}

/** Somebody else's version, beside what is typed. */
function Other({ sheet }: { readonly sheet: ReportSheet }) {
  const other = sheet.other.value
  if (!other) return null
  return (
    <section aria-label={words.reportOther}>
      <p role="alert">{words.reportTaken}</p>
      <details>
        <summary>{words.reportOther}</summary>
        <ReportShown doc={other} />
      </details>
      <button type="button" onClick={() => sheet.takeOther()}>
        {words.reportTakeOther}
      </button>
    </section>
  )
}

/** The four open questions and no other. */
function FourPrompts({ talk }: { readonly talk: Talk }) {
  const here = useConsole()
  const form = formOf(talk)
  const insert = useInsert(talk)
  const back = useBack(talk)
  const prompts = promptsOf(here.replies.value).slice(0, 4)
  return (
    <section aria-labelledby="report-minor">
      <h3 id="report-minor">◆ {words.reportMinorTitle}</h3>
      <p>{words.reportMinor}</p>
      <DigitList
        label={words.pistesMinorPrompts}
        rows={prompts.map(({ key, ask }) => ({
          key,
          text: ask,
          note: form.asked.value.includes(key) ? words.pistesAsked : "",
        }))}
        disabled={!talk.writable.value}
        insert={(key) => {
          const found = prompts.find((one) => one.key === key)
          if (found) insert(found)
        }}
        back={back}
      />
    </section>
  )
}

interface PistesProps {
  readonly talk: Talk
  readonly minor: boolean
}

/** Those kept, and those that the facts ticked beside propose: one press each. */
function Pistes({ talk, minor }: PistesProps) {
  const { sheet } = talk
  const doc = sheet.doc.value
  if (minor && doc.pistes.length === 0) return null
  const rows = [...doc.pistes, ...(minor ? [] : offeredTo(talk, doc))]
  const press = (piste: Piste) => sheet.change(withPiste(sheet.doc.value, piste))
  const left = rows.slice(doc.pistes.length)
  return (
    <fieldset class="report__pistes">
      <legend>{words.reportPistes}</legend>
      <p class="quiet">{words.reportPistesHow}</p>
      {rows.length === 0 && <p class="quiet">{words.reportPistesNone}</p>}
      {[...rows].sort(byName).map((piste) => (
        <label key={`${piste.id} ${piste.version}`} class="choice">
          <input
            type="checkbox"
            checked={doc.pistes.some((one) => isSamePiste(one, piste))}
            onChange={() => press(piste)}
          />
          {words.reportPisteKept(piste.name, piste.version)}
        </label>
      ))}
      {rows.length > 1 && (
        <button
          type="button"
          class="small"
          aria-disabled={left.length === 0}
          onClick={() => left.length > 0 && left.forEach(press)}
        >
          {words.reportPistesAll}
        </button>
      )}
    </fieldset>
  )
}

/** Found beside and not kept in that version; nothing while an age is in doubt. */
function offeredTo(talk: Talk, doc: Report): readonly Piste[] {
  const form = formOf(talk)
  if (form.ageDoubt.value) return []
  return form.findings.value.pistes
    .map(({ offence: { id, version, name } }) => ({ id, version, name }))
    .filter((found) => !doc.pistes.some((one) => isSamePiste(one, found)))
}

function isSamePiste(one: Piste, other: Piste): boolean {
  return one.id === other.id && one.version === other.version
}

/** So that a row that is pressed stays under the hand. */
function byName(one: Piste, other: Piste): number {
  return one.name.localeCompare(other.name, "fr")
}
