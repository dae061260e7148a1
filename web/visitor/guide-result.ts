/**
 * What is shown at the end: for each offence its card of the page, copied, so that no text
 * of the law is sent twice; and how long she may have, in words.
 */
import type { Piste } from "../shared/law/qualification.ts"
import { made } from "./guide-fields.ts"
import type { Say } from "./words.ts"

export interface Found {
  readonly piste: Piste
  /** How long, in a sentence; empty when it was not counted. */
  readonly term: string
}

/**
 * @param cards - those of the page, in the order of the offences.
 * @param say - the sentences of the guide.
 */
export function showFound(
  where: HTMLElement,
  heading: HTMLElement,
  cards: ArrayLike<Element>,
  found: readonly Found[],
  say: Say,
): void {
  heading.textContent = say(found[0] ? "matched" : "nothing")
  where.replaceChildren(...(found[0] ? [] : [made("p", say("nothing-why"))]))
  let held = false
  for (const { piste, term } of found) {
    const open = piste.state === "open"
    if (held && open) where.append(made("h3", say("open")))
    held = !open
    where.append(block(cards[Number(piste.id)], term, say))
  }
}

/** One offence: its name, what was done, once or not, how long; the rest unfolds. */
function block(card: Element | undefined, term: string, say: Say): HTMLElement {
  const sheet = made("div")
  sheet.className = "sheet"
  if (!card) return sheet
  const copy = card.cloneNode(true) as HTMLElement
  const part = (selector: string) => copy.querySelectorAll(selector)
  copy.className = ""
  const title = made("h3")
  for (const one of part("b, b + .mark")) title.append(one.cloneNode(true), " ")
  const plain = made("p")
  for (const summary of part("summary")) {
    plain.textContent = summary.textContent
    summary.textContent = say("more")
  }
  sheet.append(title, plain, ...part(".once"), made("p", term), copy)
  return sheet
}
