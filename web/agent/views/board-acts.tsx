/**
 * The dock under the table: what can be done to the conversation chosen, then the one
 * act that is being asked. Always there, so that opening it moves nothing above.
 */
import { useEffect, useId, useRef } from "preact/hooks"
import { asksReason, type Opened, REASON_MOST, REASONED } from "../board-acts.ts"
import { ACT_KEYS } from "../board-keys.ts"
import { heirs, movable, whyNot } from "../board-offered.ts"
import type { BoardView } from "../board-shapes.ts"
import { useConsole } from "../context.ts"
import { clock } from "../times.ts"
import { words } from "../words.ts"
import { focusRow, nameOf } from "./board-rows.tsx"
import { Key, Problem, Select } from "./form.tsx"

export function Dock({ view }: { readonly view: BoardView }) {
  const { board } = useConsole()
  const { acting } = board
  const opened = acting.opened.value
  const row = board.row(board.chosen.value)
  return (
    <section class="dock" aria-label={words.actsTitle} data-idle={!opened && !row}>
      {opened ? (
        <Asking key={`${opened.kind} ${opened.subject}`} opened={opened} view={view} />
      ) : (
        <Acts />
      )}
      <Problem text={acting.trouble.value} />
    </section>
  )
}

function Acts() {
  const { board } = useConsole()
  const row = board.row(board.chosen.value)
  const { done } = board.acting
  return (
    <>
      <p class="dock__name">
        {row && <b>{nameOf(row, clock.value)}</b>}
        {!row && (
          <span class="quiet">
            {board.chosen.value ? words.rowGone : words.rowsHint}
          </span>
        )}
        <span role="status" class="dock__done">
          {done.value && `✓ ${done.value}`}
        </span>
      </p>
      <p class="acts">
        {REASONED.map((kind) => (
          <span key={kind} class="act">
            <button
              type="button"
              aria-disabled={!row || whyNot(kind, row, board.actor) !== ""}
              aria-keyshortcuts={ACT_KEYS[kind]}
              onClick={() => board.begin(kind)}
            >
              {words.acts[kind]}
            </button>
            <Key>{ACT_KEYS[kind]}</Key>
          </span>
        ))}
      </p>
    </>
  )
}

interface AskingProps {
  readonly opened: Opened
  readonly view: BoardView
}

function Asking({ opened, view }: AskingProps) {
  const { board } = useConsole()
  const { acting } = board
  const form = useRef<HTMLFormElement>(null)
  const before = useRef(document.activeElement)
  const { kind, subject } = opened
  useEffect(() => {
    // What is to be filled in; else the way back, so that Enter twice closes nothing.
    const found = form.current?.querySelectorAll<HTMLElement>("select, input, button")
    const first = found?.[0]
    const into = first instanceof HTMLButtonElement ? found?.[found.length - 1] : first
    into?.focus()
    return () => backTo(before.current, subject)
  }, [])
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return
    event.preventDefault()
    acting.cancel()
  }
  return (
    <form
      ref={form}
      class="asking"
      autocomplete="off"
      aria-labelledby="asking-title"
      onKeyDown={leave}
      onSubmit={(event) => {
        event.preventDefault()
        void acting.confirm()
      }}
    >
      <p class="asking__what">
        <b id="asking-title">
          {words.acts[kind]} · {aboutWhom(opened, view)}
        </b>{" "}
        <span class="quiet">{words.actsExplained[kind]}</span>
      </p>
      <div class="asking__fields">
        <Target opened={opened} view={view} />
        {kind === "capacity" && <Capacity />}
        {asksReason(kind) && <Reason />}
        <p class="acts">
          <button class="main" type="submit" aria-disabled={acting.busy.value}>
            {words.confirm}
          </button>
          <button type="button" onClick={() => acting.cancel()}>
            {words.cancel}
          </button>
        </p>
      </div>
    </form>
  )
}

/** Where the focus was; the row of the conversation when that has gone. */
function backTo(before: Element | null, subject: string): void {
  // After the paint: only then is it known whether something else has the focus.
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return
    if (before instanceof HTMLElement && before.isConnected) before.focus()
    else focusRow(subject)
  })
}

function aboutWhom({ kind, subject }: Opened, view: BoardView): string {
  if (kind === "close" || kind === "reopen") return words.wholeService
  if (kind === "pause" || kind === "unpause") {
    const desk = view.desks.find((one) => one.desk === subject)
    return desk ? (words.desks[desk.desk] ?? desk.desk) : subject
  }
  if (kind === "capacity") {
    const person = view.people.find(({ member }) => member === subject)
    return person?.shown_name ?? words.someone
  }
  const row = view.conversations.find(({ conversation }) => conversation === subject)
  return row ? nameOf(row, clock.value) : words.rowGone
}

function Target({ opened, view }: AskingProps) {
  const { acting } = useConsole().board
  const row = view.conversations.find((one) => one.conversation === opened.subject)
  const { target } = acting
  if (opened.kind === "move") {
    const choices = row ? movable(row) : []
    // A desk chosen stays chosen, also once it is no longer offered: the server says.
    return (
      <Select
        label={words.moveWhere}
        value={target.value}
        choices={withChosen(
          choices.map((desk) => [desk, words.desks[desk] ?? desk]),
          target.value,
        )}
        onChoice={(desk) => (target.value = desk)}
      />
    )
  }
  if (opened.kind !== "reassign") return null
  const people = row ? heirs(view, row) : []
  const choices = people.map(({ member, shown_name, held, capacity }) => {
    return [member, `${shown_name} · ${held}/${capacity}`] as [string, string]
  })
  return (
    <Select
      label={words.reassignTo}
      value={target.value}
      choices={{
        ...(row?.step === "line" ? {} : { "": words.reassignLine }),
        ...withChosen(choices, target.value),
      }}
      onChoice={(member) => (target.value = member)}
    />
  )
}

function withChosen(
  choices: readonly (readonly [string, string])[],
  chosen: string,
): Record<string, string> {
  const offered = Object.fromEntries(choices)
  if (chosen && !(chosen in offered)) offered[chosen] = words.noLongerOffered
  return offered
}

function Capacity() {
  const { capacity } = useConsole().board.acting
  const id = useId()
  return (
    <p class="field field--short">
      <label for={id}>{words.capacityLabel}</label>
      <input
        id={id}
        inputMode="numeric"
        autocomplete="off"
        maxLength={2}
        value={capacity.value}
        onInput={(event) => (capacity.value = event.currentTarget.value)}
      />
    </p>
  )
}

function Reason() {
  const { reason } = useConsole().board.acting
  const id = useId()
  return (
    <p class="field">
      <label for={id}>{words.actReason}</label>
      <input
        id={id}
        autocomplete="off"
        spellcheck={false}
        maxLength={REASON_MOST}
        aria-describedby={`${id}-rule`}
        value={reason.value}
        onInput={(event) => (reason.value = event.currentTarget.value)}
      />
      <small id={`${id}-rule`} class="quiet">
        {words.actReasonRule}
      </small>
    </p>
  )
}
