/** The view of her accord and of her file, as parts that take turns. */
import type { Station } from "./course-doors.ts"
import { Refused } from "./server.ts"
import type { Values, Words } from "./words.ts"

export type Part = "fill" | "preview" | "file" | "code"

const OF_HOURS = ["slot-taken", "slot-past", "slot-none", "called-empty"]
const SETTLES = 400 // milliseconds: a second press is still of what was there before

export class CoursePage {
  readonly words: Words
  readonly #section: HTMLElement
  #part: Part = "file"
  #settling = 0
  #busy = false
  /** How often something was said to have become of it. */
  #told = 0
  #saying: readonly [key: string, values: Values] | null = null
  #wrong: string | null = null

  /** @param section - of templates/intake/course.html. */
  constructor(section: HTMLElement, words: Words) {
    this.#section = section
    this.words = words
    words.onChange(() => this.#say())
  }

  get part(): Part {
    return this.#part
  }

  /** The element whose id is `course-` and `id`. */
  the<E extends HTMLElement = HTMLElement>(id: string): E {
    return this.#section.querySelector(`#course-${id}`) as E
  }

  /** The slip that is printed. */
  slip(part = ""): HTMLElement {
    return this.#section.querySelector(`#slip${part}`) as HTMLElement
  }

  /**
   * Do one thing at a time. What fails is said where she is, and nothing of hers is lost.
   * What is said to have become of it is in sight at the end.
   *
   * @param late - what is said when it comes too late.
   */
  act(run: () => Promise<void> | void, late = "course-late"): void {
    if (this.#busy) return
    this.#busy = true
    this.wrong(null)
    const told = this.#told
    Promise.resolve()
      .then(run)
      .catch((refusal: unknown) => {
        const key = reason(refusal, late)
        // Its answer was lost, and what became of it was told by another way.
        if (key !== LOST || told === this.#told) this.wrong(key)
      })
      .finally(() => {
        this.#busy = false
        if (told !== this.#told) this.#reveal()
      })
  }

  /** Call `run` with the name of each act that is pressed. */
  onAct(run: (act: string) => void): void {
    this.#section.addEventListener("click", ({ target }) => {
      const act = (target as Element).closest<HTMLElement>("[data-act]")?.dataset["act"]
      if (act) run(act)
    })
  }

  /** Show one part alone, read from its title. */
  turn(part: Part, title: string): void {
    const turned = part !== this.#part
    this.#part = part
    this.title(title)
    // Alone on the screen.
    this.#section.classList.toggle("alone", part === "code")
    for (const each of this.#section.querySelectorAll<HTMLElement>("[data-part]")) {
      each.hidden = each.dataset["part"] !== part
    }
    if (!turned || this.#section.hidden) return
    // Two quick presses are one: the second must not agree to what has just come.
    const { classList } = this.#section
    classList.add("turning")
    clearTimeout(this.#settling)
    this.#settling = window.setTimeout(() => classList.remove("turning"), SETTLES)
    scrollTo(0, 0)
    this.the("title").focus({ preventScroll: true })
  }

  title(key: string): void {
    const title = this.the("title")
    if (title.firstElementChild?.getAttribute("data-word") === key) return
    title.replaceChildren(this.words.element(key))
  }

  /** Say why it did not go; null: nothing is wrong. */
  wrong(key: string | null): void {
    this.#wrong = key
    const places = this.#section.querySelectorAll<HTMLElement>(".wrong")
    for (const place of places) place.replaceChildren()
    if (!key) return
    const seen = [...places].filter((each) => each.closest("[hidden]") === null)
    // Beside a field, what is said of that field; beside the hours, of an hour.
    const field = seen.find((each) => each.dataset["of"] === key)
    const others = seen.filter((each) => !each.dataset["of"])
    const place = field ?? (OF_HOURS.includes(key) ? others.at(-1) : others[0])
    place?.append(this.words.element(key))
    place?.scrollIntoView({ block: "nearest" })
  }

  /** Say what has become of it; null: nothing. */
  said(key: string | null, values: Values = {}): void {
    this.#saying = key ? [key, values] : null
    this.#say()
    if (!key) return
    this.#told += 1
    if (this.#wrong !== LOST) return
    // Known now.
    this.wrong(null)
    this.#reveal()
  }

  /** In the language of now. */
  #say(): void {
    const text = this.#saying ? this.words.say(...this.#saying) : ""
    const said = this.the("said")
    if (said.textContent !== text) said.textContent = text
  }

  /** What was pressed may be gone: read on from the title, what was said in sight. */
  #reveal(): void {
    if (this.#section.hidden) return
    this.the("title").focus({ preventScroll: true })
    this.the("said").scrollIntoView({ block: "nearest" })
  }

  hide(...ids: readonly string[]): void {
    for (const id of ids) this.the(id).hidden = true
  }

  show(id: string, shown: boolean): void {
    this.the(id).hidden = !shown
  }

  /** To whom it goes, and how to reach them. */
  place(station: Station | null): void {
    this.show("place", station !== null)
    if (!station) return
    const force = station.force === "GN" ? "gendarmerie" : "police"
    this.the("force").replaceChildren(this.words.element(`station-${force}`))
    this.the("station").textContent = station.name
    const { address, postcode, commune } = station
    this.the("where").textContent = `${address}, ${postcode} ${commune}`
    this.the("open").textContent = station.hours
    for (const id of ["call", "paper-call"]) {
      const call = this.the<HTMLAnchorElement>(id)
      call.href = `tel:${station.phone.replace(/\s/g, "")}`
      call.textContent = station.phone
      call.hidden = !station.phone
    }
  }

  /** Nothing of it is left in the page. */
  leave(): void {
    this.forget()
    this.#section.remove()
  }

  /** Nothing of what she wrote or was given is left in the view. */
  forget(): void {
    for (const form of this.#section.querySelectorAll("form")) form.reset()
    for (const id of ["lines", "hours", "number", "digits", "state", "hour"]) {
      this.the(id).replaceChildren()
    }
    this.slip("-number").replaceChildren()
    this.slip("-hour").replaceChildren()
    this.slip().hidden = true
  }
}

const LOST = "course-lost"
const TOLD = ["slot-taken", "slot-past", "station-closed", "slow-down"]
const LATE = ["wrong-step", "not-found", "closed", "needs-accord"]

/** The word for what went wrong; `late` when it comes too late. */
export function reason(refusal: unknown, late: string): string {
  if (!(refusal instanceof Refused)) return LOST
  if (TOLD.includes(refusal.code)) return refusal.code
  return LATE.includes(refusal.code) ? late : LOST
}
