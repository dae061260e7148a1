/** The quick field: a few letters find a fact, a date or a sign; Enter ticks it. */
import { useSignal } from "@preact/signals"
import { useLayoutEffect, useRef } from "preact/hooks"
import { law, valueText } from "../catalogue.ts"
import type { PistesForm } from "../pistes-form.ts"
import { notePistes } from "../pistes-note.ts"
import { atOnce, type Offer, offersFor } from "../quick-offers.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { Key } from "./form.tsx"
import { useBack, useInsert } from "./pistes.tsx"

export const QUICK = "pistes-quick"
const LIST = "pistes-offers"
const PAGE = 0.8 // of the panel's height, at each Page key

interface Props {
  readonly talk: Talk
  readonly form: PistesForm
}

export function QuickField({ talk, form }: Props) {
  const box = useRef<HTMLInputElement>(null)
  const inside = useSignal(false)
  const active = useSignal(-1) // chosen by the arrows
  const choose = useChoose(talk, form)
  const back = useBack(talk)
  const offers = offersFor(form.quick.value, form)
  const at =
    active.value < 0
      ? atOnce(offers, form.quick.value)
      : Math.min(active.value, offers.length - 1)
  const chosen = offers[at]
  const open = inside.value && offers.length > 0
  useLayoutEffect(() => {
    // Before the next key: what is typed here must never fall into the message.
    if (!form.focusAsked.value) return
    form.focusAsked.value = false
    box.current?.select()
    box.current?.focus()
  }, [form.focusAsked.value])
  const type = (text: string) => {
    form.quick.value = text
    active.value = -1
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && open) active.value = beyond(at, step, offers.length)
    else if (event.key === "Enter" && chosen) {
      choose(chosen)
      active.value = -1
    } else if (event.key === "Escape" && form.quick.value) type("")
    else if (event.key === "Escape") back()
    else if (event.key === "Backspace" && !form.quick.value) {
      // Held to empty the field, it must not go on with what was ticked.
      if (!event.repeat) removeLast(form)
    } else if (!turnPage(event.key) && event.key !== "Enter") return
    event.preventDefault()
  }
  return (
    <div class="pistes__quick">
      <label for={QUICK}>
        {words.quickLabel} <Key>{words.pistesKeys}</Key>
      </label>
      <input
        id={QUICK}
        ref={box}
        type="text"
        role="combobox"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={LIST}
        aria-activedescendant={open && chosen ? idOf(chosen) : undefined}
        aria-keyshortcuts={words.pistesKeys}
        aria-describedby="pistes-how"
        value={form.quick.value}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={pressed}
        onFocus={() => (inside.value = true)}
        onBlur={() => (inside.value = false)}
      />
      {open && <Offers offers={offers} chosen={chosen} choose={choose} />}
      <p role="status" class="pistes__none">
        {form.quick.value.trim() && offers.length === 0 && words.quickNone}
      </p>
      <p id="pistes-how" class={form.marks.value.length > 0 ? "spoken" : "quiet"}>
        {words.quickHow}
      </p>
      {form.erased.value && (
        <p>
          {words.saidCleared}{" "}
          <button type="button" class="small" onClick={() => restore(form)}>
            {words.pistesActs.restore}
          </button>
        </p>
      )}
      <SoFar form={form} />
    </div>
  )
}

/** The names so far, in sight while one ticks; the whole of each stands below. */
function SoFar({ form }: { readonly form: PistesForm }) {
  const { pistes } = form.findings.value
  if (pistes.length === 0 || form.ageDoubt.value) return null
  return (
    <ul class="so-far" aria-label={words.pistesSoFar}>
      {pistes.map(({ id, offence, state }) => (
        <li key={id} data-state={state}>
          <span aria-hidden="true">{state === "matched" ? "●" : "◌"}</span>{" "}
          {offence.name}
        </li>
      ))}
    </ul>
  )
}

interface OffersProps {
  readonly offers: readonly Offer[]
  readonly chosen: Offer | undefined
  readonly choose: (offer: Offer) => void
}

/** Over what is below: nothing moves because one types. */
function Offers({ offers, chosen, choose }: OffersProps) {
  return (
    <div
      role="listbox"
      id={LIST}
      class="offers"
      aria-label={words.quickOffers}
      // A press must not take the focus out of the field: the list would be gone.
      onMouseDown={(event) => event.preventDefault()}
    >
      {offers.map((offer) => (
        <div
          key={offer.key}
          id={idOf(offer)}
          role="option"
          class="offers__one"
          aria-selected={offer === chosen}
          onClick={() => choose(offer)}
        >
          <span>
            {offer.text}
            {offer.on && <b> ✓ {words.quickOn}</b>}
          </span>
          <small>{offer.group}</small>
        </div>
      ))}
    </div>
  )
}

/** Do what an offer says; what was typed has done its work. */
function useChoose(talk: Talk, form: PistesForm): (offer: Offer) => void {
  const insert = useInsert(talk)
  return ({ does, text, on }) => {
    form.quick.value = ""
    if (does.is === "ask") return insert(does)
    if (does.is === "note") return notePistes(talk, form)
    if (does.is === "clear") {
      form.clear()
      form.said.value = words.saidCleared
      return
    }
    if (does.is === "restore") return restore(form)
    if (does.is === "adult") form.writerIs("adult")
    else if (does.is === "date") form.date(does.what, on ? "" : does.text)
    else form.toggle(does.mark)
    sayDone(form, on ? words.saidRemoved(text) : words.saidTicked(text))
  }
}

function restore(form: PistesForm): void {
  form.restore()
  form.focusAsked.value = true // a button that was pressed is gone
  sayDone(form, words.saidRestored)
}

function removeLast(form: PistesForm): void {
  const last = form.removeLast()
  if (last) sayDone(form, words.saidRemoved(markText(last)))
}

/** What was done, then what came of it. */
export function sayDone(form: PistesForm, done: string): void {
  const { pistes } = form.findings.value
  const next = form.ageDoubt.value
    ? words.pistesDoubtTitle
    : `${words.pistesCount(pistes.length)}.`
  form.said.value = `${done} ${next}`
}

/** A mark in words, be it a fact, a sign or a date. */
function markText(mark: string): string {
  const [kind = "", key = ""] = mark.split(": ")
  if (kind === "sign") return law.signs.find((one) => one.key === key)?.text ?? ""
  if (kind === "date") return words.pistesDated[key as keyof typeof words.pistesDated]
  return valueText(mark)
}

/** The panel moves under the field, which stays. */
function turnPage(key: string): boolean {
  const step = { PageDown: PAGE, PageUp: -PAGE }[key]
  const panel = document.getElementById("help-panel")
  if (!step || !panel) return false
  panel.scrollBy({ top: step * panel.clientHeight })
  return true
}

/** From where it is, or from outside the list, to the next or the one before. */
function beyond(at: number, step: number, length: number): number {
  return at < 0 && step < 0 ? length - 1 : (at + step + length) % length
}

function idOf({ key }: Offer): string {
  return `offer-${key.replace(/[^a-z0-9]+/g, "-")}`
}
