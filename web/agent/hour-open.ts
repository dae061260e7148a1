/** An hour that keeps a conversation from being decided, once she has left. */
import type { Talk } from "./talk.ts"

const MINUTE = 60_000

/** @param now Milliseconds since 1970. */
export function isExpected(talk: Talk, now: number): boolean {
  const course = talk.course.value
  const hour = course?.appointment
  if (talk.step.value !== "frozen" || hour?.state !== "booked") return false
  const gone = course?.accord === "sent" || course?.accord === "prepared"
  return !gone && hour.at + hour.minutes * MINUTE > now
}
