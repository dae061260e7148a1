/**
 * Reading a page in place: it is fetched as a document and its text adopted, so that no
 * address is added to the history and a conversation goes on behind it.
 * XMLHttpRequest, because Trusted Types 'none' lets nothing else turn text into markup.
 */
import type { Memory } from "./memory.ts"
import { the, type Views } from "./views.ts"
import type { Words } from "./words.ts"

export function watchPages(views: Views, words: Words, memory: Memory): void {
  let asking: XMLHttpRequest | null = null
  memory.onForget(() => asking?.abort())
  document.addEventListener("click", (event) => {
    const target = event.target as Element
    if (target.closest("[data-back], [data-home]")) {
      event.preventDefault()
      views.back()
    }
    const link = target.closest<HTMLAnchorElement>("a[data-page]")
    if (!link) return
    event.preventDefault()
    asking?.abort()
    asking = read(link.href, (found) => {
      if (memory.left) return
      the("page-text").replaceChildren(found ?? words.element("page-lost", "p"))
      views.show("page")
      const part = new URL(link.href).hash.slice(1)
      if (part) document.getElementById(part)?.scrollIntoView()
    })
  })
}

function read(url: string, done: (found: Element | null) => void): XMLHttpRequest {
  const request = new XMLHttpRequest()
  request.open("GET", url)
  request.responseType = "document"
  request.onload = () => {
    const article = request.responseXML?.querySelector("main article")
    // Its own way back would be a second one.
    article?.querySelector(".back")?.remove()
    for (const heading of article?.querySelectorAll("h1") ?? []) heading.tabIndex = -1
    done(article ? document.adoptNode(article) : null)
  }
  request.onerror = () => done(null)
  request.send()
  return request
}
