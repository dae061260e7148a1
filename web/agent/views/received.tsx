/** The summary a colleague left: the first thing seen by who takes over. */
import { besideOf } from "../beside.ts"
import { useConsole } from "../context.ts"
import { summaryIn } from "../handover.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"

export function Received({ talk }: { readonly talk: Talk }) {
  const { talks } = useConsole()
  const beside = besideOf(talk)
  const found = summaryIn(talk.notes.shown.value)
  if (!found || beside.read.value.has(found.n) || beside.noted) return null
  return (
    <section class="line line--received" aria-label={words.handoverReceived}>
      <p dir="auto">
        <strong>{words.handoverReceived}</strong> {found.now}
        {found.next && (
          <>
            <br />
            {words.handoverToDo(found.next)}
          </>
        )}
      </p>
      <button
        type="button"
        onClick={() => {
          beside.putAway(found.n)
          talks.focusOn.value = talk.id
        }}
      >
        {words.handoverRead}
      </button>
    </section>
  )
}
