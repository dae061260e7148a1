/** With her opening code, at the first page: where her file is, in neutral words. */
import type { CodeDoors, Followed } from "./course-doors.ts"
import { dayIn, ownZone } from "./course-hours.ts"
import type { CoursePage } from "./course-page.ts"
import { Times } from "./course-times.ts"
import { Refused, Unreachable } from "./server.ts"
import type { Values } from "./words.ts"

const MARKS = ["came", "to-recontact", "complaint-filed"]

export class Following {
  readonly #page: CoursePage
  readonly #doors: CodeDoors
  readonly #times: Times
  /** Null once the code opens nothing any more, or was put away. */
  #followed: Followed | null

  /** @param followed - what the code has just shown. */
  constructor(page: CoursePage, doors: CodeDoors, followed: Followed) {
    this.#page = page
    this.#doors = doors
    this.#followed = followed
    this.#times = new Times(page)
    page.the("back").replaceChildren(page.words.element("back"))
    page.hide("name", "soon", "change", "code", "number-part")
    page.show("revoke", true)
    page.onAct((act) => this.#do(act))
    page.the("slots").addEventListener("submit", (event) => {
      event.preventDefault()
      page.act(() => this.#move())
    })
    page.words.onChange(() => this.#tell())
    page.said(null)
    page.turn("file", "file-title")
    this.#tell()
  }

  forget(): void {
    this.#followed = null
    this.#times.forget()
    this.#page.leave()
  }

  #do(act: string): void {
    const page = this.#page
    if (act === "withdraw") page.act(() => this.#withdraw(), "code-unknown")
    if (act === "cancel") page.act(() => this.#cancel())
    if (act === "move" || act === "keep")
      page.act(() => this.#times.move(act === "move"))
    if (act === "calendar") this.#times.calendar()
    if (act === "revoke") page.act(() => this.#revoke(), "code-unknown")
  }

  async #look(): Promise<void> {
    const followed = await this.#doors.look()
    if (!this.#followed) return
    this.#followed = followed
    this.#tell()
  }

  async #move(): Promise<void> {
    const slot = this.#times.chosen
    if (!slot) return
    const moved = (now: Followed | null) => now?.appointment?.at === slot.at
    try {
      await this.#times.trying(slot, async () => {
        await this.#surely(() => this.#doors.move(slot.slot), moved)
      })
    } finally {
      // Moved or not, the hours that are free have changed.
      await this.#look().catch(() => {})
    }
    this.#page.said("moved")
  }

  async #cancel(): Promise<void> {
    const cancelled = (now: Followed | null) => now?.appointment?.state !== "booked"
    await this.#surely(() => this.#doors.cancel(), cancelled)
    this.#page.said("number-cancelled")
    this.#page.the<HTMLDetailsElement>("cancel").open = false
    await this.#look()
  }

  async #withdraw(): Promise<void> {
    const gone = { erased: true, why: null } as const
    const { erased, why } = (await this.#surely(() => this.#doors.withdraw())) ?? gone
    this.#page.said(erased ? "erased" : `not-erased-${why ?? "law"}`)
    // Erased, the code opens nothing any more.
    if (erased) this.#over()
    else await this.#look()
  }

  async #revoke(): Promise<void> {
    await this.#surely(() => this.#doors.revoke())
    this.#page.said("revoked")
    this.#over()
  }

  /**
   * Do it; when its answer is lost, look whether it was done.
   *
   * @param done - by what is seen now; null: the code opens nothing any more.
   * @returns null when its answer was lost and it was done.
   */
  async #surely<T>(
    run: () => Promise<T>,
    done: (now: Followed | null) => boolean = (now) => now === null,
  ): Promise<T | null> {
    try {
      return await run()
    } catch (refusal) {
      if (!(refusal instanceof Unreachable)) throw refusal
      const now = await this.#doors.look().catch((unseen: unknown) => {
        if (unseen instanceof Refused && unseen.code === "not-found") return null
        throw refusal
      })
      if (!done(now)) throw refusal
      return null
    }
  }

  #over(): void {
    this.#followed = null
    this.#page.hide("booked", "slots", "paper", "mind", "revoke", "place")
    this.#page.the("state").replaceChildren()
    this.#page.slip().hidden = true
  }

  #tell(): void {
    if (!this.#followed) return
    const { station, appointment, free, withdrawable } = this.#followed
    this.#page.place(station)
    this.#page.show("paper", station?.havre === false)
    // Gone already, she is told why it is not erased.
    this.#page.show("mind", withdrawable || this.#followed.sent_at !== null)
    this.#page.the("state").replaceChildren(...this.#states(this.#followed))
    this.#times.tell({
      zone: station?.zone ?? ownZone(),
      meeting: appointment,
      // Without an appointment there is none to move.
      slots: appointment?.state === "booked" ? free : [],
      number: "",
    })
  }

  /** What has happened so far, the last first. */
  #states(followed: Followed): HTMLElement[] {
    const { acknowledged, mark, appointment, sent_at: sent, station } = followed
    const { words } = this.#page
    const { lang } = document.documentElement
    const told: [key: string, values: Values | null][] = []
    if (mark && MARKS.includes(mark)) told.push([`mark-${mark}`, null])
    if (appointment?.state === "cancelled") told.push(["state-cancelled", null])
    if (acknowledged) told.push(["state-opened", null])
    if (sent === null) told.push(["state-waiting", null])
    else {
      const day = dayIn(sent, station?.zone ?? ownZone(), lang)
      told.push(["state-sent", { day }])
    }
    return told.map(([key, values], at) => {
      const line = words.element(key, "p")
      if (values) {
        delete line.dataset["word"]
        line.textContent = words.say(key, values)
      }
      line.className = at === 0 ? "lead" : "quiet"
      return line
    })
  }
}
