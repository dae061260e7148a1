/** Where she is, or where it happened: a postal code, a commune, or "I don't know". */
import { communes, Refused, type Route, route } from "./server.ts"
import { the } from "./views.ts"
import type { Words } from "./words.ts"

/** A place that is settled, as the protocol names it, and where it leads. */
export interface Place {
  readonly postcode: string | null
  readonly commune: string | null
  readonly route: Route
}

export class PlaceForm {
  readonly #words: Words
  readonly #onPlace: (place: Place) => Promise<void>
  #asking = false

  /** @param onPlace - when it fails, the service is said to be down. */
  constructor(words: Words, onPlace: (place: Place) => Promise<void>) {
    this.#words = words
    this.#onPlace = onPlace
    const postcode = the<HTMLInputElement>("postcode")
    const commune = the<HTMLSelectElement>("commune")
    the("place").addEventListener("submit", (event) => {
      event.preventDefault()
      const typed = postcode.value.replace(/\s/g, "")
      if (!/^[0-9]{5}$/.test(typed)) this.#wrong("postcode-unknown")
      else void this.#ask(typed, commune.disabled ? null : commune.value)
    })
    postcode.addEventListener("input", () => this.#offer([]))
    the("unknown").addEventListener("click", (event) => {
      event.preventDefault()
      void this.#ask(null, null)
    })
    the("search").addEventListener("submit", (event) => {
      event.preventDefault()
      void this.#search()
    })
    the("found").addEventListener("click", (event) => {
      const button = (event.target as Element).closest("button")
      if (!button) return
      event.preventDefault()
      void this.#ask(null, button.value)
    })
  }

  async #ask(postcode: string | null, commune: string | null): Promise<void> {
    if (this.#asking) return
    this.#asking = true
    this.#wrong(null)
    try {
      const found = await route(postcode, commune)
      if (found.ask_commune) {
        this.#offer(found.communes)
        the("commune").focus()
      } else if (found.targets.length === 0) this.#wrong("down")
      else await this.#onPlace({ postcode, commune, route: found })
    } catch (refusal) {
      const unknown = refusal instanceof Refused && refusal.code === "unknown-postcode"
      this.#wrong(unknown ? "postcode-unknown" : "down")
      if (unknown) the<HTMLDetailsElement>("looking").open = true
    } finally {
      this.#asking = false
    }
  }

  /** Say what is wrong, and keep what was typed. */
  #wrong(key: string | null): void {
    const place = the("postcode-wrong")
    place.replaceChildren(...(key ? [this.#words.element(key)] : []))
    if (key) the("postcode").focus()
  }

  #offer(choices: Route["communes"]): void {
    const select = the<HTMLSelectElement>("commune")
    select.replaceChildren(...choices.map(({ insee, name }) => new Option(name, insee)))
    select.disabled = choices.length === 0
    the("communes").hidden = select.disabled
  }

  async #search(): Promise<void> {
    const name = the<HTMLInputElement>("name").value
    if (name.trim() === "") return
    const none = the("found-none")
    none.replaceChildren()
    try {
      const found = await communes(name)
      const items = found.map(({ insee, name, departement }) => {
        const button = document.createElement("button")
        button.value = insee
        button.textContent = `${name} (${departement})`
        const item = document.createElement("li")
        item.append(button)
        return item
      })
      the("found").replaceChildren(...items)
      if (items.length === 0) none.append(this.#words.element("found-none"))
    } catch {
      none.append(this.#words.element("down"))
    }
  }
}
