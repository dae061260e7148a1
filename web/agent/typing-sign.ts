/** « La personne écrit »: shown at a sign, gone by itself when none follows. */
import { signal } from "@preact/signals"

const SHOWN = 6000 // milliseconds after the last sign; signs come 3 s apart

export class TypingSign {
  readonly shown = signal(false)
  #ends: ReturnType<typeof setTimeout> | undefined

  seen(): void {
    clearTimeout(this.#ends)
    this.shown.value = true
    this.#ends = setTimeout(() => (this.shown.value = false), SHOWN)
  }

  hush(): void {
    clearTimeout(this.#ends)
    this.shown.value = false
  }
}
