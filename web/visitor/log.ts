/**
 * The messages on screen, oldest first. What others wrote is only ever text: no link can
 * be pressed, for following one would end the conversation.
 */
import { cardTitle } from "../shared/card-title.ts"
import type { Said } from "../shared/line.ts"
import type { Values, Words } from "./words.ts"

const NEAR = 120 // pixels from the end: closer than this, the log follows

interface Parts {
  readonly item: HTMLElement
  readonly text: HTMLElement
  readonly meta: HTMLElement
}

export class Log {
  readonly #list: HTMLElement
  readonly #scroller: Element
  readonly #more: HTMLElement
  readonly #words: Words
  readonly #retry: () => void
  #shown = new Map<number, Parts>()

  /**
   * @param list - in a live region that is already in the page.
   * @param more - shown when something arrived out of sight.
   */
  constructor(list: HTMLElement, more: HTMLElement, words: Words, retry: () => void) {
    this.#list = list
    this.#scroller = list.closest("main") ?? document.documentElement
    this.#more = more
    this.#words = words
    this.#retry = retry
    more.addEventListener("click", () => this.#toEnd())
    const look = () => (more.hidden ||= this.#isNearEnd)
    this.#scroller.addEventListener("scroll", look, { passive: true })
    // The field grows, a keyboard opens: the last message stays in sight.
    const resized = new ResizeObserver(() => this.#isNearEnd && this.#toEnd())
    for (const box of [this.#scroller, more.parentElement]) {
      if (box) resized.observe(box)
    }
  }

  /** Show a message at the end, or what has become of it. */
  put(said: Said): void {
    const shown = this.#shown.get(said.key)
    if (shown) {
      this.#mark(shown, said)
      return
    }
    this.#add(this.#make(said).item, said.fate === "sending")
  }

  /** Show what was said before, above the rest; read aloud only when gone through. */
  putPast(past: readonly Said[]): void {
    this.#list.prepend(...past.map((said) => this.#make(said).item))
  }

  /**
   * Something that no person wrote, and that says so.
   *
   * @param values - what fills it; then it stays in the language it was said in.
   */
  automatic(key: string, values?: Values, buttons: readonly HTMLElement[] = []): void {
    const item = document.createElement("li")
    item.className = "said said--automatic"
    const who = this.#words.element("automatic", "small")
    const text = this.#words.element(key, "p")
    if (values) {
      delete text.dataset["word"]
      text.lang ||= document.documentElement.lang
      text.textContent = this.#words.say(key, values)
    }
    item.append(who, text, ...buttons)
    this.#add(item)
  }

  forget(): void {
    this.#shown.clear()
    this.#list.replaceChildren()
  }

  /** Who reads further up is not moved, and is told that there is more. */
  #add(item: HTMLElement, follow = false): void {
    const near = follow || this.#isNearEnd
    this.#list.append(item)
    if (near) this.#toEnd()
    else this.#more.hidden = false
    if (near && !follow) this.#toStartOf(item)
  }

  /** What is longer than the screen, a card, is read from its beginning. */
  #toStartOf(item: HTMLElement): void {
    const top =
      this.#scroller.querySelector(".top")?.getBoundingClientRect().bottom ?? 0
    const over = top - item.getBoundingClientRect().top
    if (over > 0) this.#scroller.scrollTop -= over + 8
  }

  #toEnd(): void {
    this.#more.hidden = true
    this.#scroller.scrollTop = this.#scroller.scrollHeight
  }

  get #isNearEnd(): boolean {
    const { scrollHeight, clientHeight, scrollTop } = this.#scroller
    return scrollHeight - clientHeight - scrollTop < NEAR
  }

  #make(said: Said): Parts {
    const item = document.createElement("li")
    item.className = `said said--${said.side}`
    const who = this.#words.element(said.side === "visitor" ? "you" : "agent")
    who.className = "unseen"
    const text = document.createElement("p")
    text.dir = "auto"
    const meta = document.createElement("small")
    item.append(who, text, meta)
    const parts = { item, text, meta }
    this.#shown.set(said.key, parts)
    this.#mark(parts, said)
    return parts
  }

  #mark({ item, text, meta }: Parts, said: Said): void {
    if (said.text === null)
      text.replaceChildren(this.#words.element("unreadable", "em"))
    else {
      const title = said.side === "agent" ? cardTitle(said.text) : ""
      text.textContent = said.text.slice(title.length)
      if (title) {
        const strong = document.createElement("strong")
        strong.textContent = title
        text.prepend(strong)
        text.lang = "fr" // whatever the page is read in
      }
    }
    item.classList.toggle("said--failed", said.fate === "failed")
    meta.replaceChildren()
    if (said.at !== null) meta.append(hour(said.at), " ")
    if (said.side === "visitor") meta.append(...this.#fate(said))
  }

  #fate({ fate }: Said): (Node | string)[] {
    if (fate === "sending") return [this.#words.element("sending"), "…"]
    if (fate === "sent") return [this.#words.element("sent"), " ✓"]
    const button = document.createElement("button")
    button.type = "button"
    button.append(this.#words.element("retry"))
    button.addEventListener("click", this.#retry)
    return ["⚠ ", this.#words.element("not-sent"), " ", button]
  }
}

/** The hour where the visitor is. */
function hour(at: number): HTMLTimeElement {
  const time = document.createElement("time")
  const when = new Date(at)
  time.dateTime = when.toISOString()
  time.dir = "ltr"
  time.textContent = when.toLocaleTimeString("fr-FR", {
    hour: "2-digit",
    minute: "2-digit",
  })
  return time
}
