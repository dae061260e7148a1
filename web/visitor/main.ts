/**
 * Joins the parts of the visitor's page. The exit comes first: nothing that fails
 * afterwards may take it away.
 */
import { watchAnchors } from "./anchors.ts"
import { Beginning } from "./begin.ts"
import { watchCodeDoor, watchCodeMaking } from "./code.ts"
import { CourseDoor } from "./course-door.ts"
import { exit, thisPage, watchExit } from "./exit.ts"
import { Memory } from "./memory.ts"
import { bringViews, watchPages } from "./pages.ts"
import { PlaceForm } from "./place.ts"
import { type Before, Talk } from "./talk.ts"
import { type Behind, Veil } from "./veil.ts"
import { the, Views } from "./views.ts"
import { Words } from "./words.ts"

const memory = new Memory()
const neutral = document.querySelector<HTMLAnchorElement>("#exit")?.href
const here = thisPage(neutral ?? "about:blank", () => memory.forget())
const leave = watchExit(here, () => memory.access())

const words = new Words()
words.watch()
watchAnchors()
journey()

function journey(): void {
  const views = new Views()
  watchPages(views, words, memory)
  // Without it nothing can be sealed, and nothing is ever sent in clear.
  if (!isSecureContext || !globalThis.crypto?.subtle) {
    instead("needs")
    return
  }
  document.querySelector("[data-needs-script]")?.remove()
  // No form is left that would lead to nobody.
  const close = () => {
    views.show("home")
    instead("closed")
    the("entry").hidden = true
  }
  const course = new CourseDoor(views, words, memory)
  let beginning: Beginning | null = null
  let begin: (before: Before) => void = () => {}
  let arm: (behind?: Pick<Behind, "hidden" | "shown">) => void = () => {}
  const ready = async () => {
    await bringViews(words)
    if (beginning || memory.left) return
    const { blankSeconds, silentSeconds } = the("settings").dataset
    const veil = new Veil(Number(blankSeconds) * 1000, Number(silentSeconds) * 1000)
    const talk = new Talk(views, words, memory, veil, course)
    const nothing = { hidden: () => {}, shown: () => {} }
    arm = (behind = nothing) => {
      // As when a page goes away: silence, and the server has counted it already.
      veil.arm({ leave, ...behind, abandoned: () => exit(here, () => null) })
    }
    memory.onForget(() => veil.disarm())
    begin = (before) => {
      const { conversation } = memory
      if (!conversation) return
      arm({ hidden: () => talk.pause(), shown: () => talk.resume() })
      talk.begin(conversation, before)
    }
    watchCodeMaking(words, memory)
    beginning = new Beginning(words, memory, views, begin, close)
  }
  // Closed, the page came without it.
  if (document.getElementById("place")) {
    new PlaceForm(words, async (place) => {
      if (place.route.open === "closed") return close()
      await ready()
      beginning?.tell(place)
    })
  }
  const back = { danger: false, minor: false, resumed: true }
  const follow = async (code: string) => {
    const wrong = await course.open(code)
    if (!wrong) arm()
    return wrong
  }
  watchCodeDoor(words, memory, ready, () => begin(back), follow)

  /** Say why there is no chat, beside who answers. */
  function instead(key: string): void {
    const aside = the("needs")
    aside.querySelector("p")?.replaceChildren(words.element(key))
    aside.hidden = false
    aside.focus()
  }
}
