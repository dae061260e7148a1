/**
 * Printing one document and nothing else of the console: it stands alone in the page
 * while the browser prints, then is gone (see report.css).
 */
import type { Block } from "../shared/export.ts"

const CLASS = "printed"

/** Print `text` as it stands. Nothing of the conversation is on the sheet. */
export function printText(text: string): void {
  const sheet = element("pre", text)
  sheet.dir = "auto"
  print(sheet)
}

/** Print a page that leaves Havre, as it shows once downloaded. */
export function printBlocks(blocks: readonly Block[]): void {
  const sheet = element("div")
  sheet.append(...blocks.map(drawn))
  print(sheet)
}

/** Take the document out of the page. */
export function unprint(): void {
  if (typeof document === "undefined") return // in a test
  for (const sheet of document.querySelectorAll(`.${CLASS}`)) sheet.remove()
}

function print(sheet: HTMLElement): void {
  unprint()
  sheet.classList.add(CLASS)
  document.body.append(sheet)
  addEventListener("afterprint", unprint, { once: true })
  window.print()
}

function drawn(block: Block): HTMLElement {
  const whole = element(block.tag === "strong" ? "p" : block.tag)
  if (block.tag === "div") {
    whole.className = "printed__key"
    whole.append(...block.blocks.map(drawn))
  } else if (block.tag === "dl") {
    for (const [name, value, code] of block.rows) {
      const told = element("dd")
      told.append(code ? element("code", value) : value)
      whole.append(element("dt", name), told)
    }
  } else {
    whole.append(block.tag === "strong" ? element("strong", block.text) : block.text)
  }
  return whole
}

function element(tag: string, text = ""): HTMLElement {
  const made = document.createElement(tag)
  made.textContent = text
  return made
}
