/** What has just become of where the talk leads, told where she reads it. Pure. */
import type { Course } from "../shared/frames.ts"

/** The word for where her accord is. Made ready for a page to be carried is not gone. */
export function accordWord(accord: Course["accord"]): string {
  return accord === "prepared" ? "course-sent-paper" : `course-${accord}`
}

/**
 * The word for what changed, whoever did it: she, when the answer to her act was lost;
 * an officer; her opening code elsewhere. Null: nothing that she is not shown anyway.
 */
export function courseNews(before: Course | null, now: Course | null): string | null {
  if (!before || !now) return null
  if (before.accord !== now.accord) {
    // The service tells it once nothing is left.
    if (now.accord === "withdrawn") return "erased"
    if (now.accord !== "asked") return accordWord(now.accord)
  }
  const was = before.appointment?.state === "booked" ? before.appointment : null
  if (now.appointment?.state === "booked") {
    if (!was) return "course-booked"
    return was.at === now.appointment.at ? null : "moved"
  }
  if (was && now.appointment) return "number-cancelled"
  const offered = now.slots.length > 0 && before.slots.length === 0
  return offered && now.accord !== "asked" ? "course-slots" : null
}
