/**
 * What draws the eye and the ear: a short tone, a sentence for a screen reader. Neither
 * ever carries a word of a conversation. Everything told here is also seen on the screen.
 */
import { signal } from "@preact/signals"

/** `message`: somebody wrote. `arrival`: somebody waits. `alarm`: somebody is in danger. */
export type Tone = "message" | "arrival" | "alarm"

const APART = 1500 // milliseconds: several at once make one tone

export class Alert {
  /** The sound is on. In memory only. */
  readonly sounds = signal(true)
  /** Said politely. Numbered, because the same words twice are two events. */
  readonly spoken = signal({ n: 0, sentence: "" })
  readonly #play: (tone: Tone) => void
  readonly #now: () => number
  #last: { readonly tone: Tone; readonly at: number } | null = null

  /** @param now - milliseconds. */
  constructor(play: (tone: Tone) => void, now: () => number = Date.now) {
    this.#play = play
    this.#now = now
  }

  /** Sound, if it is on: an alarm at once, the rest not twice in a moment. */
  ring(tone: Tone): void {
    if (!this.sounds.value) return
    const at = this.#now()
    const last = this.#last
    const soon = last !== null && at - last.at < APART
    if (soon && (tone !== "alarm" || last.tone === "alarm")) return
    this.#last = { tone, at }
    this.#play(tone)
  }

  say(sentence: string): void {
    this.spoken.value = { n: this.spoken.value.n + 1, sentence }
  }

  /** On or off; on, it is heard at once. */
  toggle(): void {
    this.sounds.value = !this.sounds.value
    this.#last = null
    if (this.sounds.value) this.ring("message")
  }

  /** Locked: nothing more to say. */
  hush(): void {
    this.spoken.value = { n: this.spoken.value.n, sentence: "" }
  }
}
