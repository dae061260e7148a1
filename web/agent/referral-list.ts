/** Which helpers are offered for a need, the nearest first; those of everywhere last. */
import type { Need, Referral } from "./course-shapes.ts"

export function offeredReferrals(
  all: readonly Referral[],
  need: Need | null,
): readonly Referral[] {
  const found = all.filter((one) => need === null || one.need.includes(need))
  const ranked = found.map((one, at) => ({ one, at }))
  ranked.sort((a, b) => reach(a.one) - reach(b.one) || far(a.one, b.one) || a.at - b.at)
  return ranked.map(({ one }) => one)
}

const SCOPES = ["departement", "region", "national"]

function reach({ scope }: Referral): number {
  return SCOPES.indexOf(scope)
}

/** Whose distance is not known comes after those whose is. */
function far({ km: one }: Referral, { km: other }: Referral): number {
  if (one === null || other === null)
    return Number(one === null) - Number(other === null)
  return one - other
}
