/** The conversation, from waiting to its end. What is said here stays in this tab. */
import { Line } from "../shared/line.ts"
import { type CourseDoor, watchCourse } from "./course-door.ts"
import { closeComposer, watchComposer } from "./composer.ts"
import { Log } from "./log.ts"
import type { Conversation, Memory } from "./memory.ts"
import { Relief } from "./relief.ts"
import { addEnvelopes, answerTransfer } from "./server.ts"
import {
  after,
  isAlone,
  isOver,
  newsOf,
  type Situation,
  statusOf,
  transferTold,
} from "./status.ts"
import { TransferAnswer } from "./transfer.ts"
import type { Veil } from "./veil.ts"
import { the, type Views } from "./views.ts"
import type { Words } from "./words.ts"

const BLINK = 3_000 // milliseconds, as all that follow: a line lost for less is not told
const WRITING = 6_000
const SILENCE = 180_000

/** What came before the first word. */
export interface Before {
  readonly danger: boolean
  readonly minor: boolean
  /** Came back with a code: what was said before stays sealed until asked for. */
  readonly resumed: boolean
}

export class Talk {
  readonly #views: Views
  readonly #words: Words
  readonly #memory: Memory
  readonly #veil: Veil
  readonly #course: CourseDoor
  #situation: Situation = {
    link: { state: "connecting" },
    offline: false,
    state: null,
    there: false,
    met: false,
    last: null,
    answered: false,
  }
  #line: Line | null = null
  #log: Log | null = null
  #relief: Relief | null = null
  #transfer: TransferAnswer | null = null
  #showPast: (() => void) | null = null
  #blink = 0
  #writing = 0
  #silence = 0

  constructor(
    views: Views,
    words: Words,
    memory: Memory,
    veil: Veil,
    course: CourseDoor,
  ) {
    this.#views = views
    this.#words = words
    this.#memory = memory
    this.#veil = veil
    this.#course = course
  }

  /** Start or take up a conversation that the memory holds. */
  begin(conversation: Conversation, before: Before): void {
    const { id, token, keys } = conversation
    const list = the("log").querySelector("ol")
    if (!list) return
    const retry = () => {
      line.retry()
      the("text").focus()
    }
    const log = new Log(list, the("more"), this.#words, retry)
    const line = new Line({
      base: location.origin,
      conversation: id,
      token,
      side: "visitor",
      keys,
      holdPast: before.resumed,
      view: {
        said: (said) => {
          log.put(said)
          if (said.side === "agent") this.#heard()
        },
        state: (state) => {
          const answered = this.#situation.answered || line.answered
          this.#change({ state, answered })
        },
        presence: (there) => this.#change({ there }),
        typing: () => this.#agentWrites(),
        link: (link) => this.#follow(link),
      },
    })
    this.#line = line
    this.#log = log
    this.#relief = new Relief(
      () => this.#memory.conversation,
      (envelopes) => addEnvelopes(conversation, envelopes),
    )
    this.#askTransfer(
      new TransferAnswer((agree) => answerTransfer(conversation, agree)),
    )
    watchCourse(this.#course, this.#words)
    this.#memory.onForget(() => {
      line.close()
      this.#line = null
      log.forget()
      for (const timer of [this.#blink, this.#writing, this.#silence]) {
        clearTimeout(timer)
      }
    })
    watchComposer(
      the<HTMLFormElement>("composer"),
      (text) => {
        // Writing answers the first question.
        list.querySelector(".said--automatic .acts")?.remove()
        line.say(text)
      },
      () => line.typing(),
    )
    this.#words.onChange(() => this.#tell())
    if (before.resumed) this.#offerPast(line, log)
    else this.#greet(log, before)
    this.#views.show("talk")
    this.#tell()
    line.open()
    this.#listen()
    the("text").focus()
  }

  /** The screen is hidden: nothing more is said or heard, and the text stays here. */
  pause(): void {
    this.#line?.pause()
    clearTimeout(this.#blink)
    this.#quiet()
  }

  /** The screen is shown again: take up where the line was left. */
  resume(): void {
    if (!isOver(this.#situation)) this.#line?.open()
  }

  /** The first question. No person asks it, and it says so. */
  #greet(log: Log, { danger, minor }: Before): void {
    if (danger) log.automatic("danger")
    const answers = document.createElement("p")
    answers.className = "acts"
    for (const key of ["yes", "no"]) {
      const button = document.createElement("button")
      button.type = "button"
      button.append(this.#words.element(key))
      button.addEventListener("click", () => {
        answers.remove()
        the("text").focus()
        if (key === "no") this.#veil.drop()
      })
      answers.append(button)
    }
    log.automatic(minor ? "can-write-minor" : "can-write", undefined, [answers])
  }

  /** Two answers beside what is announced; the focus stays where she is writing. */
  #askTransfer(answer: TransferAnswer): void {
    this.#transfer = answer
    for (const [id, agree] of [
      ["agree", true],
      ["stay", false],
    ] as const) {
      the(id).addEventListener("click", () => {
        the("text").focus()
        void answer.give(agree).then(() => this.#tell())
        this.#tell()
      })
    }
  }

  #offerPast(line: Line, log: Log): void {
    const offer = the("past")
    offer.querySelector("button")?.addEventListener("click", () => {
      offer.hidden = true
      void line.openPast().then((past) => log.putPast(past))
      the("text").focus()
    })
    this.#showPast = () => (offer.hidden = line.pastCount === 0)
  }

  #change(change: Partial<Situation>): void {
    const before = this.#situation
    this.#situation = after(before, change)
    for (const [key, values] of newsOf(before, this.#situation, this.#words.say)) {
      this.#log?.automatic(key, values)
    }
    const { state } = change
    if (state) {
      void this.#relief?.seal(state.seal)
      this.#transfer?.follow(state.transfer)
    }
    if (change.state && this.#showPast) {
      this.#showPast()
      this.#showPast = null
    }
    this.#lead()
    this.#tell()
  }

  /** Where the talk leads follows it, and its end. */
  #lead(): void {
    const { state } = this.#situation
    if (!state) return
    const { course, desk } = state
    const stand = { course, desk, over: isOver(this.#situation) }
    this.#course.follow(stand, () => this.#tell())
  }

  #follow(link: Situation["link"]): void {
    clearTimeout(this.#blink)
    if (link.state === "offline") {
      this.#blink = window.setTimeout(() => {
        this.#change({ offline: true })
        this.#offerCode()
      }, BLINK)
    } else if (link.state !== "connecting") this.#change({ offline: false })
    this.#change({ link })
  }

  /** The officer is writing; told once, until the writing stops. */
  #agentWrites(): void {
    clearTimeout(this.#writing)
    say(the("typing"), this.#words.say("writing"))
    this.#writing = window.setTimeout(() => say(the("typing"), ""), WRITING)
  }

  #quiet(): void {
    clearTimeout(this.#writing)
    say(the("typing"), "")
  }

  #heard(): void {
    this.#quiet()
    this.#listen()
    this.#views.tell(() => this.#words.element("more"))
  }

  /** After some minutes without an answer, say that there is a way to come back. */
  #listen(): void {
    clearTimeout(this.#silence)
    say(the("hint"), "")
    this.#silence = window.setTimeout(() => this.#offerCode(), SILENCE)
  }

  #offerCode(): void {
    if (!isOver(this.#situation)) say(the("hint"), this.#words.say("keep-offer"))
  }

  #tell(): void {
    const { state } = this.#situation
    const over = isOver(this.#situation)
    const words = this.#words.say
    say(the("status"), statusOf(this.#situation, words))
    the("meanwhile").hidden = !isAlone(this.#situation)
    for (const [key, holds] of [
      ["reported", state?.report],
      ["watched", state?.watched && !over],
    ] as const) {
      say(the(key), holds ? words(key) : "")
    }
    const wanted = !over && (this.#transfer?.wanted ?? false)
    const lost = this.#transfer?.lost ? ` ⚠ ${words("not-sent")}` : ""
    say(the("transfer"), transferTold(state, wanted, words) + lost)
    the("answers").hidden = !wanted
    const told = this.#course.told(words)
    say(the("course-told"), told)
    the("course-acts").hidden = told === ""
    the("keep").hidden = over
    if (over) this.#close()
  }

  /** The end: nothing is sent any more, and nothing of hers is taken from her. */
  #close(): void {
    say(the("hint"), "")
    this.#quiet()
    the("talk").classList.add("over")
    const unsent = closeComposer(the<HTMLFormElement>("composer"))
    say(the("unsent"), unsent ? this.#words.say("unsent") : "")
  }
}

/** Change a live text only when it differs: each change is read aloud. */
function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}
