/**
 * The screen that hides itself: hidden or untouched for some minutes, or at one press.
 * One press brings it back. Nothing is lost: the text stays in this tab's memory alone.
 */
import { the } from "./views.ts"

const LOOK_EVERY = 5_000 // milliseconds

export class Veil {
  readonly #after: number
  #touched = performance.now()
  #armed = false
  #focus: Element | null = null

  /** @param after - milliseconds without a touch. */
  constructor(after: number) {
    this.#after = after
  }

  /** From now on there is something to hide. */
  arm(leave: () => void): void {
    this.#armed = true
    const touch = () => {
      if (!this.#down) this.#touched = performance.now()
    }
    for (const kind of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) {
      addEventListener(kind, touch, { capture: true, passive: true })
    }
    // Hidden counts as untouched: coming back late must find the screen blank.
    document.addEventListener("visibilitychange", () => this.#look())
    setInterval(() => this.#look(), LOOK_EVERY)
    the("unveil").addEventListener("click", () => this.lift())
    the("veil-exit").addEventListener("click", leave)
    this.#touched = performance.now()
  }

  drop(): void {
    if (!this.#armed || this.#down) return
    this.#focus = document.activeElement
    document.documentElement.classList.add("veiled")
    the("veil").hidden = false
    the("unveil").focus()
  }

  lift(): void {
    document.documentElement.classList.remove("veiled")
    the("veil").hidden = true
    this.#touched = performance.now()
    if (this.#focus instanceof HTMLElement) this.#focus.focus()
  }

  get #down(): boolean {
    return document.documentElement.classList.contains("veiled")
  }

  #look(): void {
    if (performance.now() - this.#touched >= this.#after) this.drop()
  }
}
