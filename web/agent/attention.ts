/**
 * Watches everything that happens in the conversations in hand: marks as seen what is
 * looked at, and tells the rest once, by a tone and a sentence without content.
 */
import { computed, effect, untracked } from "@preact/signals"
import type { Alert, Tone } from "./alert.ts"
import type { Watch } from "./desk.ts"
import type { Duty } from "./duty.ts"
import type { Waiting } from "./shapes.ts"
import type { Talk } from "./talk.ts"
import type { Talks } from "./talks.ts"
import { words } from "./words.ts"

/** What is watched, and where it is told. */
export interface Around {
  readonly talks: Talks
  readonly watch: Watch
  readonly duty: Duty
  readonly alert: Alert
  /** Whether the chosen conversation is before the officer's eyes. */
  readonly looking: () => boolean
  /** Whether the room is before the officer's eyes: it tells its alarms itself. */
  readonly inRoom: () => boolean
}

/** What was known of a conversation when it was last told. */
interface Known {
  readonly arrived: number
  readonly danger: boolean
  readonly stage: Talk["stage"]["value"]
  readonly frozen: boolean
}

interface News {
  readonly tone: Tone
  readonly sentence: string
}

export class Attention {
  /** What calls the officer: unread messages, people who could be taken, alarms. */
  readonly calls
  readonly #around: Around
  #known = new Map<Talk, Known>()
  #waited = 0
  #endangered = 0
  #alarms = 0

  constructor(around: Around) {
    this.#around = around
    const { talks, watch } = around
    this.calls = computed(() => {
      const open = [...talks.map.value.values()]
      const unread = open.reduce((sum, talk) => sum + talk.unread.value, 0)
      return unread + this.#takeable() + (watch.view.value?.alarms ?? 0)
    })
    effect(() => this.#look())
    effect(() => this.#hear())
    effect(() => this.#hearDesk())
  }

  /** What is chosen and looked at is seen. */
  #look(): void {
    const talk = this.#around.talks.current.value
    if (talk && talk.unread.value > 0 && this.#around.looking()) talk.seeAll()
  }

  /** People in line, when this officer could take one. */
  #takeable(): number {
    return this.#waiting(({ count }) => count)
  }

  #waiting(counted: (one: Waiting) => number): number {
    const { watch, duty } = this.#around
    if (duty.full.value || duty.me.value.status !== "on") return 0
    const waiting = watch.view.value?.waiting ?? []
    return waiting.reduce((sum, one) => sum + counted(one), 0)
  }

  #hear(): void {
    const talks = [...this.#around.talks.map.value.values()]
    const known = new Map<Talk, Known>()
    const news: News[] = []
    for (const talk of talks) {
      const now = seen(talk)
      const before = this.#known.get(talk)
      if (before) news.push(...untracked(() => this.#newsOf(talk, before, now)))
      known.set(talk, now)
    }
    this.#known = known
    untracked(() => this.#tell(news))
  }

  #newsOf(talk: Talk, before: Known, now: Known): readonly News[] {
    const { talks, looking } = this.#around
    const n = talks.numberOf(talk.id)
    if (now.danger && !before.danger) {
      return [{ tone: "alarm", sentence: words.saidDanger(n) }]
    }
    if (now.frozen && !before.frozen) {
      return [{ tone: "message", sentence: words.saidLeft(n) }]
    }
    if (now.stage === "lost" && before.stage !== "lost") {
      return [{ tone: "message", sentence: words.saidLost(n) }]
    }
    const looked = talk === talks.current.value && looking()
    if (now.arrived <= before.arrived || looked) return []
    return [{ tone: "message", sentence: words.saidMessage(n) }]
  }

  /** Somebody waits whom this officer could take; an alarm that nobody has taken. */
  #hearDesk(): void {
    const waited = this.#takeable()
    const endangered = this.#waiting(({ danger }) => danger)
    const alarms = this.#around.watch.view.value?.alarms ?? 0
    const news: News[] = []
    if (alarms > this.#alarms && !untracked(this.#around.inRoom)) {
      news.push({ tone: "alarm", sentence: words.alarmsOpen(alarms) })
    }
    if (endangered > this.#endangered) {
      news.push({ tone: "alarm", sentence: words.saidWaitingDanger })
    } else if (waited > 0 && this.#waited === 0) {
      news.push({ tone: "arrival", sentence: words.saidWaiting(waited) })
    }
    this.#waited = waited
    this.#endangered = endangered
    this.#alarms = alarms
    untracked(() => this.#tell(news))
  }

  #tell(news: readonly News[]): void {
    const { alert } = this.#around
    if (news.length === 0) return
    const alarm = news.some(({ tone }) => tone === "alarm")
    alert.ring(alarm ? "alarm" : (news[0] as News).tone)
    alert.say(news.map(({ sentence }) => sentence).join(" "))
  }
}

function seen(talk: Talk): Known {
  return {
    arrived: talk.arrived.value,
    danger: talk.danger.value,
    stage: talk.stage.value,
    frozen: talk.step.value === "frozen",
  }
}
