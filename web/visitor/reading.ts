/**
 * The pages that are read by themselves: the exit first, then the links to a part of the
 * same page, and languages, which are brought when one is chosen. Nothing here can write
 * to anybody.
 */
import { watchAnchors } from "./anchors.ts"
import { thisPage, watchExit } from "./exit.ts"

const neutral = document.querySelector<HTMLAnchorElement>("#exit")?.href
watchExit(
  thisPage(neutral ?? "about:blank", () => {}),
  () => null,
)
watchAnchors()

let brought = false
document.addEventListener("click", (event) => {
  const chosen = (event.target as Element).closest<HTMLElement>("[data-language]")
  if (!chosen || brought) return
  event.preventDefault()
  brought = true
  void speak(chosen)
})

/** Bring the languages, and choose again: from here on they follow every choice. */
async function speak(chosen: HTMLElement): Promise<void> {
  const at = "/s/words.js"
  try {
    const { Words } = (await import(at)) as typeof import("./words.ts")
    new Words().watch()
    chosen.click()
  } catch {
    brought = false // no network
  }
}
