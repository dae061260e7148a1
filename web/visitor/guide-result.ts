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
  /** It is where to look for what had no name of its own at the time. */
  readonly old: boolean
}

/**
 * @param cards - those of the page, in the order of the offences.
 * @param before - what it would be today was not yet written then.
 * @param say - the sentences of the guide.
 */
export function showFound(
  where: HTMLElement,
  heading: HTMLElement,
  cards: ArrayLike<Element>,
  found: readonly Found[],
  before: boolean,
  say: Say,
): void {
  const none = before ? "then" : "nothing"
  const key = ({ old, piste }: Found) =>
    old ? "older" : piste.state === "open" ? "open" : "matched"
  const first = found[0] && key(found[0])
  heading.textContent = say(first ? (first === "older" ? first : "matched") : none)
  where.replaceChildren(...(first ? [] : [made("p", say(`${none}-why`))]))
  let last = first
  for (const each of found) {
    if (key(each) !== last) where.append(made("h3", say(key(each))))
    last = key(each)
    where.append(block(cards[Number(each.piste.id)], each.term, say))
  }
  if (first) where.append(made("p", say("some")))
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
