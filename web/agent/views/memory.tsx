/** A report from memory: the card that offers it for the time left, and its form. */
import { useEffect } from "preact/hooks"
import { useConsole } from "../context.ts"
import type { Memory } from "../shapes.ts"
import { clock } from "../times.ts"
import { words } from "../words.ts"
import { Problem } from "./form.tsx"
import { ReportFields } from "./report-fields.tsx"

const MINUTE = 60_000 // milliseconds

/** In the left column, as long as something may still be written. */
export function MemoryCards() {
  const { memories } = useConsole()
  const offered = memories.offered.value
  if (offered.length === 0) return null
  return (
    <section class="memories" aria-label={words.memoryTitle}>
      {offered.map((memory) => (
        <Card key={memory.conversation} memory={memory} />
      ))}
    </section>
  )
}

function Card({ memory }: { readonly memory: Memory }) {
  const { memories, screen, session } = useConsole()
  const begin = () => {
    memories.begin(memory)
    screen.value = "memory"
    void memories.giveBack(session.unsaidKey, memory)
  }
  return (
    <div class="memories__one">
      <p>
        {words.memoryCard} <strong>{left(memory)}</strong>
      </p>
      <button type="button" onClick={begin}>
        {words.memoryWrite}
      </button>
    </div>
  )
}

function left({ until }: Memory): string {
  const minutes = Math.max(1, Math.ceil((until - clock.value) / MINUTE))
  return words.memoryLeft(words.minutes(minutes))
}

export function MemoryPage() {
  const { memories, screen } = useConsole()
  useEffect(() => {
    document.querySelector<HTMLElement>(".memory textarea")?.focus()
  }, [])
  const memory = memories.chosen.value
  const back = (
    <button type="button" onClick={() => (screen.value = "desk")}>
      {words.memoryBack}
    </button>
  )
  if (!memory) {
    return (
      <main class="page">
        <h1>{words.memoryTitle}</h1>
        <p role="status">{memories.done.value ? words.memoryDone : words.memoryOver}</p>
        {back}
      </main>
    )
  }
  const isOver = memory.until <= clock.value
  return (
    <main class="page memory">
      <h1>
        {words.memoryTitle} <span class="mark mark--wait">{left(memory)}</span>
      </h1>
      <p>{words.memoryWhat}</p>
      <form
        class="report"
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          void memories.save()
        }}
      >
        <ReportFields
          doc={memories.doc.value}
          change={(part) => memories.change(part)}
          minor={false}
        />
        <p class="acts">
          <button
            type="submit"
            class="main"
            aria-disabled={memories.busy.value || isOver}
          >
            {words.memorySave}
          </button>
          {back}
        </p>
        <Problem text={isOver ? words.memoryOver : memories.trouble.value} />
      </form>
    </main>
  )
}
