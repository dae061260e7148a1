/** Finding a commune by its name or postal code, as the service's directory knows it. */
import { signal } from "@preact/signals"
import { type Api, Refused } from "./api.ts"
import type { Place } from "./court-shapes.ts"
import { explain } from "./explain.ts"
import { words } from "./words.ts"

/**
 * The communes of a postal code, or those whose name begins so; best first.
 * @throws {Refused | Unreachable}
 */
export async function findPlaces(api: Api, typed: string): Promise<readonly Place[]> {
  const text = typed.trim()
  const isCode = /^\d{5}$/.test(text)
  const door = isCode ? `/v1/route?postcode=${text}` : byName(text)
  try {
    const { communes } = await api.get<{ communes: readonly Place[] }>(door)
    return communes.map(({ insee, name }) => ({ insee, name }))
  } catch (refusal) {
    const isUnknown = refusal instanceof Refused && refusal.code === "unknown-postcode"
    if (isUnknown) return []
    throw refusal
  }
}

function byName(text: string): string {
  return `/v1/communes?q=${encodeURIComponent(text.slice(0, 100))}`
}

/** One search: what is typed, what was found, what was chosen. */
export class PlaceSearch {
  readonly typed = signal("")
  readonly found = signal<readonly Place[]>([])
  readonly chosen = signal<Place | null>(null)
  readonly trouble = signal("")
  readonly busy = signal(false)

  /** Look for what is typed; one found alone is chosen. */
  async search(api: Api): Promise<void> {
    if (this.busy.value || !this.typed.value.trim()) return
    this.busy.value = true
    this.trouble.value = ""
    this.chosen.value = null
    try {
      this.found.value = await findPlaces(api, this.typed.value)
      const [first, second] = this.found.value
      if (!first) this.trouble.value = words.placeNone
      else if (!second) this.choose(first)
    } catch (refusal) {
      this.trouble.value = explain(refusal)
    } finally {
      this.busy.value = false
    }
  }

  choose(place: Place): void {
    this.chosen.value = place
    this.typed.value = place.name
    this.found.value = []
  }

  forget(): void {
    this.typed.value = ""
    this.found.value = []
    this.chosen.value = null
    this.trouble.value = ""
  }
}
