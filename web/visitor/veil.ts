/**
 * The screen that hides itself: hidden or untouched for some minutes, or at one press.
 * One press brings it back. Nothing is lost: the text stays in this tab's memory alone.
 *
 * While it is down, the line is hung up: for the server, that is silence. When it has been
 * down for as long as the server waits, nothing is left to come back to, and the tab
 * forgets everything.
 */
import { the } from "./views.ts"

const LOOK_EVERY = 5_000 // milliseconds

/** What the veil hides, and what it does to it. */
export interface Behind {
  /** The button that leaves for good. */
  leave(): void
  /** The veil has just come down. */
  hidden(): void
  /** The veil has just been lifted. */
  shown(): void
  /** It stayed down for too long: forget, and go. */
  abandoned(): void
}

/** How long ago something was, on a device that may have slept since. */
class Since {
  #ran = performance.now()
  #slept = Date.now()

  /** Milliseconds. The one clock stops while a device sleeps, the other may be set. */
  get elapsed(): number {
    return Math.max(performance.now() - this.#ran, Date.now() - this.#slept)
  }
}

export class Veil {
  readonly #after: number
  readonly #silent: number
  #touched = performance.now()
  #behind: Behind | null = null
  #watching = false
  #down: Since | null = null
  #looking = 0
  #focus: Element | null = null

  /**
   * @param after - milliseconds without a touch.
   * @param silent - milliseconds down, after which nothing is to come back.
   */
  constructor(after: number, silent: number) {
    this.#after = after
    this.#silent = silent
  }

  /** From now on there is something to hide. */
  arm(behind: Behind): void {
    this.#behind = behind
    this.#touched = performance.now()
    clearInterval(this.#looking)
    this.#looking = window.setInterval(() => this.#look(), LOOK_EVERY)
    if (this.#watching) return
    this.#watching = true
    const touch = () => {
      if (!this.#down) this.#touched = performance.now()
    }
    for (const kind of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) {
      addEventListener(kind, touch, { capture: true, passive: true })
    }
    // Hidden counts as untouched: coming back late must find the screen blank.
    document.addEventListener("visibilitychange", () => this.#look())
    the("unveil").addEventListener("click", () => this.lift())
    the("veil-exit").addEventListener("click", () => behind.leave())
  }

  drop(): void {
    if (!this.#behind || this.#down) return
    this.#down = new Since()
    this.#focus = document.activeElement
    document.documentElement.classList.add("veiled")
    the("veil").hidden = false
    the("unveil").focus()
    this.#behind.hidden()
  }

  lift(): void {
    this.#look() // a sleeping tab may not have seen how late it is
    if (!this.#behind || !this.#down) return
    this.#down = null
    document.documentElement.classList.remove("veiled")
    the("veil").hidden = true
    this.#touched = performance.now()
    if (this.#focus instanceof HTMLElement) this.#focus.focus()
    this.#behind.shown()
  }

  /** Nothing is left to hide. */
  disarm(): void {
    clearInterval(this.#looking)
    this.#behind = null
  }

  #look(): void {
    if (this.#down) {
      if (this.#down.elapsed >= this.#silent) this.#behind?.abandoned()
    } else if (performance.now() - this.#touched >= this.#after) this.drop()
  }
}
