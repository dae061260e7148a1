/** Ready replies: read first, then inserted into the draft; never sent from here. */
import { useSignal } from "@preact/signals"
import { useConsole } from "../context.ts"
import type { Reply } from "../shapes.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"

export function Replies({ talk }: { readonly talk: Talk | undefined }) {
  const { replies, talks } = useConsole()
  const open = useSignal<string | null>(null)
  const insert = (reply: Reply) => {
    if (!talk) return
    talk.insert(reply.text)
    talks.focusOn.value = talk.id
  }
  if (replies.value.length === 0) return <p class="quiet">{words.repliesEmpty}</p>
  return (
    <>
      <p class="quiet">{words.replyNeverSent}</p>
      {grouped(replies.value).map(([group, list]) => (
        <section key={group} class="replies">
          <h3>{words.groups[group] ?? group}</h3>
          <ul>
            {list.map((reply) => (
              <li key={reply.key}>
                <button
                  type="button"
                  class="plain"
                  aria-expanded={open.value === reply.key}
                  onClick={() => {
                    open.value = open.value === reply.key ? null : reply.key
                  }}
                >
                  {reply.title}
                </button>
                {open.value === reply.key && (
                  <div class="replies__preview">
                    <p dir="auto">{reply.text}</p>
                    <button
                      type="button"
                      aria-disabled={!talk?.writable.value}
                      onClick={() => insert(reply)}
                    >
                      {words.insert}
                    </button>
                    {!talk && <span class="quiet"> {words.needTalk}</span>}
                  </div>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function grouped(replies: readonly Reply[]): [string, Reply[]][] {
  const groups = new Map<string, Reply[]>()
  for (const reply of replies) {
    const group = groups.get(reply.group) ?? []
    groups.set(reply.group, [...group, reply])
  }
  return [...groups]
}
