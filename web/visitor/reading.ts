/**
 * The pages that are read by themselves: the exit first, then languages, then the links
 * to a part of the same page. Nothing here can write to anybody.
 */
import { watchAnchors } from "./anchors.ts"
import { thisPage, watchExit } from "./exit.ts"
import { Words } from "./words.ts"

const neutral = document.querySelector<HTMLAnchorElement>("#exit")?.href
watchExit(
  thisPage(neutral ?? "about:blank", () => {}),
  () => null,
)
new Words().watch()
watchAnchors()
