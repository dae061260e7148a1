/**
 * Links to a part of the same page go there without their address: a `#part` followed
 * would be one more entry in the history, and Back would return to this page.
 * Source: docs/decisions/0008-one-page-one-title.md.
 */

export function watchAnchors(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]")
    if (!link || event.defaultPrevented || !staysHere(link)) return
    event.preventDefault()
    const part = document.getElementById(link.hash.slice(1))
    if (!part) return
    // From here on, the keyboard goes on from the part.
    if (part.tabIndex < 0) part.tabIndex = -1
    part.focus({ preventScroll: true })
    part.scrollIntoView()
  })
}

/** Whether following `link` would only change what comes after `#`. */
function staysHere({ href, hash }: HTMLAnchorElement): boolean {
  const [here] = location.href.split("#")
  return hash !== "" && href.slice(0, -hash.length) === here
}
