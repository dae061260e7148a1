/**
 * The way to where the talk leads: her accord, an hour, her file. The view and what makes
 * it work are brought when she wants to see it, and not before.
 */
import type { Course } from "../shared/frames.ts"
import { station } from "./course-doors.ts"
import { accordWord } from "./course-news.ts"
import type { Stand, Steps } from "./course-steps.ts"
import type { Memory } from "./memory.ts"
import { bringCourse } from "./pages.ts"
import { the, type Views } from "./views.ts"
import type { Say, Words } from "./words.ts"

/** What is told of it beside the conversation; empty: nothing. */
export function courseTold(course: Course | null, name: string, say: Say): string {
  if (!course) return ""
  const { accord, appointment, slots } = course
  if (appointment?.state === "booked") return say("course-booked")
  if (slots.length > 0 && accord !== "asked") return say("course-slots")
  return say(accordWord(accord), { station: name || say("a-station") })
}

export class CourseDoor {
  readonly #views: Views
  readonly #words: Words
  readonly #memory: Memory
  #stand: Stand = { course: null, desk: "", over: false }
  #steps: Steps | null = null
  #named = { id: "", name: "" }

  constructor(views: Views, words: Words, memory: Memory) {
    this.#views = views
    this.#words = words
    this.#memory = memory
  }

  /** Where it stands; what is told of it may change once the station's name is known. */
  follow(stand: Stand, onNamed: () => void): void {
    this.#stand = stand
    this.#steps?.follow(stand)
    const id = stand.course?.station
    if (!id || id === this.#named.id) return
    this.#named = { id, name: "" }
    station(id)
      .then(({ name }) => {
        if (this.#named.id === id) this.#named = { id, name }
        onNamed()
      })
      .catch(() => {}) // told without its name
  }

  told(say: Say): string {
    const { course, over } = this.#stand
    // Nobody is there to be answered any more.
    if (over && course?.accord === "asked") return ""
    return courseTold(course, this.#named.name, say)
  }

  /** Show it; the conversation goes on behind. @throws when it does not come. */
  async see(): Promise<void> {
    const { conversation } = this.#memory
    if (!conversation) return
    if (!this.#steps) {
      const { section, besideTalk } = await this.#bring()
      if (this.#memory.left || this.#steps) return
      const steps = besideTalk(section, this.#words, conversation, () =>
        this.#views.back(),
      )
      this.#steps = steps
      this.#memory.onForget(() => steps.forget())
      steps.follow(this.#stand)
    }
    this.#views.show("course")
  }

  /**
   * Show the file of an opening code.
   *
   * @returns the word for what went wrong; null: it is shown.
   * @throws when the view does not come.
   */
  async open(code: string): Promise<string | null> {
    const { section, withCode } = await this.#bring()
    const shown = await withCode(section, this.#words, code)
    if (shown === null) return "code-unknown"
    if (typeof shown === "string") return shown
    // Left meanwhile, nothing of it stays.
    this.#memory.onForget(() => shown.forget())
    this.#views.onBack("course", () => shown.forget())
    if (this.#memory.left) shown.forget()
    else this.#views.show("course")
    return null
  }

  async #bring() {
    const at = "/s/course.js" // of its own, like the guide
    const [section, brought] = await Promise.all([
      bringCourse(this.#words),
      import(at) as Promise<typeof import("./course.ts")>,
    ])
    return { section, ...brought }
  }
}

/** The button that leads there, and what is told beside it. */
export function watchCourse(door: CourseDoor, words: Words): void {
  const lost = the("course-lost")
  the("course-see").addEventListener("click", () => {
    lost.replaceChildren()
    door.see().catch(() => lost.replaceChildren(words.element("page-lost")))
  })
}
