/**
 * The key that sent something is still down, or bounces, when the focus is in the message
 * again: what it would write there is swallowed, until another key.
 */

const BOUNCE = 400 // milliseconds

type Pressed = Pick<
  KeyboardEvent,
  "key" | "code" | "repeat" | "altKey" | "ctrlKey" | "metaKey"
>

export class StrayKey {
  #key = ""
  #until = 0

  /** This key has just sent something. */
  sent(event: Pressed, now = Date.now()): void {
    this.#key = nameOf(event)
    this.#until = now + BOUNCE
  }

  /** Whether this press is to do nothing. */
  swallows(event: Pressed, now = Date.now()): boolean {
    const held = event.altKey || event.ctrlKey || event.metaKey
    const same = !held && this.#key !== "" && nameOf(event) === this.#key
    if (same && (event.repeat || now < this.#until)) return true
    this.#key = ""
    return false
  }
}

/** The one of this keyboard. */
export const strayKey = new StrayKey()

function nameOf({ key, code }: Pressed): string {
  return code || key
}
