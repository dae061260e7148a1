/**
 * The small menu that closes what is not for this service: a digit chooses, Enter
 * confirms, Escape leaves. Nothing is chosen when it opens.
 */
import { useLayoutEffect, useRef } from "preact/hooks"
import { useConsole } from "../context.ts"
import { QUICK, stopped } from "../quick-close.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { Key, Problem } from "./form.tsx"

export function QuickCloseMenu({ talk }: { readonly talk: Talk }) {
  const { quickClose, talks } = useConsole()
  const box = useRef<HTMLFormElement>(null)
  const why = stopped(talk)
  useLayoutEffect(() => box.current?.focus(), [])
  const leave = () => {
    quickClose.cancel()
    talks.focusOn.value = talk.id
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Escape") return leave()
    if (event.key === "Enter" && event.repeat) return event.preventDefault()
    if (event.altKey || event.ctrlKey || event.metaKey || why) return
    if (event.target instanceof HTMLTextAreaElement) return
    const outcome = QUICK[digitOf(event) - 1]
    if (outcome) {
      event.preventDefault()
      quickClose.choose(outcome)
    } else if (event.key === "Enter" && event.target === box.current) {
      event.preventDefault()
      box.current?.requestSubmit()
    }
  }
  return (
    <form
      ref={box}
      class="quick"
      tabIndex={-1}
      aria-label={words.quickTitle}
      autocomplete="off"
      onKeyDown={pressed}
      onSubmit={(event) => {
        event.preventDefault()
        void quickClose.confirm()
      }}
    >
      <h3>{words.quickTitle}</h3>
      {why ? <Problem text={why} /> : <Choices />}
      <p class="acts">
        {!why && (
          <>
            <button
              type="submit"
              class="main"
              aria-disabled={quickClose.busy.value || !quickClose.chosen.value}
            >
              {words.quickConfirm}
            </button>
            <Key>{words.quickEnter}</Key>
          </>
        )}
        <button type="button" onClick={leave}>
          {words.cancel}
        </button>
        <Key>{words.quickEscape}</Key>
      </p>
      <Problem text={quickClose.trouble.value} />
    </form>
  )
}

function Choices() {
  const { quickClose } = useConsole()
  const chosen = quickClose.chosen.value
  return (
    <>
      <p class="quiet">{words.quickHow}</p>
      <div class="quick__choices" role="group" aria-label={words.outcome}>
        {QUICK.map((outcome, at) => (
          <button
            key={outcome}
            type="button"
            aria-pressed={chosen === outcome}
            aria-keyshortcuts={String(at + 1)}
            onClick={(event) => {
              quickClose.choose(outcome)
              event.currentTarget.form?.focus() // so that Enter confirms
            }}
          >
            <Key>{at + 1}</Key> {chosen === outcome && "✓ "}
            {words.outcomes[outcome]}
          </button>
        ))}
      </div>
      {chosen && (
        <p class="field">
          <label for="quick-reason">{words.quickReason}</label>
          <textarea
            id="quick-reason"
            rows={2}
            maxLength={500}
            autocomplete="off"
            spellcheck={false}
            aria-describedby="quick-reason-rule"
            value={quickClose.reason.value}
            onInput={(event) => (quickClose.reason.value = event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey) return
              event.preventDefault()
              event.currentTarget.form?.requestSubmit()
            }}
          />
          <small id="quick-reason-rule" class="quiet">
            {words.reasonRule}
          </small>
        </p>
      )}
    </>
  )
}

/** The digit of the upper row, also where it gives « & é " ' »; 0 for another key. */
function digitOf({ key, code }: KeyboardEvent): number {
  return Number(/^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1] ?? (Number(key) || 0))
}
