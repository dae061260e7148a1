/**
 * Joins the parts of the visitor's page. The exit comes first: nothing that fails
 * afterwards may take it away.
 */
import { watchAnchors } from "./anchors.ts"
import { Beginning } from "./begin.ts"
import { watchCodeDoor, watchCodeMaking } from "./code.ts"
import { exit, thisPage, watchExit } from "./exit.ts"
import { Memory } from "./memory.ts"
import { bringViews, watchPages } from "./pages.ts"
import { PlaceForm } from "./place.ts"
import { type Before, Talk } from "./talk.ts"
import { Veil } from "./veil.ts"
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
  let beginning: Beginning | null = null
  let begin: (before: Before) => void = () => {}
  const ready = async () => {
    await bringViews(words)
    if (beginning || memory.left) return
    const { blankSeconds, silentSeconds } = the("settings").dataset
    const veil = new Veil(Number(blankSeconds) * 1000, Number(silentSeconds) * 1000)
    const talk = new Talk(views, words, memory, veil)
    begin = (before) => {
      const { conversation } = memory
      if (!conversation) return
      veil.arm({
        leave,
        hidden: () => talk.pause(),
        shown: () => talk.resume(),
        // As when a page goes away: silence, and the server has counted it already.
        abandoned: () => exit(here, () => null),
      })
      memory.onForget(() => veil.disarm())
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
  watchCodeDoor(words, memory, ready, () => begin(back))

  /** Say why there is no chat, beside who answers. */
  function instead(key: string): void {
    const aside = the("needs")
    aside.querySelector("p")?.replaceChildren(words.element(key))
    aside.hidden = false
    aside.focus()
  }
}
