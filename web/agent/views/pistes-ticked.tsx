/** What was ticked, as chips by fact; signs apart, with the key of danger beside. */
import { useSignal } from "@preact/signals"
import { useLayoutEffect, useRef } from "preact/hooks"
import { isFlag, law, valueText } from "../catalogue.ts"
import { DATED, type PistesForm } from "../pistes-form.ts"
import { datedText } from "../pistes-note.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { Tell } from "./danger.tsx"
import { QUICK, sayDone } from "./pistes-quick.tsx"

interface Chip {
  readonly mark: string
  readonly text: string
}

interface Group {
  readonly label: string
  /** Its values say it themselves. */
  readonly hidden: boolean
  readonly chips: readonly Chip[]
}

export function Ticked({ form }: { readonly form: PistesForm }) {
  const groups = [...factGroups(form), dateGroup(form)].filter(
    ({ chips }) => chips.length > 0,
  )
  if (groups.length === 0) return null
  return <Chips label={words.pistesTicked} groups={groups} form={form} />
}

function factGroups(form: PistesForm): readonly Group[] {
  const { ticked } = form.story.value
  const flags = law.facts.filter(isFlag)
  const chipsOf = (fact: string) =>
    (ticked[fact] ?? []).map((value) => {
      const mark = `${fact}: ${value}`
      return { mark, text: valueText(mark) }
    })
  return [
    ...law.facts
      .filter((fact) => !isFlag(fact))
      .map(({ key, text }) => ({ label: text, hidden: false, chips: chipsOf(key) })),
    {
      label: words.pistesFlags,
      hidden: true,
      chips: flags.flatMap(({ key }) => chipsOf(key)),
    },
  ]
}

function dateGroup(form: PistesForm): Group {
  const chips = DATED.filter((what) => form.has(`date: ${what}`)).map((what) => ({
    mark: `date: ${what}`,
    text: `${words.pistesDated[what]}\u00a0: ${datedText(form, what)}`,
  }))
  return { label: words.pistesDates, hidden: true, chips }
}

interface SignsProps {
  readonly talk: Talk
  readonly form: PistesForm
}

/** A list to look at, never a count. */
export function Signs({ talk, form }: SignsProps) {
  const { signs } = form
  if (signs.length === 0) return null
  const ticked = signs.filter(({ key }) => form.has(`sign: ${key}`))
  const shown = signs.filter((one) => !ticked.includes(one))
  const chips = ticked.map(({ key, text }) => ({ mark: `sign: ${key}`, text }))
  return (
    <section class="signs" aria-labelledby="signs-title">
      <h3 id="signs-title">▲ {words.pistesSignsTitle}</h3>
      {chips.length > 0 && (
        <Chips
          label={words.pistesSignsTitle}
          groups={[{ label: words.pistesSignsTitle, hidden: true, chips }]}
          form={form}
        />
      )}
      {shown.length > 0 && (
        <p>
          {shown.map(({ text }) => text).join(", ")}{" "}
          <small class="quiet">({words.pistesShown})</small>
        </p>
      )}
      <Tell talk={talk} short />
    </section>
  )
}

interface ChipsProps {
  readonly label: string
  readonly groups: readonly Group[]
  readonly form: PistesForm
}

/** One stop of Tab for all: arrows move, Enter or Delete takes one back. */
function Chips({ label, groups, form }: ChipsProps) {
  const box = useRef<HTMLDivElement>(null)
  const at = useSignal(0)
  const refocus = useSignal(false)
  const all = groups.flatMap(({ chips }) => chips)
  const current = Math.min(at.value, all.length - 1)
  const buttons = () => [...(box.current?.querySelectorAll("button") ?? [])]
  useLayoutEffect(() => {
    if (!refocus.value) return
    refocus.value = false
    buttons()[current]?.focus()
  }, [refocus.value, all.length])
  const remove = ({ mark, text }: Chip) => {
    // The last one takes the whole list with it: the focus would be nowhere.
    if (all.length === 1) document.getElementById(QUICK)?.focus()
    else refocus.value = true
    form.remove(mark)
    sayDone(form, words.saidRemoved(text))
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const next = {
      ArrowRight: current + 1,
      ArrowDown: current + 1,
      ArrowLeft: current - 1,
      ArrowUp: current - 1,
      Home: 0,
      End: all.length - 1,
    }[event.key]
    const chip = all[current]
    if (next !== undefined) {
      at.value = (next + all.length) % all.length
      buttons()[at.value]?.focus()
    } else if ((event.key === "Delete" || event.key === "Backspace") && chip) {
      if (!event.repeat) remove(chip)
    } else if (event.key === "Escape") document.getElementById(QUICK)?.focus()
    else return
    event.preventDefault()
  }
  return (
    <div role="toolbar" aria-label={label} class="chips" ref={box} onKeyDown={pressed}>
      {groups.map(({ label: fact, hidden, chips }) => (
        <div key={fact} role="group" aria-label={fact}>
          {chips.map((chip, n) => (
            // A fact stands on the line of its first value.
            <span key={chip.mark} class="chips__one">
              {n === 0 && !hidden && (
                <span class="chips__fact" aria-hidden="true">
                  {fact}
                </span>
              )}
              <button
                type="button"
                class="chip"
                tabIndex={all[current] === chip ? 0 : -1}
                aria-label={words.pistesRemove(chip.text)}
                onFocus={() => (at.value = all.indexOf(chip))}
                onClick={() => remove(chip)}
              >
                {chip.text} <span aria-hidden="true">×</span>
              </button>
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}
