/** The conversation, from waiting to its end. What is said here stays in this tab. */
import { Line } from "../shared/line.ts"
import { watchComposer } from "./composer.ts"
import { Log } from "./log.ts"
import type { Conversation, Memory } from "./memory.ts"
import { after, isOver, type Situation, statusOf } from "./status.ts"
import type { Veil } from "./veil.ts"
import { the, type Views } from "./views.ts"
import type { Words } from "./words.ts"

const BLINK = 3_000 // milliseconds, as all that follow: a line lost for less is not told
const WRITING = 6_000
const SILENCE = 180_000

/** What came before the first word. */
export interface Before {
  readonly danger: boolean
  /** Came back with a code: what was said before stays sealed until asked for. */
  readonly resumed: boolean
}

export class Talk {
  readonly #views: Views
  readonly #words: Words
  readonly #memory: Memory
  readonly #veil: Veil
  #situation: Situation = {
    link: { state: "connecting" },
    offline: false,
    state: null,
    there: false,
    met: false,
  }
  #line: Line | null = null
  #showPast: (() => void) | null = null
  #blink = 0
  #writing = 0
  #silence = 0

  constructor(views: Views, words: Words, memory: Memory, veil: Veil) {
    this.#views = views
    this.#words = words
    this.#memory = memory
    this.#veil = veil
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
        state: (state) => this.#change({ state }),
        presence: (there) => this.#change({ there }),
        typing: () => this.#agentWrites(),
        link: (link) => this.#follow(link),
      },
    })
    this.#line = line
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
  #greet(log: Log, { danger }: Before): void {
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
    log.automatic("can-write", [answers])
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
    this.#situation = after(this.#situation, change)
    if (change.state && this.#showPast) {
      this.#showPast()
      this.#showPast = null
    }
    this.#tell()
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
    if (this.#views.now === "page") {
      the("page-news").replaceChildren(this.#words.element("more"))
    }
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
    const over = isOver(this.#situation)
    say(the("status"), statusOf(this.#situation, this.#words.say))
    const reported = this.#situation.state?.report ?? false
    say(the("reported"), reported ? this.#words.say("reported") : "")
    the("composer").hidden = over
    the("keep").hidden = over
    if (over) say(the("hint"), "")
  }
}

/** Change a live text only when it differs: each change is read aloud. */
function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}
