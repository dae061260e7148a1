/** How the board says how long: exact where it is big, in minutes elsewhere. */
import { clock, minutesSince } from "../times.ts"
import { words } from "../words.ts"

/** « 06:40 », and from an hour on « 1 h 05 ». */
export function exactly(since: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - since) / 1000))
  if (seconds >= 3600) return inWords(Math.floor(seconds / 60))
  return `${twoDigits(Math.floor(seconds / 60))}:${twoDigits(seconds % 60)}`
}

/** « 6 min », « 1 h 05 », of whole minutes. */
export function inWords(minutes: number): string {
  if (minutes < 60) return words.minutes(minutes)
  return words.hoursMinutes(Math.floor(minutes / 60), twoDigits(minutes % 60))
}

/** How long since, in words; it changes once a minute. */
export function Since({ at }: { readonly at: number }) {
  return <span class="since">{inWords(minutesSince(at, clock.value))}</span>
}

function twoDigits(n: number): string {
  return String(n).padStart(2, "0")
}
