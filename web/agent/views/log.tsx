/** The messages of one conversation, oldest first. Text is only ever text. */
import { useEffect, useLayoutEffect, useRef } from "preact/hooks"
import { useSignal } from "@preact/signals"
import { cardTitle } from "../../shared/card-title.ts"
import type { Said } from "../../shared/line.ts"
import { cardIn } from "../card-text.ts"
import { useConsole } from "../context.ts"
import type { Talk } from "../talk.ts"
import { hour } from "../times.ts"
import { words } from "../words.ts"

const NEAR_END = 48 // pixels: closer than this, the log follows what arrives

interface LogProps {
  readonly talk: Talk
  /** Read aloud as it comes: only the one in front, or voices would mix. */
  readonly spoken: boolean
}

export function Log({ talk, spoken }: LogProps) {
  const box = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const size = useRef("")
  const behind = useSignal(false)
  const said = talk.said.value
  const scrolled = () => {
    const log = box.current
    // A box that changed its size scrolls by itself: nobody has left the end.
    if (!log || sizeOf(log) !== size.current) return
    follows.current = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END
    if (follows.current) behind.value = false
  }
  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight
  }
  useEffect(() => {
    const log = box.current
    if (!log) return
    // A panel that opens, or columns side by side, leave less room: stay at the end.
    const sizes = new ResizeObserver(() => {
      size.current = sizeOf(log)
      if (follows.current) toEnd()
    })
    sizes.observe(log)
    return () => sizes.disconnect()
  }, [])
  useLayoutEffect(() => {
    if (follows.current) toEnd()
    else behind.value = true
  }, [said.length])
  return (
    <div class="log">
      <div
        class="log__scroll"
        ref={box}
        role="log"
        aria-live={spoken ? "polite" : "off"}
        aria-label={words.log}
        aria-busy={!talk.settled}
        tabIndex={0}
        onScroll={scrolled}
      >
        <ol>
          {said.map((one) => (
            <Message key={one.key} one={one} talk={talk} />
          ))}
        </ol>
      </div>
      {behind.value && (
        <button type="button" class="log__more" onClick={toEnd}>
          {words.more}
        </button>
      )}
    </div>
  )
}

function sizeOf({ clientWidth, clientHeight }: HTMLElement): string {
  return `${clientWidth} ${clientHeight}`
}

function Message({ one, talk }: { readonly one: Said; readonly talk: Talk }) {
  return (
    <li class={`said said--${one.side}`}>
      <span class="said__who">
        {one.side === "agent" ? words.you : words.person}
        {one.at !== null && (
          <time dateTime={new Date(one.at).toISOString()} dir="ltr">
            {hour(one.at)}
          </time>
        )}
        {one.side === "agent" && cardTitle(one.text ?? "") && (
          <CardMark text={one.text ?? ""} />
        )}
      </span>
      <p class="said__text" dir="auto">
        {one.text ?? <em>{words.unreadable}</em>}
      </p>
      {one.side === "agent" && <Fate one={one} talk={talk} />}
    </li>
  )
}

/** A card, and in which French while its text is the one in use. */
function CardMark({ text }: { readonly text: string }) {
  const body = cardIn(text, useConsole().cards.value)?.body
  return (
    <span class="mark">
      {body ? words.cardMarkBody(words.cardsBodies[body]) : words.cardMark}
    </span>
  )
}

function Fate({ one, talk }: { readonly one: Said; readonly talk: Talk }) {
  if (one.fate === "sent") return <span class="said__fate">{words.sent} ✓</span>
  if (one.fate === "sending" && talk.reachable.value) {
    return <span class="said__fate">{words.sending}</span>
  }
  return (
    <span class="said__fate said__fate--not">
      ✕ {one.fate === "sending" ? words.notYetSent : words.notSent}{" "}
      <button type="button" onClick={() => talk.retry()}>
        {words.retry}
      </button>
    </span>
  )
}
