/**
 * Who is on duty, and how many conversations each holds, on how many places. Nothing
 * here measures anybody: no speed, no count of the day.
 */
import type { BoardView, Person } from "../board-shapes.ts"
import { useConsole } from "../context.ts"
import { words } from "../words.ts"
import { Since } from "./board-times.tsx"

export function People({ view }: { readonly view: BoardView }) {
  const people = view.people.filter(onDuty)
  const help = new Set(
    view.alarms.filter(({ kind }) => kind === "support").map(({ subject }) => subject),
  )
  return (
    <section class="people" aria-labelledby="people-title">
      <h2 id="people-title">
        {words.people} <span class="count">{people.length}</span>
      </h2>
      {people.length === 0 ? (
        <p class="quiet">{words.peopleNone}</p>
      ) : (
        <ul>
          {people.map((person) => (
            <Item
              key={person.member}
              person={person}
              asksHelp={help.has(person.member)}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

/** Who answers at a desk and is here, or is not and still holds somebody. */
function onDuty({ desks, here, held }: Person): boolean {
  return desks.length > 0 && (here || held > 0)
}

interface ItemProps {
  readonly person: Person
  readonly asksHelp: boolean
}

function Item({ person, asksHelp }: ItemProps) {
  const desks = person.desks.map((desk) => words.desks[desk] ?? desk).join(", ")
  return (
    <li class="person">
      <p class="person__who">
        <StatusMark person={person} /> <b>{person.shown_name}</b>{" "}
        <span class="quiet">{desks}</span>
        {asksHelp && <span class="mark mark--danger">▲ {words.personHelp}</span>}
        <StatusWords person={person} />
      </p>
      <Places person={person} />
    </li>
  )
}

const SHAPES = { on: "●", pause: "‖", away: "○" } as const

function StatusMark({ person }: { readonly person: Person }) {
  return (
    <span class="person__mark" data-on={person.here && person.status === "on"}>
      <span aria-hidden="true">{person.here ? SHAPES[person.status] : "✕"}</span>
      <span class="spoken">{person.here && words.statuses[person.status]}</span>
    </span>
  )
}

/** Being on duty goes without saying: the others are said, and since when. */
function StatusWords({ person }: { readonly person: Person }) {
  if (!person.here) return <span class="mark mark--long">{words.personGone}</span>
  if (person.status === "on") return null
  return (
    <span class="mark" aria-hidden="true">
      {words.statuses[person.status]}{" "}
      {person.since !== null && <Since at={person.since} />}
    </span>
  )
}

/** So many squares are read at once; past that the number alone says it. */
const DRAWN_MOST = 8

function Places({ person }: { readonly person: Person }) {
  const { acting } = useConsole().board
  const { member, shown_name, held, capacity } = person
  const opened = acting.opened.value
  const drawn = Math.min(Math.max(capacity, held), DRAWN_MOST)
  return (
    <button
      type="button"
      class="places plain small"
      aria-expanded={opened?.kind === "capacity" && opened.subject === member}
      onClick={() =>
        acting.begin({ kind: "capacity", subject: member }, String(capacity))
      }
    >
      <span class="places__drawn" aria-hidden="true">
        {capacity <= DRAWN_MOST &&
          Array.from({ length: drawn }, (_, at) => (
            <i key={at} data-held={at < held} />
          ))}
      </span>
      {held}/{capacity}
      <span class="spoken">{words.personChange(shown_name)}</span>
    </button>
  )
}
