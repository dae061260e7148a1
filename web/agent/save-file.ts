/** A page made here goes to the disk of who asked, without passing through a server. */

const LATER = 60_000 // milliseconds: the browser has read it by then

export function saveFile(name: string, html: string): void {
  const address = URL.createObjectURL(new Blob([html], { type: "text/html" }))
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), LATER)
}
