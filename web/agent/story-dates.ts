/** A told story, and what its dates tell by themselves: an age, what cannot be. Pure. */
import { after, majority, moved } from "../shared/law/calendar-days.ts"
import type { Day } from "../shared/law/tables.ts"
import type { Span, When } from "./loose-dates.ts"

const AGE_MOST = 120 // years

/** What an officer has ticked and typed; nothing of the words that were said. */
export interface Story {
  /** Values by fact. */
  readonly ticked: Readonly<Record<string, readonly string[]>>
  readonly facts: When | null
  /** Of the person to whom it happened. */
  readonly birth: Span | null
  /** At the facts, in years, where the birth is not known. */
  readonly age: number | null
  readonly discovered: Span | null
}

export const NOTHING_TOLD: Story = {
  ticked: {},
  facts: null,
  birth: null,
  age: null,
  discovered: null,
}

/** The facts, and the birth, of one way in which rough dates may be exact. */
export interface Exact {
  readonly facts: Day
  readonly to: Day | null
  readonly born: Day
}

/** The extremes between which the exact dates lie. */
export function extremes(story: Story): readonly Exact[] {
  const { facts } = story
  if (!facts) return []
  const { from, to } = facts
  const moments: readonly (readonly [Day, Day | null])[] = to
    ? both(to).map((end) => [from.first, end])
    : both(from).map((day) => [day, null])
  return moments.flatMap(([day, end]) =>
    births(story, day).map((born) => ({ facts: day, to: end, born })),
  )
}

/** `under-15`, `15-17` or `adult`, where the dates leave no other; else what was ticked. */
export function ageTold(story: Story): string {
  const { birth, age, facts } = story
  if (age !== null && !birth)
    return age < 15 ? "under-15" : age < 18 ? "15-17" : "adult"
  if (!birth || !facts) return ""
  const days = both(facts.from)
  const found = new Set(days.flatMap((day) => both(birth).map((b) => ageOn(b, day))))
  return found.size === 1 ? ([...found][0] ?? "") : ""
}

/** Why the dates cannot be: a key of the refusals of the law's data; "" when they can. */
export function impossible(story: Story, today: Day): string {
  const { facts, birth, discovered, age, ticked } = story
  if (birth && after(birth.last, AGE_MOST) < today) return "age"
  if (facts && birth && birth.first > (facts.to ?? facts.from).last) return "birth"
  if (facts && discovered && discovered.last < facts.from.first) return "discovered"
  const told = ageTold(story)
  const said = ticked["age"]?.[0]
  if (told && said && told !== said) return "age-told"
  if (age !== null && birth && facts && !agrees(age, birth, facts)) return "age-told"
  return ""
}

/** Whether the person to whom it happened may be under 18 today, as far as was told. */
export function maybeMinor(story: Story, today: Day): boolean {
  const { facts, birth, age, ticked } = story
  if (birth) return majority(birth.last) > today
  const told = age === null ? (ticked["age"]?.[0] ?? "") : ageTold(story)
  if (told !== "under-15" && told !== "15-17") return false
  if (!facts) return true
  if (age !== null) return after(facts.from.last, 18 - age) > today
  const youngest = told === "under-15" ? 0 : 15
  return after((facts.to ?? facts.from).last, 18 - youngest) > today
}

function births({ birth, age, ticked }: Story, day: Day): readonly Day[] {
  if (birth) return both(birth)
  if (age !== null) return [moved(after(day, -age - 1), 1), after(day, -age)]
  // An adult's exact birth changes no term: any will do.
  return ticked["age"]?.includes("adult") ? [after(day, -18)] : []
}

function ageOn(born: Day, day: Day): string {
  if (day >= majority(born)) return "adult"
  return day >= after(born, 15) ? "15-17" : "under-15"
}

function agrees(age: number, birth: Span, { from, to }: When): boolean {
  const youngest = after(birth.last, age) <= (to ?? from).last
  return youngest && from.first < after(birth.first, age + 1)
}

function both({ first, last }: Span): readonly Day[] {
  return first === last ? [first] : [first, last]
}
