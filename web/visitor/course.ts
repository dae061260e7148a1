/**
 * Where the talk leads, in a bundle of its own: the first page does not wait for it.
 * web/visitor/course-door.ts brings it, beside a conversation or with an opening code.
 */
import { toBase64 } from "../shared/bytes.ts"
import { openingKeys } from "../shared/opening-code.ts"
import { codeDoorsOf, doorsOf } from "./course-doors.ts"
import { Following } from "./course-following.ts"
import { CoursePage } from "./course-page.ts"
import { Steps } from "./course-steps.ts"
import { type Held, Refused } from "./server.ts"
import type { Words } from "./words.ts"

/** The steps beside a conversation. */
export function besideTalk(
  section: HTMLElement,
  words: Words,
  held: Held,
  leave: () => void,
): Steps {
  return new Steps(new CoursePage(section, words), doorsOf(held), leave)
}

/**
 * Where the file of an opening code is.
 *
 * @param code - 26 digits that agree.
 * @returns null when it opens nothing, or a word for what went wrong.
 */
export async function withCode(
  section: HTMLElement,
  words: Words,
  code: string,
): Promise<{ forget(): void } | "slow-down" | "down" | null> {
  const { auth } = await openingKeys(code)
  const doors = codeDoorsOf(toBase64(auth))
  try {
    const followed = await doors.look()
    return new Following(new CoursePage(section, words), doors, followed)
  } catch (refusal) {
    if (!(refusal instanceof Refused)) return "down"
    if (refusal.code === "slow-down") return "slow-down"
    return refusal.code === "not-found" ? null : "down"
  }
}
