/**
 * « Est-ce une infraction ? » by questions, in the page `/questions` opened by itself or
 * brought into the journey.
 *
 * An answer never leaves the browser: there is no request, no address, no storage. It
 * lives in the fields and in this file, and is forgotten with the page.
 * Source: docs/decisions/0020-the-guide-answers-in-her-browser.md.
 */
import { inWords } from "../shared/law/calendar-days.ts"
import { Vocabulary } from "../shared/law/conditions.ts"
import { Clock } from "../shared/law/running.ts"
import type { Limitation } from "../shared/law/tables.ts"
import { ageOf, maybeMinor, readDates, type When } from "./guide-dates.ts"
import { watchCover } from "./guide-cover.ts"
import { Fields } from "./guide-fields.ts"
import { Asking, type Path } from "./guide-questions.ts"
import { showFound } from "./guide-result.ts"
import { type Choice, lawOf, questionsOf, tableOf } from "./guide-tables.ts"
import { termOf } from "./guide-terms.ts"
import type { Say } from "./words.ts"

type Calendar = Limitation["calendar"]
type Part = "start" | "ask" | "answer"

const SETTLES = 400 // milliseconds: a second press is still of what was there before
/** With these, whoever it was done to is counted as an adult unless told otherwise. */
const ADULT = ["partner", "ex-partner", "colleague", "client"]

class Guide {
  readonly #article: Element
  readonly #form: HTMLFormElement
  readonly #clock: Clock
  readonly #asking: Asking
  readonly #calendar: Calendar
  readonly #fields: Fields
  readonly #answers = new Map<string, ReadonlySet<Choice> | null>()
  /** Which part is shown. */
  #part: Part = "start"
  #at = 0
  /** A date was told, and no age: it is asked whatever else it changes. */
  #aged = false
  #settling = 0

