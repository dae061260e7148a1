/**
 * The page `/questions` opened by itself: read like the others. The guide is asked for
 * when somebody wants its questions, so that whoever reads does not wait for it; from the
 * first answer on nothing is asked. In the journey, web/visitor/pages.ts brings both.
 */
import "./reading.ts"

const article = document.querySelector("main > article")
const start = article?.querySelector<HTMLElement>("[data-do=start]")
let asked = false

article?.querySelector("#guide")?.removeAttribute("hidden")
start?.addEventListener("click", () => {
  if (!asked && article) void bring(article, start)
  asked = true
})

async function bring(article: Element, start: HTMLElement): Promise<void> {
  const at = "/s/guide.js"
  const lost = article.querySelector("#guide-lost")
  try {
    const { guide } = (await import(at)) as typeof import("./guide.ts")
    addEventListener("pagehide", guide(article))
    lost?.setAttribute("hidden", "")
    start.click()
  } catch {
    asked = false // no network
    lost?.removeAttribute("hidden")
  }
}
