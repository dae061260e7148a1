/** The form where she says what may be sent, and the same, line by line, before it is. */
import {
  CHANNELS,
  type Identity,
  type Line,
  linesOf,
  missing,
  OFFICERS,
  reachedAt,
} from "./course-identity.ts"
import type { CoursePage } from "./course-page.ts"

export class CourseForm {
  readonly #page: CoursePage

  constructor(page: CoursePage, onPreview: () => void) {
    this.#page = page
    page.the("fill").addEventListener("submit", (event) => {
      event.preventDefault()
      onPreview()
    })
    page.the("channel").addEventListener("change", () => this.#offerContact())
    // A browser that keeps the fields of a page fills them before anything is pressed.
    this.#offerContact()
  }

  /** What is written now. */
  read(): Identity {
    const field = (id: string) =>
      this.#page.the<HTMLInputElement>(id).value.trim().normalize()
    const ticked = (id: string) => this.#page.the<HTMLInputElement>(id).checked
    const [phone, email, address] = [field("phone"), field("email"), field("address")]
    const channel = this.#channel
    const reached = channel === "none" ? "" : field("contact-value")
    const officer = OFFICERS.find((who) => ticked(`officer-${who}`)) ?? "any"
    return {
      v: 1,
      name: field("full-name"),
      called: field("called"),
      born: field("born"),
      address,
      phone,
      email,
      contact: {
        channel,
        value: reached || reachedAt(channel, { phone, email, address }),
        hours: channel === "none" ? "" : field("contact-hours"),
        wording: channel === "none" ? "" : field("contact-wording"),
        message: !ticked("never-message"),
      },
      wishes: {
        officer,
        interpreter: field("interpreter"),
        accessible: ticked("accessible"),
        companion: field("companion"),
      },
      conversation: ticked("whole"),
    }
  }

  /** Whether it can be read line by line; else what is missing is said, there. */
  complete(identity: Identity): boolean {
    const lacking = missing(identity)
    for (const id of ["called", "contact-value"]) {
      this.#page.the(id).removeAttribute("aria-invalid")
    }
    if (!lacking) return true
    const [id, key] = lacking
    this.#page.wrong(key)
    const field = this.#page.the(id)
    field.setAttribute("aria-invalid", "true")
    field.focus()
    return false
  }

  /** Show exactly what goes. */
  preview(identity: Identity): void {
    const { words } = this.#page
    const lines: readonly Line[] = [
      ...linesOf(identity),
      ["reads", { key: "reads-what" }],
    ]
    const made = lines.flatMap(([label, told]) => {
      const term = document.createElement("dt")
      term.append(words.element(label))
      const value = document.createElement("dd")
      if ("key" in told) value.append(words.element(told.key))
      else {
        value.dir = "auto"
        value.textContent = told.text
      }
      return [term, value]
    })
    this.#page.the("lines").replaceChildren(...made)
  }

  get #channel() {
    const { selectedIndex } = this.#page.the<HTMLSelectElement>("channel")
    return CHANNELS[selectedIndex] ?? "none"
  }

  #offerContact(): void {
    this.#page.show("contact", this.#channel !== "none")
  }
}
