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
import { Fields } from "./guide-fields.ts"
import { Asking, type Path } from "./guide-questions.ts"
import { showFound } from "./guide-result.ts"
import { type Choice, lawOf, questionsOf, tableOf } from "./guide-tables.ts"
import { termOf } from "./guide-terms.ts"
import type { Say } from "./words.ts"

type Calendar = Limitation["calendar"]

class Guide {
  readonly #article: Element
  readonly #form: HTMLFormElement
  readonly #clock: Clock
  readonly #asking: Asking
  readonly #calendar: Calendar
  readonly #fields: Fields
  readonly #answers = new Map<string, ReadonlySet<Choice> | null>()
  #at = 0

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
  }

  /** Nothing of the answers is left. */
  forget(): void {
    this.#answers.clear()
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
      this.#turn("start")
      this.#focus("[data-part=start] h2")
    }
  }

  /** Ask question `at` of those that matter now; after the last one, when it was. */
  #ask(at: number): void {
    if (at < 0) return this.#turn("start")
    const step = this.#path().steps[at]
    this.#at = at
    this.#turn("ask")
    this.#wrong("")
    this.#the("#guide-place").textContent = this.#say("place", { n: String(at + 1) })
    this.#the("#guide-when").hidden = Boolean(step)
    this.#fields.show(step ?? null)
    if (!step) this.#focus("#guide-when legend")
  }

  /** Take the answer, or do without it, and go on. */
  #go(known: boolean): void {
    const step = this.#path().steps[this.#at]
    if (!step) return this.#dated(known)
    const ticked = this.#fields.ticked(step)
    if (known && ticked.size === 0 && !step.question.rest) {
      this.#wrong("empty")
      return this.#fields.focus(step)
    }
    if (!known) this.#fields.clear(step)
    this.#answers.set(step.question.key, known ? ticked : null)
    const { steps, waits, lost } = this.#path()
    if (lost) this.#conclude({ facts: null, to: null, born: null })
    else if (waits || this.#at + 1 < steps.length) this.#ask(this.#at + 1)
    else this.#ask(steps.length)
  }

  #dated(known: boolean): void {
    const field = (name: string) => this.#the<HTMLInputElement>(`#when-${name}`)
    const names = ["facts", "to", "born"] as const
    for (const name of names) {
      if (!known) field(name).value = ""
      field(name).removeAttribute("aria-invalid")
    }
    const [facts, to, born] = names.map((name) => field(name).value) as [
      string,
      string,
      string,
    ]
    const read = readDates(
      { facts, to, born },
      this.#age(),
      this.#calendar.months,
      today(),
    )
    if ("why" in read) {
      this.#wrong(read.why)
      field(read.field).setAttribute("aria-invalid", "true")
      return field(read.field).focus()
    }
    this.#conclude(read)
  }

  #conclude(when: When): void {
    const { steps } = this.#path()
    const day = (when.to ?? when.facts)?.last ?? null
    const told = this.#asking.told(steps, this.#answers, day)
    const age = this.#age() || ageOf(when)
    const facts = age ? { ...told.facts, age: [age] } : told.facts
    const found = this.#asking
      .found({ facts, day }, steps, this.#answers)
      .map((piste) => ({
        piste,
        term: this.#term(piste.id, when, age, facts["relation"] ?? []),
      }))
    this.#turn("answer")
    const heading = this.#the("#guide-answer")
    const cards = this.#article.querySelectorAll(".family > details")
    showFound(this.#the("#guide-found"), heading, cards, found, this.#say)
    this.#the("#guide-minor").hidden = age === "adult" || !maybeMinor(when, today())
    this.#focus("#guide-answer")
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
    return this.#asking.path(this.#answers)
  }

  /** Show one part of the guide; the rest of the page waits while one is answering. */
  #turn(part: "start" | "ask" | "answer"): void {
    this.#article.classList.toggle("asking", part !== "start")
    this.#article.classList.toggle("answered", part === "answer")
    for (const each of this.#article.querySelectorAll<HTMLElement>("[data-part]")) {
      each.hidden = each.dataset["part"] !== part
    }
    this.#the("#guide").scrollIntoView()
  }

  /** Go on from a heading, for the eyes and for a screen reader. */
  #focus(selector: string): void {
    const heading = this.#the(selector)
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }

  #wrong(key: string): void {
    this.#the("#guide-wrong").textContent = key && this.#say(key)
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
