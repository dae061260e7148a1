/** « Salle »: the whole room on one screen, and not one word of a visitor in it. */
import { useEffect } from "preact/hooks"
import { freePlaces, isLong, oldestAt, waiting } from "../board-numbers.ts"
import type { BoardView } from "../board-shapes.ts"
import { useConsole } from "../context.ts"
import { clock } from "../times.ts"
import { words } from "../words.ts"
import { Dock } from "./board-acts.tsx"
import { Alarms } from "./board-alarms.tsx"
import { Desks } from "./board-desks.tsx"
import { Hours } from "./board-hours.tsx"
import { People } from "./board-people.tsx"
import { ReadingPane } from "./board-reading.tsx"
import { Rows } from "./board-rows.tsx"
import { exactly } from "./board-times.tsx"

export function Room() {
  const { board } = useConsole()
  useEffect(() => {
    board.enter()
    return () => board.leave()
  }, [])
  const view = board.poll.view.value
  return (
    <main class="room">
      <h1 class="spoken">{words.room}</h1>
      <Spoken />
      {view ? <Open view={view} /> : <p class="empty">{words.boardLoading}</p>}
    </main>
  )
}

/** There before it speaks: a region that comes with its words is not announced. */
function Spoken() {
  const { n, sentence } = useConsole().board.spoken.value
  return (
    <div role="alert" class="spoken">
      {sentence && <p key={n}>{sentence}</p>}
    </div>
  )
}

function Open({ view }: { readonly view: BoardView }) {
  const reading = useConsole().board.reading.value
  return (
    <>
      <Numbers view={view} />
      <div class="room__side">
        <Alarms view={view} />
        <People view={view} />
        <Hours />
      </div>
      <Desks desks={view.desks} />
      {reading ? <ReadingPane reading={reading} /> : <Rows view={view} />}
      <Dock view={view} />
    </>
  )
}

function Numbers({ view }: { readonly view: BoardView }) {
  const { board } = useConsole()
  const now = clock.value
  const inLine = waiting(view)
  const oldest = oldestAt(view)
  const free = freePlaces(view)
  const long = isLong(oldest, now)
  return (
    <section class="numbers" aria-label={words.numbers}>
      <p class="number">
        <b>{inLine.some ? words.atLeast(inLine.n) : inLine.n}</b>
        <span>{words.numberWaiting(inLine.n)}</span>
      </p>
      <p class="number" data-long={long}>
        <b dir="ltr">{oldest === null ? "–" : exactly(oldest, now)}</b>
        <span>
          {words.numberOldest}
          {long && (
            <>
              {" "}
              <strong class="long-word">◷ {words.long}</strong>
            </>
          )}
        </span>
      </p>
      <p class="number" data-long={free === 0 && inLine.n > 0}>
        <b>{free}</b>
        <span>{words.numberFree(free)}</span>
      </p>
      <Service closed={view.closed} />
      <p role="status" class="room__stale">
        {!board.poll.reachable.value && `○ ${words.boardStale}`}
      </p>
    </section>
  )
}

function Service({ closed }: { readonly closed: boolean }) {
  const { acting } = useConsole().board
  const kind = closed ? "reopen" : "close"
  return (
    <p class="service" data-closed={closed}>
      <span class={closed ? "mark mark--danger" : "mark"}>
        {closed ? `■ ${words.serviceClosed}` : `● ${words.serviceOpen}`}
      </span>
      <button
        type="button"
        class="small"
        aria-expanded={acting.opened.value?.kind === kind}
        onClick={() => acting.begin({ kind, subject: "" })}
      >
        {words.acts[kind]}
      </button>
    </p>
  )
}
