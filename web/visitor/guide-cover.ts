/**
 * Nothing of the answers is read over her shoulder: untouched or hidden for some minutes,
 * the article is blank. One press brings it back; what was told stays in memory alone.
 * The veil of a conversation (web/visitor/veil.ts) hides the whole page as well.
 */
const AFTER = 180_000 // milliseconds, as the veil of a conversation
const LOOKS = 5_000 // milliseconds

interface Covered {
  /** Whether it still stands in the page. */
  connected(): boolean
  hide(): void
  /** Show again what was hidden. */
  show(): void
}

export function watchCover(covered: Covered): void {
  let touched = Date.now()
  let down = false
  const look = () => {
    if (down || Date.now() - touched < AFTER) return
    down = true
    covered.hide()
  }
  const touch = () => {
    if (!document.hidden) touched = Date.now()
  }
  // What lifts the veil of a conversation lifts this too: one press is enough.
  const lift = ({ target }: Event) => {
    if (!down || !(target as Element).closest("[data-do=lift], #unveil")) return
    down = false
    covered.show()
  }
  const kinds = ["pointerdown", "keydown", "input", "wheel", "touchmove"]
  for (const kind of kinds)
    addEventListener(kind, touch, { capture: true, passive: true })
  document.addEventListener("visibilitychange", look)
  document.addEventListener("click", lift)
  const looking = setInterval(() => {
    if (covered.connected()) return look()
    clearInterval(looking)
    for (const kind of kinds) removeEventListener(kind, touch, { capture: true })
    document.removeEventListener("visibilitychange", look)
    document.removeEventListener("click", lift)
  }, LOOKS)
}
