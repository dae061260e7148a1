/**
 * Bringing in parts of the service in place: they are fetched as documents and adopted, so
 * that no address is added to the history and a conversation goes on behind.
 * XMLHttpRequest, because Trusted Types 'none' lets nothing else turn text into markup.
 */
import type { Memory } from "./memory.ts"
import { Unreachable } from "./server.ts"
import { the, type Views } from "./views.ts"
import type { Words } from "./words.ts"

export function watchPages(views: Views, words: Words, memory: Memory): void {
  let asking: XMLHttpRequest | null = null
  // What was answered in a page goes with it.
  let forget = () => {}
  const show = (...found: Element[]) => {
    forget()
    forget = () => {}
    the("page-text").replaceChildren(...found)
  }
  memory.onForget(() => {
    asking?.abort()
    forget()
  })
  document.addEventListener("click", (event) => {
    const target = event.target as Element
    if (target.closest("[data-back], [data-home]")) {
      event.preventDefault()
      views.back()
      show()
      // Who wants to write goes on from the top, not from where the page was opened.
      if (target.closest("[data-home]") && views.now === "home") views.show("home")
    }
    const link = target.closest<HTMLAnchorElement>("a[data-page]")
    if (!link) return
    event.preventDefault()
    asking?.abort()
    asking = read(link.href, async (found) => {
      if (memory.left) return
      show(found ?? words.element("page-lost", "p"))
      views.show("page")
      const part = new URL(link.href).hash.slice(1)
      if (part) document.getElementById(part)?.scrollIntoView()
      const guide = await guideOf(found)
      if (guide && found?.isConnected) forget = guide(found)
    })
  })
}

/** What an article that asks questions needs; null: none, and the page reads alone. */
async function guideOf(article: Element | null) {
  if (!article?.querySelector("#guide")) return null
  const at = "/s/guide.js" // of its own: the first page waits for no guide
  try {
    return ((await import(at)) as typeof import("./guide.ts")).guide
  } catch {
    return null
  }
}

function read(url: string, done: (found: Element | null) => void): XMLHttpRequest {
  return askDocument("GET", url, null, (found) => {
    const article = found?.querySelector("main article")
    // Its own way back would be a second one.
    article?.querySelector(".back")?.remove()
    for (const heading of article?.querySelectorAll("h1") ?? []) heading.tabIndex = -1
    done(article ? document.adoptNode(article) : null)
  })
}

function askDocument(
  method: "GET" | "POST",
  url: string,
  body: URLSearchParams | null,
  done: (found: Document | null) => void,
): XMLHttpRequest {
  const request = new XMLHttpRequest()
  request.open(method, url)
  request.responseType = "document"
  request.onload = () => done(request.status === 200 ? request.responseXML : null)
  request.onerror = () => done(null)
  request.send(body)
  return request
}

let brought = false

/**
 * Bring the views that follow the first page, once: it is small so that it is there at
 * once. Asked by POST, like everything at `/`, so that no other address exists.
 *
 * @throws {Unreachable} and then nothing was brought.
 */
export async function bringViews(words: Words): Promise<void> {
  if (brought) return
  the("main").append(...(await bring("views", "talk", words)))
  brought = true
}

/** The view of her accord and of her file, as it came; null until then. */
let course: readonly Element[] | null = null

/**
 * Bring the view of her accord and of her file, each time as it came: nothing of another
 * time is left in it.
 *
 * @throws {Unreachable}
 */
export async function bringCourse(words: Words): Promise<HTMLElement> {
  course ??= await bring("course", "course", words)
  document.getElementById("course")?.remove()
  const [section, ...heard] = course.map((part) => part.cloneNode(true) as HTMLElement)
  if (!section) throw new Unreachable("no view")
  words.translate(section)
  if (!document.querySelector("[data-course-sheet]")) {
    the("main").append(...heard)
    words.translate(the("main"))
    await sheet()
  }
  the("main").append(section)
  return section
}

/** Its sheet is there before it is. */
async function sheet(): Promise<void> {
  const link = document.createElement("link")
  link.rel = "stylesheet"
  link.href = "/s/course-sheet.css"
  link.dataset["courseSheet"] = ""
  await new Promise((done) => {
    link.onload = done
    link.onerror = done
    document.head.append(link)
  })
}

async function bring(
  field: string,
  id: string,
  words: Words,
): Promise<readonly Element[]> {
  const found = await new Promise<Document | null>((done) => {
    askDocument("POST", "/", new URLSearchParams({ [field]: "yes" }), done)
  })
  if (!found?.getElementById(id)) throw new Unreachable("no views")
  const parts = [...found.body.children].map((part) => document.adoptNode(part))
  for (const part of parts) words.translate(part)
  return parts
}
