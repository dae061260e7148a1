/** Which act is offered for which conversation, and the sentence that says why not. */
import type { ReasonedAct } from "./board-acts.ts"
import { canTake } from "./board-numbers.ts"
import type { BoardRow, BoardView, Person } from "./board-shapes.ts"
import type { Desk } from "./shapes.ts"
import { words } from "./words.ts"

/** Who acts. */
export interface Actor {
  readonly id: string
  /** Whether this supervisor also answers visitors. */
  readonly answers: boolean
  readonly holds: (desk: Desk) => boolean
}

/** Why this cannot be done to it now; "" when it can. The server decides again. */
export function whyNot(kind: ReasonedAct, row: BoardRow, actor: Actor): string {
  return offered(kind, row, actor) ? "" : words.actsRefused[kind]
}

/** Desks to which its key is sealed and in front of which it does not stand yet. */
export function movable(row: BoardRow): readonly Desk[] {
  return row.sealed_to.filter((desk) => !row.desks.includes(desk) && desk !== row.desk)
}

/** Who could have it: here, on duty, with a place, at a desk that can open it. */
export function heirs(view: BoardView, row: BoardRow): readonly Person[] {
  const opens = openedAt(row)
  return view.people.filter(
    (person) =>
      canTake(person) &&
      person.member !== row.member &&
      person.desks.some((desk) => opens.includes(desk)),
  )
}

/** The desks as which it could be had now: on hold, she comes back by herself. */
function openedAt({ step, desk, desks }: BoardRow): readonly Desk[] {
  if (step === "line") return desks
  return step === "talking" || step === "frozen" ? [desk] : []
}

function offered(kind: ReasonedAct, row: BoardRow, actor: Actor): boolean {
  if (kind === "raise") return row.step === "line"
  if (kind === "move") return row.step === "line" && movable(row).length > 0
  if (kind === "join") return actor.holds(row.desk)
  if (kind === "release") return row.danger || row.minor
  if (kind === "reassign") return row.step === "line" || row.member !== null
  const opens = openedAt(row).some((desk) => actor.holds(desk))
  return opens && actor.answers && row.member !== actor.id
}
