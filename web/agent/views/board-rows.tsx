/** One row per conversation, without a word of text: where, since when, with whom. */
import { useLayoutEffect, useRef } from "preact/hooks"
import type { BoardRow, BoardView } from "../board-shapes.ts"
import { useConsole } from "../context.ts"
import { words } from "../words.ts"
import { minutesSince, clock } from "../times.ts"
import { inWords, Since } from "./board-times.tsx"

const TITLE = "rows-title"

/** Put the focus on a conversation's row once it is there; on the heading if it has gone. */
export function focusRow(conversation: string): void {
  // After the paint: the table may be coming back from behind a reading.
  requestAnimationFrame(() => {
    const row = document.getElementById(rowId(conversation))
    const into = row ?? document.getElementById(TITLE)
    into?.focus()
    into?.scrollIntoView({ block: "nearest" })
  })
}

export function Rows({ view }: { readonly view: BoardView }) {
  const { board } = useConsole()
  const rows = view.conversations
  const body = useKeptFocus()
  const first = board.row(board.chosen.value)
    ? board.chosen.value
    : rows[0]?.conversation
  return (
    <section class="rows" aria-labelledby={TITLE}>
      <h2 id={TITLE} tabIndex={-1}>
        {words.rows} <span class="count">{rows.length + view.more}</span>
      </h2>
      <div class="rows__scroll">
        {rows.length === 0 ? (
          <p class="quiet">{words.rowsNone}</p>
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">{words.rowDesk}</th>
                <th scope="col">{words.rowStep}</th>
                <th scope="col">{words.rowSince}</th>
                <th scope="col">{words.rowOpened}</th>
                <th scope="col">{words.rowMember}</th>
                <th scope="col">{words.rowMarks}</th>
              </tr>
            </thead>
            <tbody ref={body} onKeyDown={walk}>
              {rows.map((row) => (
                <Row
                  key={row.conversation}
                  row={row}
                  view={view}
                  reached={row.conversation === first}
                />
              ))}
            </tbody>
          </table>
        )}
        {view.more > 0 && <p class="quiet">{words.rowsMore(view.more)}</p>}
      </div>
    </section>
  )
}

interface RowProps {
  readonly row: BoardRow
  readonly view: BoardView
  /** The one row that Tab reaches; arrows go to the others. */
  readonly reached: boolean
}

function Row({ row, view, reached }: RowProps) {
  const { board } = useConsole()
  const chosen = board.chosen.value === row.conversation
  const choose = () => board.choose(row.conversation)
  const who = view.people.find(({ member }) => member === row.member)
  return (
    <tr data-chosen={chosen} data-danger={row.danger} onClick={choose}>
      <th scope="row">
        <button
          type="button"
          class="plain"
          id={rowId(row.conversation)}
          aria-pressed={chosen}
          aria-label={nameOf(row, clock.value)}
          tabIndex={reached ? 0 : -1}
          onClick={choose}
        >
          {deskNames(row)}
        </button>
      </th>
      <td>
        {words.steps[row.step]}
        {row.position !== null && (
          <span class="quiet"> · {words.rowPosition(row.position)}</span>
        )}
      </td>
      <td class="figure">
        <Since at={row.since} />
      </td>
      <td class="figure quiet">
        <Since at={row.opened_at} />
      </td>
      <td>{who ? who.shown_name : row.member ? words.someone : "–"}</td>
      <td>
        <Marks row={row} />
      </td>
    </tr>
  )
}

function Marks({ row }: { readonly row: BoardRow }) {
  const language = words.languages[row.language]
  return (
    <span class="marks">
      {row.danger && <span class="mark mark--danger">▲ {words.danger}</span>}
      {row.minor && <span class="mark mark--minor">◆ {words.minor}</span>}
      {row.report && <span class="mark mark--report">■ {words.rowReport}</span>}
      {row.silent_since !== null && (
        <span class="mark">
          … {words.rowSilent(inWords(minutesSince(row.silent_since, clock.value)))}
        </span>
      )}
      {row.joined && <span class="mark">◉ {words.rowJoined}</span>}
      {language && <span class="quiet">{language}</span>}
    </span>
  )
}

/** How a conversation is called, here and in the panel that acts on it. */
export function nameOf(row: BoardRow, now: number): string {
  const since = inWords(minutesSince(row.since, now))
  return words.rowNamed(deskNames(row), words.steps[row.step].toLowerCase(), since)
}

function deskNames({ desk, desks, step }: BoardRow): string {
  const names = step === "line" && desks.length > 0 ? desks : [desk]
  return names.map((one) => words.desks[one] ?? one).join(" + ")
}

function rowId(conversation: string): string {
  return `row-${conversation}`
}

/** Up and down go from row to row, as in any list. */
function walk(event: KeyboardEvent): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
  if (!step || !(event.currentTarget instanceof HTMLElement)) return
  event.preventDefault()
  const rows = [...event.currentTarget.querySelectorAll("button")]
  const now = rows.findIndex((one) => one === document.activeElement)
  rows[now + step]?.focus()
}

/**
 * Renewed rows keep the focus: moving a row in the page takes it away, and a row that
 * has gone leaves it nowhere; then the heading has it.
 */
function useKeptFocus() {
  const body = useRef<HTMLTableSectionElement>(null)
  const last = useRef<HTMLElement | null>(null)
  useLayoutEffect(() => {
    const lost = last.current
    if (lost && document.activeElement === document.body) {
      if (lost.isConnected) lost.focus({ preventScroll: true })
      else document.getElementById(TITLE)?.focus({ preventScroll: true })
    }
    const now = document.activeElement
    last.current =
      now instanceof HTMLElement && body.current?.contains(now) ? now : null
  })
  return body
}
