/**
 * The views of the one page take turns in place: one address, one line in the history.
 * Never pushState, replaceState or a reload (docs/decisions/0008-one-page-one-title.md).
 */

export type View = "home" | "before" | "talk" | "page" | "course"

const VIEWS: readonly View[] = ["home", "before", "talk", "page", "course"]

/** An element that the page must have. */
export function the<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id)
  if (!found) throw new Error(`no #${id} in this page`)
  return found as E
}

/** Where one was before a view that is put away by going back. */
interface Under {
  readonly view: View
  readonly focus: Element | null
}

export class Views {
  #now: View = "home"
  #under = new Map<View, Under>()
  #onBack = new Map<View, () => void>()

  get now(): View {
    return this.#now
  }

  /** Show one view, its heading focused so that it is read from there. */
  show(view: View): void {
    if ((view === "page" || view === "course") && this.#now !== view) {
      this.#under.set(view, { view: this.#now, focus: document.activeElement })
    }
    this.#turn(view)
    if (view === "talk") return
    scrollTo(0, 0)
    the(view).querySelector<HTMLElement>("h1")?.focus()
  }

  /** Call `run` once, when that view is put away by going back. */
  onBack(view: View, run: () => void): void {
    this.#onBack.set(view, run)
  }

  /** From a page that was read, back to where one was. */
  back(): void {
    const left = this.#now
    if (left === "before") this.show("home")
    const under = this.#under.get(left)
    if (!under) return
    this.#under.delete(left)
    this.#onBack.get(left)?.()
    this.#onBack.delete(left)
    this.#turn(under.view)
    if (under.focus instanceof HTMLElement) under.focus.focus()
    if (under.view === "talk") {
      for (const id of ["page-news", "course-news"]) {
        document.getElementById(id)?.replaceChildren()
      }
      const main = the("main")
      main.scrollTop = main.scrollHeight
      the("text").focus()
    }
  }

  /** Somebody wrote in the conversation that goes on behind. */
  tell(news: () => Element): void {
    if (this.#now === "talk") return
    for (const id of ["page-news", "course-news"]) {
      document.getElementById(id)?.replaceChildren(news())
    }
  }

  #turn(view: View): void {
    for (const each of VIEWS) {
      document.getElementById(each)?.toggleAttribute("hidden", each !== view)
    }
    const { classList } = document.documentElement
    classList.toggle("talking", view === "talk")
    // Printed, it is a slip and nothing else (web/styles/accord.css).
    classList.toggle("course", view === "course")
    this.#now = view
  }
}
