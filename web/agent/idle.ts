/** Locks the console once nobody has touched it for some minutes. */

const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"] as const
const LOOK_EVERY = 5000 // milliseconds

/** What gives signs that somebody is there: the window, or a test's own. */
export type Signs = Pick<EventTarget, "addEventListener" | "removeEventListener">

/**
 * Call `lock` when no sign came for `minutes`; again each time it happens.
 *
 * @param now - milliseconds; compared rather than timed, because a sleeping computer
 *   stops timers but not the hour.
 * @returns how to stop.
 */
export function lockWhenIdle(
  signs: Signs,
  minutes: number,
  lock: () => void,
  now: () => number = Date.now,
): () => void {
  let last = now()
  const touched = () => {
    // A sign after a long sleep comes before the timer does: lock first.
    if (now() - last >= minutes * 60_000) lock()
    last = now()
  }
  const look = () => {
    if (now() - last >= minutes * 60_000) lock()
  }
  for (const sign of SIGNS) {
    signs.addEventListener(sign, touched, { capture: true, passive: true })
  }
  const timer = setInterval(look, LOOK_EVERY)
  return () => {
    clearInterval(timer)
    for (const sign of SIGNS) {
      signs.removeEventListener(sign, touched, { capture: true })
    }
  }
}
