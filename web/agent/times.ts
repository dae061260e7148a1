/** The hour as it is here, and a clock that ticks while the console is open. */
import { signal } from "@preact/signals"

/** Now, in milliseconds; renewed each second by `startClock`. */
export const clock = signal(Date.now())

/** Let `clock` tick; answers how to stop it. */
export function startClock(): () => void {
  clock.value = Date.now()
  const timer = setInterval(() => (clock.value = Date.now()), 1000)
  return () => clearInterval(timer)
}

const hourAndMinute = new Intl.DateTimeFormat("fr-FR", {
  hour: "2-digit",
  minute: "2-digit",
})

/** "23:04", local. */
export function hour(at: number): string {
  return hourAndMinute.format(at)
}

/** Whole minutes gone since `at`. */
export function minutesSince(at: number, now: number): number {
  return Math.max(0, Math.floor((now - at) / 60_000))
}
