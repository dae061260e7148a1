/**
 * The views of the one page take turns in place: one address, one line in the history.
 * Never pushState, replaceState or a reload (docs/decisions/0008-one-page-one-title.md).
 */

export type View = "home" | "before" | "talk" | "page"

/** An element that the page must have. */
export function the<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id)
  if (!found) throw new Error(`no #${id} in this page`)
  return found as E
}

export class Views {
  #now: View = "home"
  #before: View = "home"
  #focus: Element | null = null

  get now(): View {
    return this.#now
  }

  /** Show one view, its heading focused so that it is read from there. */
  show(view: View): void {
    if (view === "page" && this.#now !== "page") {
      this.#before = this.#now
      this.#focus = document.activeElement
    }
    this.#turn(view)
    if (view === "talk") return
    scrollTo(0, 0)
    the(view).querySelector<HTMLElement>("h1")?.focus()
  }

  /** From a page that was read, back to where one was. */
  back(): void {
    if (this.#now === "before") this.show("home")
    if (this.#now !== "page") return
    this.#turn(this.#before)
    if (this.#focus instanceof HTMLElement) this.#focus.focus()
    if (this.#before === "talk") {
      the("page-news").replaceChildren()
      const main = the("main")
      main.scrollTop = main.scrollHeight
      the("text").focus()
    }
  }

  #turn(view: View): void {
    for (const each of ["home", "before", "talk", "page"]) {
      document.getElementById(each)?.toggleAttribute("hidden", each !== view)
    }
    document.documentElement.classList.toggle("talking", view === "talk")
    this.#now = view
  }
}
