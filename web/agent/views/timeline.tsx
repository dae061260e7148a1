/** What happened to this conversation: hours, acts and names; not one word of it. */
import { useEffect } from "preact/hooks"
import { besideOf } from "../beside.ts"
import { useConsole } from "../context.ts"
import { readTimeline } from "../danger.ts"
import type { Happened } from "../shapes.ts"
import type { Talk } from "../talk.ts"
import { hour } from "../times.ts"
import { words } from "../words.ts"
import { Problem, useAct } from "./form.tsx"

export function Timeline({ talk }: { readonly talk: Talk }) {
  const { api } = useConsole()
  const act = useAct()
  const { events, told } = besideOf(talk)
  const read = () => void act.run(() => readTimeline(talk, api))
  useEffect(read, [told.value])
  const found = events.value
  return (
    <section class="timeline">
      <h3>{words.timelineTitle}</h3>
      <Problem text={act.trouble.value} />
      {found?.length === 0 && <p class="quiet">{words.timelineEmpty}</p>}
      <ol>
        {found?.map((one, at) => (
          <Row key={at} one={one} />
        ))}
      </ol>
      <button type="button" aria-disabled={act.busy.value} onClick={read}>
        {words.timelineRead}
      </button>
    </section>
  )
}

function Row({ one }: { readonly one: Happened }) {
  return (
    <li>
      <time dateTime={new Date(one.at).toISOString()} dir="ltr">
        {hour(one.at)}
      </time>
      <span>
        {words.timelineWhat[one.what] ?? words.timelineOther}
        {one.by && <span class="quiet"> {words.timelineBy(one.by)}</span>}
      </span>
    </li>
  )
}
