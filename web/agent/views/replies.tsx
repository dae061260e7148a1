/**
 * Ready replies: searched, read, then inserted into the draft; never sent from here. The
 * list is a listbox that the search field steers, so nothing leaves the keyboard.
 */
import { type Signal, useSignal } from "@preact/signals"
import { useLayoutEffect, useRef } from "preact/hooks"
import { useConsole } from "../context.ts"
import { LIMITS, nextStep, stepsOf } from "../ladder.ts"
import { filterAsked, type Group, MINORS, offered } from "../reply-list.ts"
import type { Reply } from "../shapes.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { Key } from "./form.tsx"

const LIST = "replies-list"

export function Replies({ talk }: { readonly talk: Talk | undefined }) {
  const { replies, talks, area } = useConsole()
  const filter = useSignal("")
  const all = useSignal(false)
  const active = useSignal<string | null>(null)
  const minor = talk?.minor.value ?? false
  const danger = talk?.danger.value ?? false
  const asked = { filter: filter.value, minor, danger, all: all.value }
  const groups = offered(replies.value, asked)
  const flat = groups.flatMap(([, list]) => list)
  const first = filter.value.trim() ? flat[0] : undefined
  const chosen = flat.find(({ key }) => key === active.value) ?? first
  const insert = (reply: Reply | undefined) => {
    if (!talk?.writable.value || !reply) return
    talk.insert(reply.text)
    area.value = "talk"
    talks.focusOn.value = talk.id
  }
  if (replies.value.length === 0) return <p class="quiet">{words.repliesEmpty}</p>
  return (
    <div class="replies">
      <Search
        filter={filter}
        active={chosen?.key}
        move={(step) => (active.value = beyond(flat, chosen, step))}
        enter={() => insert(chosen)}
      />
      {minor && <Minor all={all} />}
      <p role="status" class="spoken">
        {filter.value && words.repliesCount(flat.length)}
      </p>
      {flat.length === 0 && <p class="quiet">{words.repliesNone}</p>}
      <List
        groups={groups}
        chosen={chosen}
        talk={talk}
        choose={(reply) => (active.value = reply.key)}
        insert={insert}
      />
      <Preview reply={chosen} talk={talk} insert={insert} />
    </div>
  )
}

/** The reply that many steps further, from one end to the other. */
function beyond(list: readonly Reply[], from: Reply | undefined, step: number) {
  const now = from ? list.indexOf(from) : step > 0 ? -1 : 0
  return list[(now + step + list.length) % list.length]?.key ?? null
}

interface SearchProps {
  readonly filter: Signal<string>
  readonly active: string | undefined
  readonly move: (step: number) => void
  readonly enter: () => void
}

function Search({ filter, active, move, enter }: SearchProps) {
  const { talks, area } = useConsole()
  const box = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    // Before the next key: what is searched must never fall into the message.
    if (!filterAsked.value) return
    filterAsked.value = false
    box.current?.select()
    box.current?.focus()
  }, [filterAsked.value])
  const pressed = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
    if (event.key === "ArrowDown") move(1)
    else if (event.key === "ArrowUp") move(-1)
    else if (event.key === "Enter") enter()
    else if (event.key === "Escape" && filter.value) filter.value = ""
    else if (event.key === "Escape" && talks.current.value) {
      area.value = "talk"
      talks.focusOn.value = talks.current.value.id
    } else return
    event.preventDefault()
  }
  return (
    <div class="replies__search">
      <label for="replies-filter">
        {words.repliesFilter} <Key>{words.repliesFilterKeys}</Key>
      </label>
      <input
        id="replies-filter"
        ref={box}
        type="text"
        role="combobox"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded="true"
        aria-controls={LIST}
        aria-activedescendant={active && `reply-${active}`}
        aria-keyshortcuts="Alt+F"
        aria-describedby="replies-how"
        value={filter.value}
        onInput={(event) => (filter.value = event.currentTarget.value)}
        onKeyDown={pressed}
      />
      <p id="replies-how" class="quiet">
        {words.repliesHow}
      </p>
    </div>
  )
}

/** With a minor: what not to do, and the other groups only when asked for. */
function Minor({ all }: { readonly all: Signal<boolean> }) {
  return (
    <div class="replies__minor">
      <p>
        <strong>◆ {words.minor}</strong> {words.minorRule}
      </p>
      <button type="button" onClick={() => (all.value = !all.value)}>
        {all.value ? words.minorAlone : words.minorAll}
      </button>
    </div>
  )
}

interface ListProps {
  readonly groups: readonly Group[]
  readonly chosen: Reply | undefined
  readonly talk: Talk | undefined
  readonly choose: (reply: Reply) => void
  readonly insert: (reply: Reply) => void
}

function List({ groups, chosen, talk, choose, insert }: ListProps) {
  const { replies } = useConsole()
  const box = useRef<HTMLDivElement>(null)
  const steps = stepsOf(replies.value)
  const next = talk ? nextStep(steps, talk.said.value) : undefined
  useLayoutEffect(() => {
    const option = chosen && document.getElementById(`reply-${chosen.key}`)
    option?.scrollIntoView({ block: "nearest" })
  }, [chosen?.key])
  return (
    <div
      role="listbox"
      id={LIST}
      class="replies__list"
      aria-label={words.replies}
      ref={box}
    >
      {groups.map(([group, list]) => (
        <div key={group} role="group" aria-labelledby={`group-${group}`}>
          <div
            id={`group-${group}`}
            role="presentation"
            class="replies__group"
            data-first={group === MINORS}
          >
            {words.groups[group] ?? group}
            {group === LIMITS && next === null && <small> {words.ladderOver}</small>}
          </div>
          {list.map((reply) => (
            <div
              key={reply.key}
              role="option"
              id={`reply-${reply.key}`}
              class="replies__option"
              aria-selected={reply.key === chosen?.key}
              onClick={() => choose(reply)}
              onDblClick={() => insert(reply)}
            >
              {group === LIMITS && reply === next && (
                <strong class="replies__step">→ {words.ladderNext}</strong>
              )}
              {group === LIMITS ? stepTitle(reply, steps) : reply.title}
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}

/** With its rank in the ladder, unless the title says it already. */
function stepTitle(reply: Reply, steps: readonly Reply[]): string {
  if (/^\d/.test(reply.title)) return reply.title
  return `${steps.indexOf(reply) + 1}. ${reply.title}`
}

interface PreviewProps {
  readonly reply: Reply | undefined
  readonly talk: Talk | undefined
  readonly insert: (reply: Reply | undefined) => void
}

/** As high with a long text as without one: the list does not move under the hand. */
function Preview({ reply, talk, insert }: PreviewProps) {
  return (
    <section class="replies__preview" aria-label={reply?.title ?? words.replies}>
      {reply ? (
        <>
          <p class="replies__text" dir="auto" tabIndex={0}>
            {reply.text}
          </p>
          <p class="acts">
            <button
              type="button"
              aria-disabled={!talk?.writable.value}
              onClick={() => insert(reply)}
            >
              {words.insert}
            </button>
            {!talk && <span class="quiet">{words.needTalk}</span>}
            {reply.version > 0 && (
              <small class="quiet">{words.repliesVersion(reply.version)}</small>
            )}
          </p>
        </>
      ) : (
        <p class="quiet">
          {words.repliesPick} {words.replyNeverSent}
        </p>
      )}
    </section>
  )
}
