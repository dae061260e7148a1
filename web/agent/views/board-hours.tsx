/** The last six hours, renewed each minute; their place is kept while they are read. */
import { useSignal } from "@preact/signals"
import { useEffect, useRef } from "preact/hooks"
import { readHours } from "../board-hours.ts"
import { useConsole } from "../context.ts"
import { words } from "../words.ts"

const RENEWED_EVERY = 60_000 // milliseconds

export function Hours() {
  const { api } = useConsole()
  const drawing = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLDivElement>(null)
  const unread = useSignal(false)
  useEffect(() => {
    let stop = () => {}
    const read = () => {
      stop()
      stop = readHours(api.token, (found) => {
        unread.value = found === null
        if (!found) return
        drawing.current?.replaceChildren(found.drawing)
        table.current?.replaceChildren(found.table)
      })
    }
    read()
    const timer = setInterval(read, RENEWED_EVERY)
    return () => {
      clearInterval(timer)
      stop()
    }
  }, [])
  return (
    <section class="hours" aria-labelledby="hours-title">
      <h2 id="hours-title">{words.hours}</h2>
      {unread.value && <p class="quiet">{words.hoursUnread}</p>}
      <div ref={drawing} class="hours__drawn" />
      <details>
        <summary>{words.hoursTable}</summary>
        <div
          ref={table}
          class="hours__table"
          role="group"
          aria-label={words.hoursTable}
          tabIndex={0}
        />
      </details>
    </section>
  )
}
