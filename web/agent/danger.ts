/**
 * One key for danger: the supervisor is alarmed, the conversation marked for good, and
 * the panel that helps is there with the card of numbers under the hand.
 */
import type { Api } from "./api.ts"
import { besideOf } from "./beside.ts"
import { explain } from "./explain.ts"
import type { Happened } from "./shapes.ts"
import type { Talk } from "./talk.ts"

/** Tell it, once from this screen. What is refused stands in the panel. */
export async function tell(talk: Talk): Promise<void> {
  const { told, dangerTrouble } = besideOf(talk)
  if (told.value) return
  dangerTrouble.value = ""
  try {
    await talk.post("danger", { fence: talk.held.value.fence })
    told.value = true
  } catch (refusal) {
    dangerTrouble.value = explain(refusal)
  }
}

/** What happened, when and by whom. @throws {Refused | Unreachable} */
export async function readTimeline(talk: Talk, api: Api): Promise<void> {
  const path = `/v1/conversations/${talk.id}/timeline`
  const { events } = await api.get<{ events: readonly Happened[] }>(path)
  if (!talk.over) besideOf(talk).events.value = events
}
