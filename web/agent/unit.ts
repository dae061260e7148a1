/**
 * An information préoccupante on a minor, to the unit of a département (CRIP): noted
 * here, told by the officer's own means. Havre knows the number of none.
 */
import type { Api } from "./api.ts"
import { Correct } from "./explain.ts"
import { formOf, isMinors, today } from "./pistes-form.ts"
import { NO_UNIT, sendingOf } from "./sending.ts"
import { maybeMinor } from "./story-dates.ts"
import type { Talk } from "./talk.ts"
import { words } from "./words.ts"

/** How many signs the service takes. */
export const UNIT_MOST = { name: 120, channel: 60, by: 80 } as const

/** Whether a minor writes, or the facts tell of one. */
export function concernsMinor(talk: Talk): boolean {
  return isMinors(talk) || maybeMinor(formOf(talk).story.value, today.value)
}

/** The code of the département of a commune; three signs overseas. */
export function departementOf(insee: string): string {
  return insee.slice(0, /^9[78]/.test(insee) ? 3 : 2)
}

/**
 * Note that the unit was told, how, and who took it, as far as that is known. What fails
 * after the first line is completed in the list.
 * @throws {Correct | Refused | Unreachable}
 */
export async function noteUnit(talk: Talk, api: Api): Promise<void> {
  const sending = sendingOf(talk)
  const place = sending.place.chosen.value
  const { name, channel, by } = sending.unit.value
  if (!talk.report.value) throw new Correct(words.unitNeedsReport)
  if (!place) throw new Correct(words.unitNoPlace)
  if (!name.trim()) throw new Correct(words.unitNoName)
  if (!channel.trim()) throw new Correct(words.unitNoChannel)
  await talk.sheet.settle()
  const { transmission } = await talk.post<{ transmission: string }>("transmissions", {
    fence: talk.held.value.fence,
    kind: "crip",
    target: departementOf(place.insee),
    name: name.trim(),
    urgent: false,
    hash: null,
  })
  talk.transmitted.value = true
  sending.unit.value = NO_UNIT // noted: a second press is a second one
  sending.noted.value += 1
  const at = `/v1/transmissions/${transmission}`
  await api.post(`${at}/sent`, { channel: channel.trim() })
  if (by.trim()) await api.post(`${at}/acknowledged`, { by: by.trim() })
  sending.noted.value += 1
}
