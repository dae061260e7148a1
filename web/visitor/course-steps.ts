/** Beside a conversation: her accord, then an hour, then what may be taken back. */
import type { Course } from "../shared/frames.ts"
import { Accord } from "./course-accord.ts"
import { type Doors, type Station, station } from "./course-doors.ts"
import { CourseForm } from "./course-form.ts"
import { courseNews } from "./course-news.ts"
import { Appointment } from "./course-meeting.ts"
import type { CoursePage } from "./course-page.ts"
import { Times } from "./course-times.ts"
import { showCode } from "../shared/opening-code.ts"

/** What the state says of it. */
export interface Stand {
  readonly course: Course | null
  /** Who holds the conversation. */
  readonly desk: string
  /** Nothing can be said any more. */
  readonly over: boolean
}

export class Steps {
  readonly #page: CoursePage
  readonly #accord: Accord
  readonly #appointment: Appointment
  readonly #times: Times
  readonly #form: CourseForm
  readonly #leave: () => void
  #stand: Stand = { course: null, desk: "", over: false }
  #station: Station | null = null
  /** She gives anew what she gave before. */
  #changing = false

  /** @param leave - back to the conversation. */
  constructor(page: CoursePage, doors: Doors, leave: () => void) {
    this.#page = page
    this.#accord = new Accord(doors)
    this.#appointment = new Appointment(doors)
    this.#times = new Times(page)
    this.#leave = leave
    this.#form = new CourseForm(page, () => page.act(() => this.#preview()))
    page.the("back").replaceChildren(page.words.element("course-back"))
    page.hide("revoke")
    page.onAct((act) => this.#do(act))
    page.the("slots").addEventListener("submit", (event) => {
      event.preventDefault()
      page.act(() => this.#choose())
    })
    page.words.onChange(() => this.#tell())
  }

  follow(stand: Stand): void {
    const { course } = stand
    const before = this.#stand.course
    this.#stand = stand
    if (course) {
      this.#accord.follow(course.accord)
      this.#appointment.follow(course.appointment)
    }
    if (course && course.station !== this.#station?.id) {
      // Another one is not shown where it does not go.
      this.#station = null
      void this.#find(course.station)
    }
    // Taken back by the officer while she was writing: her words stay in the fields.
    const asked = course?.accord === "asked"
    if ((before && !course) || (asked && stand.over)) this.#page.said("course-over")
    else if (asked && this.#accord.given) this.#page.said("course-again")
    else this.#news(before, course)
    this.#turn()
  }

  /** What has become of it, by whichever way: what she pressed, or somebody else. */
  #news(before: Course | null, course: Course | null): void {
    const news = courseNews(before, course)
    if (!news) return
    if (news === "erased") {
      this.#accord.forget()
      this.#page.forget()
    }
    const { say } = this.#page.words
    this.#page.said(news, { station: this.#station?.name ?? say("a-station") })
  }

  forget(): void {
    this.#accord.forget()
    this.#appointment.forget()
    this.#times.forget()
    this.#page.leave()
  }

  async #find(id: string): Promise<void> {
    try {
      const found = await station(id)
      if (this.#stand.course?.station !== found.id) return
      this.#station = found
      // Another one than she was reading: it is read before it is agreed to.
      if (this.#page.part === "preview") {
        this.#page.turn("fill", "accord-title")
        this.#page.said("course-asked", { station: found.name })
      }
    } catch {
      this.#page.wrong("page-lost")
      return
    }
    this.#tell()
  }

  /** Which part the state asks for. */
  #turn(): void {
    const { course, over } = this.#stand
    const asked = course?.accord === "asked" && !over
    const reads = this.#page.part === "code" && this.#accord.code !== ""
    if (!asked && !this.#changing && !reads) this.#page.turn("file", "file-title")
    else if (this.#page.part === "file") this.#page.turn("fill", "accord-title")
    this.#tell()
  }

  #do(act: string): void {
    const page = this.#page
    if (act === "nothing") page.act(() => this.#nothing(), "course-over")
    if (act === "give") page.act(() => this.#give(), "course-over")
    if (act === "change") page.act(() => this.#change())
    if (act === "withdraw") page.act(() => this.#withdraw())
    if (act === "cancel") page.act(() => this.#cancel())
    if (act === "move" || act === "keep")
      page.act(() => this.#times.move(act === "move"))
    if (act === "print") print()
    if (act === "calendar") this.#times.calendar()
    if (act === "code") page.act(() => page.turn("code", "code-title"))
    if (act === "code-later") page.act(() => page.turn("file", "file-title"))
    if (act === "put-away") page.act(() => this.#putAway())
  }

  async #preview(): Promise<void> {
    const { course } = this.#stand
    // To whom it goes is read before what goes.
    if (course && !this.#station) await this.#find(course.station)
    if (!this.#station) return
    const identity = this.#form.read()
    if (!this.#form.complete(identity)) return
    this.#form.preview(identity)
    this.#page.turn("preview", "preview-title")
  }

  #change(): void {
    this.#changing = this.#stand.course?.accord === "given"
    this.#page.said(null)
    this.#page.turn("fill", "accord-title")
  }

  async #nothing(): Promise<void> {
    // Given before, and not sent anew: what was given stands as it was.
    if (!this.#changing) {
      await this.#accord.decline()
      this.#page.forget()
    }
    this.#changing = false
    this.#page.turn("file", "file-title")
    this.#tell()
    this.#leave()
  }

  async #give(): Promise<void> {
    const { course, desk } = this.#stand
    if (!course) return this.#page.wrong("course-over")
    if (!this.#station) return this.#find(course.station)
    await this.#accord.give({ station: course.station, desk }, this.#form.read())
    this.#changing = false
    this.#page.said("course-given")
    this.#page.turn("file", "file-title")
    this.#tell()
  }

  async #withdraw(): Promise<void> {
    const { erased, why } = await this.#accord.withdraw()
    if (erased) this.#page.forget()
    this.#page.said(erased ? "erased" : `not-erased-${why ?? "law"}`)
    this.#page.the<HTMLDetailsElement>("mind").open = false
    this.#tell()
  }

  async #choose(): Promise<void> {
    const slot = this.#times.chosen
    const { course } = this.#stand
    if (!slot || !course) return
    if (this.#times.booked) {
      await this.#times.trying(slot, () => this.#appointment.move(slot.slot))
      this.#page.said("moved")
    } else {
      const called = this.#called
      if (!called) {
        this.#page.wrong("called-empty")
        this.#page.the("named").focus()
        return
      }
      await this.#times.trying(slot, () =>
        this.#appointment.take(slot, course.station, called),
      )
      this.#page.said("course-booked")
    }
    // The state that follows shows it; who looks at it is told at once.
    const { at, minutes } = slot
    const appointment = { at, minutes, state: "booked" }
    const now = this.#stand.course ?? course
    this.#stand = { ...this.#stand, course: { ...now, appointment } }
    this.#tell()
  }

  async #cancel(): Promise<void> {
    await this.#appointment.cancel()
    const { course } = this.#stand
    if (course) {
      this.#stand = { ...this.#stand, course: { ...course, appointment: null } }
    }
    this.#page.said("number-cancelled")
    this.#page.the<HTMLDetailsElement>("cancel").open = false
    this.#tell()
  }

  #putAway(): void {
    this.#accord.putAway()
    this.#page.turn("file", "file-title")
    this.#tell()
  }

  /** What the reception may call: given before, or asked for beside the hours. */
  get #called(): string {
    const named = this.#page.the<HTMLInputElement>("named").value.trim()
    return this.#accord.given?.called || named
  }

  #tell(): void {
    const page = this.#page
    const { course, over } = this.#stand
    const [found, accord] = [this.#station, course?.accord]
    page.place(found)
    const going = ["given", "prepared", "sent"].includes(accord ?? "")
    const booked = course?.appointment?.state === "booked"
    page.show("name", !booked && !this.#accord.given)
    page.show("paper", going && found?.havre === false)
    page.show(
      "soon",
      going && !over && found?.havre === true && !booked && !course?.slots.length,
    )
    page.show("change", accord === "given" && this.#accord.given !== null && !over)
    page.show("mind", going)
    page.show("code", this.#accord.code !== "")
    page.the("digits").textContent = showCode(this.#accord.code)
    if (!found) return
    this.#times.tell({
      zone: found.zone,
      meeting: course?.appointment ?? null,
      slots: over ? [] : (course?.slots ?? []),
      number: this.#appointment.number,
    })
  }
}
