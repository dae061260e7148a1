/**
 * Printing one document and nothing else of the console: it stands alone in the page
 * while the browser prints, then is gone (see report.css).
 */

const CLASS = "printed"

/** Print `text` as it stands. Nothing of the conversation is on the sheet. */
export function printText(text: string): void {
  unprint()
  const sheet = document.createElement("pre")
  sheet.className = CLASS
  sheet.dir = "auto"
  sheet.textContent = text
  document.body.append(sheet)
  addEventListener("afterprint", unprint, { once: true })
  window.print()
}

/** Take the document out of the page. */
export function unprint(): void {
  if (typeof document === "undefined") return // in a test
  for (const sheet of document.querySelectorAll(`.${CLASS}`)) sheet.remove()
}
