/** Her appointment and the hours she may choose, on screen and on paper. */
import { showNumber } from "../shared/appointment-number.ts"
import { randomId } from "../shared/bytes.ts"
import type { Meeting, Slot } from "./course-doors.ts"
import { calendarOf, choosable, hoursOf, ownZone, saidIn } from "./course-hours.ts"
import type { CoursePage } from "./course-page.ts"
import { Refused } from "./server.ts"

/** What is told of hours. */
export interface Told {
  /** Where the station's clocks are. */
  readonly zone: string
  readonly meeting: Meeting | null
  readonly slots: readonly Slot[]
  /** Empty: this tab does not know it. */
  readonly number: string
}

export class Times {
  readonly #page: CoursePage
  readonly #refused = new Set<string>()
  #told: Told | null = null
  #moving = false
  #shown = ""

  constructor(page: CoursePage) {
    this.#page = page
  }

  get moving(): boolean {
    return this.#moving
  }

  get booked(): boolean {
    return this.#told?.meeting?.state === "booked"
  }

  move(moving: boolean): void {
    this.#moving = moving
    if (this.#told) this.tell(this.#told)
    if (moving) this.#page.the("hours").querySelector("input")?.focus()
  }

  /** The hour that is ticked, or undefined: then it is said. */
  get chosen(): Slot | undefined {
    const ticked = this.#page.the("hours").querySelector<HTMLInputElement>(":checked")
    const slot = this.#offered.find(({ slot }) => slot === ticked?.value)
    if (!slot) this.#page.wrong("slot-none")
    return slot
  }

  /**
   * Do what takes an hour; one that is gone meanwhile is not offered again.
   *
   * @throws what `run` does.
   */
  async trying(slot: Slot, run: () => Promise<void>): Promise<void> {
    try {
      await run()
      this.#moving = false
    } catch (refusal) {
      const gone = ["slot-taken", "slot-past"]
      if (refusal instanceof Refused && gone.includes(refusal.code)) {
        this.#refused.add(slot.slot)
        if (this.#told) this.tell(this.#told)
      }
      throw refusal
    }
  }

  tell(told: Told): void {
    // Moved, whoever was told of it first.
    if (this.#told?.meeting?.at !== told.meeting?.at) this.#moving = false
    this.#told = told
    const { meeting, number } = told
    const page = this.#page
    const booked = this.booked
    const offered = this.#offered
    page.show("booked", booked)
    page.show("slots", offered.length > 0 && (!booked || this.#moving))
    page.show("keep", booked)
    page.show("move", booked && offered.length > 0 && !this.#moving)
    page.show("number-part", number !== "")
    page.show("number-gone", number === "")
    this.#list(offered, told.zone)
    page.slip().hidden = !booked || number === ""
    page.the("number").textContent = number && showNumber(number)
    if (!booked || !meeting) return
    const [there, here] = this.#hours(meeting.at, told.zone)
    page.the("hour").textContent = there
    page.the("hour-here").textContent = here
    page.slip("-number").textContent = number && showNumber(number)
    // At a desk it is read in French, by the clocks of that desk.
    page.slip("-hour").textContent = saidIn(meeting.at, told.zone, "fr")
  }

  /** Make the calendar's file here; it goes nowhere but where her browser keeps files. */
  calendar(): void {
    const meeting = this.#told?.meeting
    if (!meeting) return
    const text = calendarOf(meeting, randomId(), Date.now())
    const url = URL.createObjectURL(new Blob([text], { type: "text/calendar" }))
    const link = document.createElement("a")
    link.href = url
    link.download = "rendez-vous.ics"
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  }

  forget(): void {
    this.#told = null
    this.#refused.clear()
    this.#moving = false
    this.#shown = ""
  }

  get #offered(): readonly Slot[] {
    return choosable(this.#told?.slots ?? [], this.#refused, Date.now())
  }

  #hours(at: number, zone: string): readonly [string, string] {
    const { say } = this.#page.words
    const { lang } = document.documentElement
    const [there, here] = hoursOf(at, zone, ownZone(), lang)
    if (!here) return [there, ""]
    return [say("at-station", { hour: there }), say("at-home", { hour: here })]
  }

  /** The same list is left as it is: what she is on must not move under her. */
  #list(slots: readonly Slot[], zone: string): void {
    const { lang } = document.documentElement
    const shown = JSON.stringify([slots, zone, lang])
    if (shown === this.#shown) return
    this.#shown = shown
    const hours = this.#page.the("hours")
    const ticked = hours.querySelector<HTMLInputElement>(":checked")?.value
    const rows = slots.map(({ slot, at, minutes }) => {
      const input = document.createElement("input")
      input.type = "radio"
      input.name = "slot"
      input.value = slot
      input.autocomplete = "off"
      input.checked = slot === ticked
      const [there, here] = this.#hours(at, zone)
      const { say } = this.#page.words
      const long = document.createElement("small")
      const told = [here, say("minutes", { minutes: String(minutes) })]
      long.textContent = told.filter(Boolean).join(" · ")
      const text = document.createElement("span")
      text.append(there, long)
      const label = document.createElement("label")
      label.className = "tap"
      label.append(input, text)
      return label
    })
    hours.replaceChildren(...rows)
  }
}
