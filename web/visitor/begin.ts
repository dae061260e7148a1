/**
 * What to know before the first word, then the conversation itself: its key is made here,
 * in this tab, and sealed to the desks that may answer. It goes nowhere in clear.
 */
import type { Bytes } from "../shared/bytes.ts"
import { directionKeys, newConversation } from "../shared/sealing.ts"
import { eraseAt } from "./exit.ts"
import { accessTo, type Memory } from "./memory.ts"
import type { Place } from "./place.ts"
import { sealToEach } from "./relief.ts"
import { open, Refused, type Route } from "./server.ts"
import type { Before } from "./talk.ts"
import { the, type Views } from "./views.ts"
import type { Words } from "./words.ts"

export class Beginning {
  readonly #words: Words
  readonly #memory: Memory
  readonly #views: Views
  readonly #onBegun: (before: Before) => void
  readonly #onClosed: () => void
  #place: Place | null = null
  #opening = false

  /** @param onClosed - the service has closed since the page came. */
  constructor(
    words: Words,
    memory: Memory,
    views: Views,
    onBegun: (before: Before) => void,
    onClosed: () => void,
  ) {
    this.#words = words
    this.#memory = memory
    this.#views = views
    this.#onBegun = onBegun
    this.#onClosed = onClosed
    const danger = the<HTMLInputElement>("in-danger")
    danger.addEventListener("change", () => {
      // Said at once: a call is faster than any line.
      const said = danger.checked ? [words.element("danger")] : []
      the("danger-first").replaceChildren(...said)
    })
    const minor = the<HTMLInputElement>("is-minor")
    minor.addEventListener("change", () => {
      the("minor-first").hidden = !minor.checked
    })
    the("start").addEventListener("submit", (event) => {
      event.preventDefault()
      void this.#start()
    })
  }

  /** Tell what she must know before writing to whoever answers at `place`. */
  tell(place: Place): void {
    this.#place = place
    the("force").replaceChildren(this.#words.element(forceTold(place.route)))
    the("start-wrong").replaceChildren()
    the("nobody").hidden = place.route.open !== "unstaffed"
    this.#views.show("before")
  }

  async #start(): Promise<void> {
    if (this.#opening || !this.#place) return
    this.#opening = true
    the("start-wrong").replaceChildren()
    const danger = the<HTMLInputElement>("in-danger").checked
    const minor = the<HTMLInputElement>("is-minor").checked
    const { id, ck } = newConversation()
    try {
      if (await this.#open(id, ck, this.#place, danger, minor)) {
        this.#onBegun({ danger, minor, resumed: false })
      }
    } catch (refusal) {
      ck.fill(0)
      if (this.#memory.left) return
      if (refusal instanceof Refused && refusal.code === "service-closed") {
        this.#onClosed()
        return
      }
      // Whatever it was, what she can do is the same: try again, or call.
      the("start-wrong").append(this.#words.element("down"))
    } finally {
      this.#opening = false
    }
  }

  async #open(
    id: string,
    ck: Bytes,
    place: Place,
    danger: boolean,
    minor: boolean,
  ): Promise<boolean> {
    const { postcode, commune, route } = place
    const envelopes = await sealToEach(route.targets, "conversation", id, ck)
    const token = await open({
      conversation: id,
      postcode,
      commune,
      danger,
      minor,
      language: this.#words.code,
      envelopes,
    })
    const keys = await directionKeys(ck)
    if (this.#memory.hold({ id, token, ck, keys })) return true
    // She left while the server was opening: nobody must wait for her there.
    eraseAt(accessTo({ id, token }))
    return false
  }
}

/** Which sentence tells who answers. */
export function forceTold({ both, unstated, desk, targets }: Route): string {
  if (targets.every((target) => target.desk === "relief")) {
    return unstated ? "force-unstated" : "force-relief"
  }
  return both ? "force-both" : `force-${desk}`
}
