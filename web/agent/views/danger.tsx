/** « Danger »: tell it, the numbers, what to keep in mind, what happened. */
import { besideOf } from "../beside.ts"
import { tell } from "../danger.ts"
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"
import { CentrePart } from "./centre.tsx"
import { Key, Problem } from "./form.tsx"
import { NumbersCard } from "./numbers-card.tsx"
import { Timeline } from "./timeline.tsx"
import { Done } from "./transmit.tsx"

export function DangerPanel({ talk }: { readonly talk: Talk }) {
  return (
    <>
      <Tell talk={talk} />
      <NumbersCard talk={talk} />
      <CentrePart talk={talk} />
      <Done talk={talk} />
      <Points />
      <Timeline talk={talk} />
    </>
  )
}

interface TellProps {
  readonly talk: Talk
  /** Without what the key does, where room is short. */
  readonly short?: boolean
}

/** The key that tells it, and whether it was told. */
export function Tell({ talk, short }: TellProps) {
  const { told, dangerTrouble } = besideOf(talk)
  const said = told.value
    ? words.dangerTold
    : talk.danger.value
      ? words.dangerMarked
      : ""
  return (
    <section class="tell" data-danger={talk.danger.value}>
      <p role="status">
        {said && (
          <>
            <span aria-hidden="true">▲ </span>
            {said}
          </>
        )}
      </p>
      {!told.value && (
        <>
          <p class="acts">
            <button
              type="button"
              class="alarm"
              aria-keyshortcuts="Alt+D"
              onClick={() => void tell(talk)}
            >
              {words.dangerTell}
            </button>
            <Key>{words.dangerKeys}</Key>
          </p>
          {!short && <p class="quiet">{words.dangerWhat}</p>}
        </>
      )}
      <Problem text={dangerTrouble.value} />
    </section>
  )
}

/** A reminder to read, nothing to fill: facts are never asked as a grid. */
function Points() {
  return (
    <section class="points">
      <h3>{words.pointsTitle}</h3>
      <p class="quiet">{words.pointsWhat}</p>
      <ul>
        {words.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <h4>{words.controlTitle}</h4>
      <ul>
        {words.control.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  )
}
