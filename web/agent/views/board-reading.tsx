/**
 * Reading a conversation along: what is said, the notes, and a whisper to the officer.
 * Nothing here can be written to the person, who sees that somebody reads.
 */
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks"
import type { Said } from "../../shared/line.ts"
import { STOP_READING_KEYS } from "../board-keys.ts"
import { useConsole } from "../context.ts"
import type { Reading } from "../joining-in.ts"
import { hour } from "../times.ts"
import { words } from "../words.ts"
import { focusRow } from "./board-rows.tsx"
import { Key, Problem, useAct } from "./form.tsx"

export function ReadingPane({ reading }: { readonly reading: Reading }) {
  const { board } = useConsole()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    title.current?.focus()
    return () => backToRow(reading.id)
  }, [reading])
  const { joined } = reading
  const state = reading.state.value
  const over = reading.stage.value === "over" || reading.stage.value === "failed"
  return (
    <section class="reading" aria-labelledby="reading-title">
      <header class="reading__head" data-danger={state?.danger ?? joined.danger}>
        <h2 id="reading-title" ref={title} tabIndex={-1}>
          {words.reading} · {words.desks[reading.desk] ?? reading.desk} ·{" "}
          {words.steps[state?.step ?? joined.step]}
        </h2>
        {!over && (state?.danger ?? joined.danger) && (
          <span class="mark mark--danger">▲ {words.danger}</span>
        )}
        {!over && (state?.minor ?? joined.minor) && (
          <span class="mark mark--minor">◆ {words.minor}</span>
        )}
        <button
          type="button"
          class="main"
          aria-keyshortcuts={STOP_READING_KEYS}
          onClick={() => board.stopReading()}
        >
          {words.readingStop}
        </button>
        <Key>{STOP_READING_KEYS}</Key>
      </header>
      {over ? (
        <Over reading={reading} />
      ) : (
        <>
          <p class="reading__banner">
            <b>◉ {words.readingBanner}</b> {words.readingUntil(hour(reading.until))}
            <span role="status">
              {!reading.reachable.value && ` ○ ${words.lineLost}`}
            </span>
          </p>
          <ReadLog reading={reading} />
          <Notes reading={reading} />
        </>
      )}
    </section>
  )
}

/** The table comes back: to where it was left, unless something else has the focus. */
function backToRow(conversation: string): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) focusRow(conversation)
  })
}

function Over({ reading }: { readonly reading: Reading }) {
  const failed = reading.stage.value === "failed"
  return (
    <div class="empty">
      <Problem
        text={`${failed ? `${words.readingFailed} ` : ""}${reading.trouble.value}`}
      />
    </div>
  )
}

const NEAR_END = 48 // pixels: closer than this, the log follows what arrives

function ReadLog({ reading }: { readonly reading: Reading }) {
  const box = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const said = reading.said.value
  useLayoutEffect(() => {
    if (box.current && follows.current) box.current.scrollTop = box.current.scrollHeight
  }, [said.length])
  return (
    <div
      ref={box}
      class="reading__log"
      role="log"
      aria-label={words.log}
      aria-busy={reading.state.value === null}
      tabIndex={0}
      onScroll={({ currentTarget: log }) => {
        const rest = log.scrollHeight - log.scrollTop - log.clientHeight
        follows.current = rest < NEAR_END
      }}
    >
      <ol>
        {said.map((one) => (
          <Message key={one.key} one={one} reading={reading} />
        ))}
      </ol>
    </div>
  )
}

function Message({ one, reading }: { readonly one: Said; readonly reading: Reading }) {
  const officer = reading.state.value?.agent ?? words.readingOfficer
  return (
    <li class={`said said--${one.side}`}>
      <span class="said__who">
        {one.side === "agent" ? officer : words.person}
        {one.at !== null && (
          <time dateTime={new Date(one.at).toISOString()} dir="ltr">
            {hour(one.at)}
          </time>
        )}
      </span>
      <p class="said__text" dir="auto">
        {one.text ?? <em>{words.unreadable}</em>}
      </p>
    </li>
  )
}

function Notes({ reading }: { readonly reading: Reading }) {
  const id = useId()
  const act = useAct()
  const notes = reading.notes.shown.value
  return (
    <div class="reading__notes">
      <h3>{words.notes}</h3>
      <ol class="notes" tabIndex={0} aria-label={words.notes}>
        {notes.length === 0 && <li class="quiet">{words.noNotes}</li>}
        {notes.map((note) => (
          <li key={note.n}>
            <p dir="auto">{note.text ?? <em>{words.unreadable}</em>}</p>
            <time dateTime={new Date(note.at).toISOString()} dir="ltr">
              {hour(note.at)}
            </time>
          </li>
        ))}
      </ol>
      <form
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          void act.run(() => reading.say())
        }}
      >
        <p class="field">
          <label for={id}>{words.whisper}</label>
          <textarea
            id={id}
            rows={2}
            dir="auto"
            autocomplete="off"
            spellcheck={false}
            aria-describedby={`${id}-rule`}
            value={reading.whisper.value}
            onInput={(event) => (reading.whisper.value = event.currentTarget.value)}
          />
          <small id={`${id}-rule`} class="quiet">
            {words.whisperRule}
          </small>
        </p>
        <button type="submit" aria-disabled={act.busy.value}>
          {words.whisperAdd}
        </button>
        <Problem text={act.trouble.value} />
      </form>
    </div>
  )
}
