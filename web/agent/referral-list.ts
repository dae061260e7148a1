/**
 * Which helpers are offered for a need, in the order of the service: this service's own
 * first, then the nearest, those of everywhere last.
 */
import type { Need, Referral } from "./course-shapes.ts"

export function offeredReferrals(
  all: readonly Referral[],
  need: Need | null,
): readonly Referral[] {
  return all.filter((one) => need === null || one.need.includes(need))
}
