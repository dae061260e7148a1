/**
 * Which course of limitation an offence follows, for one victim on one day. Pure.
 * The same as src/havre/law/courses.py: every shared case asks both.
 */
import { after, MAJORITY } from "./calendar-days.ts"
import type { Course, Day, Offence } from "./tables.ts"

const YOUNG = 15 // years
/** Until which birthday a text protects, in years. */
export const PROTECTED: Readonly<Record<string, number>> = {
  minor: MAJORITY,
  "under-15": YOUNG,
}

/** Whether the law knew `offence` on `day`. */
export function existed({ born }: Offence, day: Day): boolean {
  return born === null || born <= day
}

/**
 * Whether it is doubted that `later` prolongs `first`: CPP 8 al. 4 lengthens a délit by a
 * later assault or attack; it does not name rape.
 */
export function doubtsExtension(first: Offence, later: Offence): boolean {
  return first.nature === "délit" && later.nature !== "délit"
}

/** The age that the law counts with. */
export function ageOn(day: Day, born: Day): "under-15" | "15-17" | "adult" {
  if (day < after(born, YOUNG)) return "under-15"
  return day < after(born, MAJORITY) ? "15-17" : "adult"
}

/** The courses that fit the age of the victim and who did it; else all. */
export function fitting(
  { limitation }: Offence,
  day: Day,
  born: Day,
  related: boolean,
): readonly Course[] {
  const age = ageOn(day, born)
  const found = limitation.filter(
    ({ victims, authors }) =>
      (victims.length === 0 || victims.includes(age)) &&
      (authors.length === 0 || related === !authors.includes("other")),
  )
  return found.length > 0 ? found : limitation
}

/** The usual case, and what is pleaded beside it. */
export function usual(courses: readonly Course[]): readonly Course[] {
  return courses.filter((row, n) => n === 0 || row.doubt)
}
