/**
 * The red button: « Quitter en urgence et effacer la conversation ».
 *
 * In this order, because someone may be standing behind her:
 *   1. blank the screen, at once, without waiting for any network;
 *   2. wipe what was typed and shown; drop keys, texts and sockets;
 *   3. ask the server to erase, by a request that outlives the page;
 *   4. leave for a harmless page, in the place of this one: Back does not return here.
 * Nothing asks « Êtes-vous sûr ? ». If a step fails, the next ones are done all the same.
 *
 * Pressing Shift three times within five seconds does the same. Another key or a press on
 * the screen in between cancels: writing in capitals must not make anyone leave.
 *
 * When the page goes away otherwise (closed, reloaded, Back), it is wiped, but nothing is
 * erased at the server: that is silence, not exit. If the browser shows it again from its
 * memory, it leaves.
 * Source: docs/decisions/0008-one-page-one-title.md.
 */

/** Where the open conversation is left, and the credential for it. */
export interface Access {
  readonly door: string
  readonly token: string
}

/** What leaving does to the page; each must not wait. */
export interface Here {
  blank(): void
  wipe(): void
  forget(): void
  erase(access: Access): void
  leave(): void
}

const PRESSES = 3
const WITHIN = 5_000 // milliseconds

/** Counts presses of Shift, left or right. */
export class ThreeShifts {
  #presses: number[] = []

  /** A key went down at `now`; true when it completes the three. */
  press(key: string, repeated: boolean, now: number): boolean {
    if (repeated) return false
    this.#presses = this.#presses.filter((at) => now - at < WITHIN)
    this.#presses = key === "Shift" ? [...this.#presses, now] : []
    return this.#presses.length >= PRESSES
  }

  cancel(): void {
    this.#presses = []
  }
}

/**
 * Leave, in the order told above.
 *
 * @param access - asked first, for forgetting drops it; null without a conversation.
 */
export function exit(here: Here, access: () => Access | null): void {
  let open: Access | null = null
  const steps = [
    () => here.blank(),
    () => (open = access()),
    () => here.wipe(),
    () => here.forget(),
    () => open && here.erase(open),
    () => here.leave(),
  ]
  for (const step of steps) {
    try {
      step()
    } catch {
      // Whatever it was, the next step protects her more than an explanation.
    }
  }
}

/** Ask the server to erase; the request outlives this page. */
export function eraseAt({ door, token }: Access): void {
  const headers = { Authorization: `Bearer ${token}` }
  // Its failure, after this page is gone, has nobody to be told to.
  fetch(door, { method: "POST", keepalive: true, headers }).catch(() => {})
}

/** This page, in this browser. */
export function thisPage(neutral: string, forget: () => void): Here {
  return {
    blank: () => document.documentElement.classList.add("off"),
    wipe: () => {
      const typed = "input, textarea"
      for (const field of document.querySelectorAll<HTMLInputElement>(typed)) {
        field.value = ""
      }
      document.querySelector("main")?.replaceChildren()
    },
    forget,
    erase: eraseAt,
    leave: () => location.replace(neutral),
  }
}

/** Listen for the button, the keys, and the page going away or coming back. */
export function watchExit(here: Here, access: () => Access | null): () => void {
  const leave = () => exit(here, access)
  const shifts = new ThreeShifts()
  document.querySelector("#exit")?.addEventListener("click", (event) => {
    event.preventDefault()
    leave()
  })
  addEventListener(
    "keydown",
    ({ key, repeat, timeStamp }) => {
      if (shifts.press(key, repeat, timeStamp)) leave()
    },
    true,
  )
  addEventListener("pointerdown", () => shifts.cancel(), true)
  addEventListener("pagehide", () => {
    here.wipe()
    here.forget()
  })
  addEventListener("pageshow", ({ persisted }) => {
    // Without an access: the conversation of a page left by Back is silent, not erased.
    if (persisted) exit(here, () => null)
  })
  return leave
}
