/**
 * The words of the page, in the language chosen. They stand in the page itself, in
 * elements marked `data-word`: swapping them in place leaves no address in the history.
 */

interface Spoken {
  readonly code: string
  readonly language: string
  readonly direction: string
  readonly words: Readonly<Record<string, string>>
}

/** What fills the `{holes}` of a text. */
export type Values = Readonly<Record<string, string>>

/** What may be said, by key. */
export type Say = (key: string, values?: Values) => string

export class Words {
  #spoken: Spoken | null = null
  #listeners: (() => void)[] = []

  /** The language chosen, as the protocol names it. */
  get code(): string {
    return this.#spoken?.code ?? "fr"
  }

  /** The text of `key`, its `{holes}` filled; empty once the page is wiped. */
  readonly say: Say = (key, values = {}) => {
    const text = document.querySelector(`[data-word="${key}"]`)?.textContent ?? ""
    return text.replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole)
  }

  /** An element that says `key` and follows the language. */
  element(key: string, tag = "span"): HTMLElement {
    const found = document.querySelector<HTMLElement>(`[data-word="${key}"]`)
    const made = document.createElement(tag)
    made.dataset["word"] = key
    made.textContent = found?.textContent ?? ""
    if (found?.lang) Object.assign(made, { lang: found.lang, dir: found.dir })
    return made
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }

  /** Follow the choice of a language anywhere in the page. */
  watch(): void {
    document.addEventListener("click", (event) => {
      const chosen = (event.target as Element).closest<HTMLElement>("[data-language]")
      const code = chosen?.dataset["language"]
      if (!code) return
      event.preventDefault()
      chosen.closest("details")?.removeAttribute("open")
      void this.#learn(code)
    })
  }

  async #learn(code: string): Promise<void> {
    try {
      const answer = await fetch(`/words/${code}`, { cache: "no-store" })
      if (answer.ok) this.#speak((await answer.json()) as Spoken)
    } catch {
      // No network: the language stays; the words already there are still true.
    }
  }

  #speak(spoken: Spoken): void {
    this.#spoken = spoken
    document.documentElement.lang = spoken.language
    document.documentElement.dir = spoken.direction
    this.translate(document)
    for (const listener of this.#listeners) listener()
  }

  /** Put what stands in `part` into the language chosen. */
  translate(part: ParentNode): void {
    if (!this.#spoken) return
    const { code, language, words } = this.#spoken
    for (const element of part.querySelectorAll<HTMLElement>("[data-word]")) {
      const text = words[element.dataset["word"] ?? ""]
      if (text !== undefined) element.textContent = text
      // What is not translated stays French, and is read aloud as French.
      const foreign = text === undefined && language !== "fr"
      for (const [name, value] of [
        ["lang", "fr"],
        ["dir", "ltr"],
      ] as const) {
        if (foreign) element.setAttribute(name, value)
        else element.removeAttribute(name)
      }
    }
    for (const element of part.querySelectorAll<HTMLElement>("[data-foreign]")) {
      element.hidden = code.startsWith("fr")
    }
  }
}