  constructor(article: Element, form: HTMLFormElement) {
    const table = tableOf(article)
    const law = lawOf(table)
    this.#article = article
    this.#form = form
    this.#clock = new Clock(law)
    this.#asking = new Asking(questionsOf(table), new Vocabulary(law), law.offences)
    this.#calendar = table.calendar
    this.#fields = new Fields(this.#the("#guide-asked"))
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.#go(true)
    })
    this.#the("#guide").addEventListener("click", ({ target }) => {
      const asked = (target as Element).closest<HTMLElement>("[data-do]")
      this.#do(asked?.dataset["do"])
    })
    this.#the("#guide").hidden = false
    watchCover({
      connected: () => article.isConnected,
      hide: () => {
        if (this.#part === "start") return
        article.classList.add("covered")
        this.#parts("veil")
      },
      show: () => {
        this.#turn(this.#part)
        this.#scroll()
      },
    })
  }

  /** Nothing of the answers is left. */
  forget(): void {
    this.#answers.clear()
    this.#aged = false
    this.#form.reset()
    this.#fields.forget()
    this.#the("#guide-found").replaceChildren()
  }

  #do(act: string | undefined): void {
    if (act === "start") this.#ask(0)
    if (act === "unknown") this.#go(false)
    if (act === "back") this.#ask(this.#at - 1)
    if (act === "erase") {
      this.forget()
      this.#ask(-1)
    }
    if (act === "all") {
      this.#article.classList.remove("asking", "answered")
      this.#focus("#all")
      this.#the("#all").scrollIntoView()
    }
  }

  /** Ask question `at` of those that matter now; after the last one, when it was. */
  #ask(at: number): void {
    if (at < 0) {
      this.#turn("start")
      this.#focus("[data-part=start] h2")
      return this.#scroll()
    }
    const step = this.#path().steps[at]
    this.#at = at
    this.#turn("ask")
    this.#wrong("")
    this.#the("#guide-place").textContent = this.#say("place", { n: String(at + 1) })
    this.#the("#guide-when").hidden = Boolean(step)
    this.#fields.show(step ?? null)
    if (!step) this.#focus("#guide-when legend")
    this.#scroll()
  }

  /** Take the answer, or do without it, and go on. */
  #go(known: boolean): void {
    const step = this.#path().steps[this.#at]
    if (!step) return this.#dated(known)
    const ticked = this.#fields.ticked(step)
    if (known && ticked.size === 0 && !step.question.rest) {
      this.#fields.focus(step)
      return this.#wrong("empty")
    }
    this.#answers.set(step.question.key, known ? ticked : null)
    if (this.#aged && step.question.key === "age") return this.#dated(true)
    const { steps, waits, lost } = this.#path()
    if (lost) this.#conclude({ facts: null, to: null, born: null })
    else if (waits || this.#at + 1 < steps.length) this.#ask(this.#at + 1)
    else this.#ask(steps.length)
  }

  #dated(known: boolean): void {
    if (!known) return this.#conclude({ facts: null, to: null, born: null })
    const field = (name: string) => this.#the<HTMLInputElement>(`#when-${name}`)
    const [facts = "", to = "", born = ""] = ["facts", "to", "born"].map((name) => {
      field(name).removeAttribute("aria-invalid")
      return field(name).value
    })
    const { months } = this.#calendar
    const read = readDates({ facts, to, born }, this.#age(), months, today())
    if ("why" in read) {
      if (this.#at < this.#path().steps.length) this.#ask(this.#path().steps.length)
      field(read.field).setAttribute("aria-invalid", "true")
      field(read.field).focus()
      return this.#wrong(read.why)
    }
    if (read.facts && !this.#age() && !ageOf(read) && !this.#adult()) {
      this.#aged = true
      const at = this.#path().steps.findIndex(({ question }) => question.key === "age")
      if (at >= 0 && !this.#answers.has("age")) return this.#ask(at)
    }
    this.#conclude(read)
  }

  /** Whether she is counted as an adult by who did it. */
  #adult(): boolean {
    const { facts } = this.#asking.told(this.#path().steps, this.#answers)
    return (facts["relation"] ?? []).some((one) => ADULT.includes(one))
  }

  #conclude(when: When): void {
    const { steps } = this.#path()
    const day = (when.to ?? when.facts)?.last ?? null
    const told = this.#asking.told(steps, this.#answers, day)
    const age = this.#age() || ageOf(when)
    const facts = age ? { ...told.facts, age: [age] } : told.facts
    const older = this.#asking.older({ facts, day })
    const counted = age || (this.#adult() && !when.born ? "adult" : "")
    const terms = new Set<string>()
    const found = this.#asking
      .found({ facts, day }, steps, this.#answers)
      .map((piste) => {
        const told = this.#term(piste.id, when, counted, facts["relation"] ?? [])
        // What is long and the same for all is said once.
        const again = terms.has(told) && told.startsWith(this.#say("over"))
        terms.add(told)
        const old = piste.state === "open" && Boolean(older?.has(piste.id))
        return { piste, old, term: again ? this.#say("again") : told }
      })
      .sort((one, two) => Number(one.old) - Number(two.old))
    this.#turn("answer")
    const heading = this.#the("#guide-answer")
    const cards = this.#article.querySelectorAll(".family > details")
    const where = this.#the("#guide-found")
    showFound(where, heading, cards, found, older !== null, this.#say)
    this.#the("#guide-minor").hidden = age === "adult" || !maybeMinor(when, today())
    this.#focus("#guide-answer")
    this.#scroll()
  }

  #term(id: string, when: When, age: string, relations: readonly string[]): string {
    const term = termOf(this.#clock, id, when, age, relations, today())
    if (!term) return ""
    const [first, last] = [term.first, term.last].map((day) =>
      day ? inWords(day, this.#calendar).replace(/ /g, "\u00a0") : "",
    ) as [string, string]
    const since = when.to && this.#clock.offences.get(id)?.repeated === false
    return `${this.#say(term.told, { first, last })} ${since ? this.#say("first") : ""}`
  }

  #age(): string {
    return this.#asking.told(this.#path().steps, this.#answers).facts["age"]?.[0] ?? ""
  }

  #path(): Path {
    return this.#asking.path(this.#answers, this.#aged)
  }

  /** Show one part of the guide; the rest of the page waits while one is answering. */
  #turn(part: Part): void {
    this.#part = part
    const { classList } = this.#article
    classList.remove("covered")
    classList.toggle("asking", part !== "start")
    classList.toggle("answered", part === "answer")
    this.#parts(part)
    // Two quick presses are one: the second must not answer what has just come.
    classList.add("turning")
    clearTimeout(this.#settling)
    this.#settling = window.setTimeout(() => classList.remove("turning"), SETTLES)
  }

  #parts(part: string): void {
    for (const each of this.#article.querySelectorAll<HTMLElement>("[data-part]")) {
      each.hidden = each.dataset["part"] !== part
    }
  }

  /** Once everything is there, and not before: go to it. */
  #scroll(): void {
    this.#the("#guide").scrollIntoView()
  }

  /** Go on from a heading, for the eyes and for a screen reader. */
  #focus(selector: string): void {
    const heading = this.#the(selector)
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }

  #wrong(key: string): void {
    const wrong = this.#the("#guide-wrong")
    wrong.textContent = key && this.#say(key)
    if (key) wrong.scrollIntoView({ block: "nearest" })
  }

  readonly #say: Say = (key, values = {}) => {
    const text = this.#article.querySelector(`[data-say="${key}"]`)?.textContent ?? ""
    return text.replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole)
  }

  #the<E extends HTMLElement = HTMLElement>(selector: string): E {
    return this.#article.querySelector(selector) as E // of templates/pages/guide.html
  }
}

function today(): string {
  const now = new Date()
  const two = (n: number) => String(n).padStart(2, "0")
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** Ready the guide of an article; what it returns forgets every answer. */
export function guide(article: Element): () => void {
  const form = article.querySelector<HTMLFormElement>("#guide form")
  if (!form) return () => {}
  const one = new Guide(article, form)
  return () => one.forget()
}
