/**
 * The middle column: a tab for each conversation in hand, and the one in front, or
 * several side by side. A tab never moves: its place is its number.
 */
import { useConsole } from "../context.ts"
import { words } from "../words.ts"
import { Column } from "./column.tsx"
import { Key } from "./form.tsx"
import { Tab } from "./tab.tsx"
import { LeftOver } from "./unsaid.tsx"

export function TalkPane() {
  const { talks } = useConsole()
  const held = talks.tabs.value
  const shown = talks.shown.value
  return (
    <section class="talks" aria-label={words.talkArea}>
      <Bar />
      <LeftOver />
      {shown.length === 0 ? (
        <p class="empty">{held.length > 0 ? words.chooseOne : words.none}</p>
      ) : (
        <div class="columns" data-columns={shown.length}>
          {shown.map((id) => (
            <Column key={id} id={id} />
          ))}
        </div>
      )}
    </section>
  )
}

function Bar() {
  const { talks } = useConsole()
  const held = talks.tabs.value
  const last = Math.max(0, ...held.map((one) => talks.numberOf(one.conversation)))
  const places = Array.from({ length: last }, (_, at) => at + 1)
  return (
    <div class="talks__bar">
      <nav class="tabs" aria-label={words.mine}>
        {places.map((n) => {
          const one = held.find((tab) => talks.numberOf(tab.conversation) === n)
          return one ? <Tab key={n} n={n} held={one} /> : <Free key={n} n={n} />
        })}
      </nav>
      <ResumeAll />
    </div>
  )
}

/** A place that was left: those after it stay where they are. */
function Free({ n }: { readonly n: number }) {
  return (
    <span class="tab tab--free">
      <span aria-hidden="true">
        {n} · {words.free}
      </span>
      <span class="spoken">{words.place(n)}</span>
    </span>
  )
}

/** After a lock or a reload: one press for all. */
function ResumeAll() {
  const { talks } = useConsole()
  const closed = talks.closed.value.length
  if (closed < 2) return null
  return (
    <p class="acts talks__act">
      <button
        type="button"
        class="main"
        aria-keyshortcuts={words.resumeAllKeys}
        onClick={() => void talks.resumeAll()}
      >
        {words.resumeAll(closed)}
      </button>
      <Key>{words.resumeAllKeys}</Key>
    </p>
  )
}
