/** What the visitor said of herself, as the tab and the header show it. */
import { minutesSince } from "../times.ts"
import { words } from "../words.ts"

/** What she said of danger and age: a word in a shape, not a colour alone. */
export function Marks(props: { readonly danger: boolean; readonly minor: boolean }) {
  return (
    <>
      {props.danger && <strong class="mark mark--danger">▲ {words.danger}</strong>}
      {props.minor && <strong class="mark mark--minor">◆ {words.minor}</strong>}
    </>
  )
}

/** What the visitor reads in, when it is not French. */
export function Language({ code }: { readonly code: string }) {
  const language = words.languages[code]
  return language ? <span class="mark">{words.reads(language)}</span> : null
}

/** "4 min", or that it is less than one. */
export function lasting(since: number, now: number): string {
  const minutes = minutesSince(since, now)
  return minutes < 1 ? words.lessThanMinute : words.minutes(minutes)
}
