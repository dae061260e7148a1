/**
 * Which alarms are new, and the one short sentence that is said of them. Each is
 * announced once, however often the board is renewed.
 */
import type { Alarm } from "./board-shapes.ts"
import { words } from "./words.ts"

/** What is said aloud; `rings` when the ear is to be drawn as well. */
export interface Announcement {
  readonly sentence: string
  readonly rings: boolean
}

export class Announcer {
  #known: ReadonlySet<string> | null = null

  /** `null` when nothing is new. An alarm that somebody has taken calls nobody. */
  hear(alarms: readonly Alarm[]): Announcement | null {
    const known = this.#known
    this.#known = new Set(alarms.map(({ alarm }) => alarm))
    const open = alarms.filter(({ taken_by }) => taken_by === null)
    // On arrival they are counted: five read out one after the other help nobody.
    if (!known) {
      if (open.length === 0) return null
      return { sentence: words.alarmsOpen(open.length), rings: false }
    }
    const fresh = open.filter(({ alarm }) => !known.has(alarm))
    const [first] = fresh
    if (!first) return null
    const sentence =
      fresh.length === 1
        ? words.alarmSaid(titleOf(first))
        : words.alarmsSaid(fresh.length, titleOf(first))
    return { sentence, rings: true }
  }

  /** The board is left: what is open on return is counted again. */
  forget(): void {
    this.#known = null
  }
}

/** « Danger signalé, Police ». */
export function titleOf({ kind, desk }: Alarm): string {
  const what = words.alarmKinds[kind] ?? words.alarmUnknown
  return desk ? `${what}, ${words.desks[desk] ?? desk}` : what
}
