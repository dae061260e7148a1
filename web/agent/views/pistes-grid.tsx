/** For who prefers to tick: every fact, and the dates each in a field of its own. */
import { useSignal } from "@preact/signals"
import { useId } from "preact/hooks"
import { type FactWords, isFlag, law, limits } from "../catalogue.ts"
import { DATED, type Dated, type PistesForm } from "../pistes-form.ts"
import { words } from "../words.ts"
import { spaced } from "../french.ts"

interface Props {
  readonly form: PistesForm
}

/** Drawn when it is unfolded: a hundred boxes that nobody looks at cost time. */
export function Grid({ form }: Props) {
  const open = useSignal(false)
  const flags = law.facts.filter(isFlag)
  return (
    <details
      class="unfold"
      onToggle={(event) => (open.value = event.currentTarget.open)}
    >
      <summary>{words.pistesGrid}</summary>
      {open.value && (
        <>
          {law.facts
            .filter((fact) => !isFlag(fact))
            .map((fact) => (
              <Boxes
                key={fact.key}
                legend={fact.text}
                rows={rowsOf(fact)}
                form={form}
              />
            ))}
          <Boxes
            legend={words.pistesFlags}
            rows={flags.flatMap(flagRows)}
            form={form}
          />
          {(["danger", "control"] as const).map((group) => (
            <Boxes
              key={group}
              legend={words.pistesSigns[group]}
              rows={law.signs
                .filter((sign) => sign.group === group)
                .map(({ key, text }) => ({ mark: `sign: ${key}`, text }))}
              form={form}
            />
          ))}
        </>
      )}
    </details>
  )
}

interface Row {
  readonly mark: string
  readonly text: string
}

function rowsOf({ key, values }: FactWords): readonly Row[] {
  return values.map((value) => ({ mark: `${key}: ${value.key}`, text: value.text }))
}

/** « Arme », « Arme : non ». */
function flagRows({ key, text, values }: FactWords): readonly Row[] {
  return values.map((value) => ({
    mark: `${key}: ${value.key}`,
    text: value.key === "yes" ? text : `${text}\u00a0: ${value.text}`,
  }))
}

interface BoxesProps extends Props {
  readonly legend: string
  readonly rows: readonly Row[]
}

function Boxes({ legend, rows, form }: BoxesProps) {
  return (
    <fieldset class="unfold__fact">
      <legend>{legend}</legend>
      {rows.map(({ mark, text }) => (
        <label key={mark} class="unfold__box">
          <input
            type="checkbox"
            checked={form.has(mark)}
            onChange={() => form.toggle(mark)}
          />
          {text}
        </label>
      ))}
    </fieldset>
  )
}

export function DateFields({ form }: Props) {
  return (
    <details class="unfold">
      <summary>{words.pistesDatesTitle}</summary>
      {DATED.map((what) => (
        <DateField key={what} what={what} form={form} />
      ))}
    </details>
  )
}

function DateField({ what, form }: Props & { readonly what: Dated }) {
  const id = useId()
  const wrong = form.wrong.value[what]
  return (
    <p class="field">
      <label for={id}>{words.pistesDated[what]}</label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-describedby={`${id}-how`}
        aria-invalid={wrong !== undefined}
        value={form.typed.value[what]}
        onInput={(event) => form.date(what, event.currentTarget.value)}
      />
      <small id={`${id}-how`} class="quiet">
        {words.pistesDatedHow[what]}
      </small>
    </p>
  )
}

/** Why the dates cannot be, in a sentence each; what was typed stays. */
export function DatesTrouble({ form }: Props) {
  const wrongs = DATED.flatMap((what) => {
    const wrong = form.wrong.value[what]
    if (!wrong) return []
    const why = what === "age" ? words.pistesAgeWrong : words.pistesWrong[wrong]
    return [`${words.pistesDated[what]}\u00a0: ${why}`]
  })
  const { impossible } = form.findings.value
  const why =
    impossible === "age-told"
      ? words.pistesAgeTold
      : spaced(limits.law.refusals[impossible] ?? "")
  return (
    <div role="status">
      {[...wrongs, ...(why ? [why] : [])].map((sentence) => (
        <p key={sentence} class="problem">
          {sentence}
        </p>
      ))}
    </div>
  )
}
