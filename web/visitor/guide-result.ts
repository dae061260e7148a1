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
  const matched = found.filter(({ piste }) => piste.state === "matched")
  const open = found.filter(({ piste }) => piste.state === "open")
  const blocks = (some: readonly Found[]) =>
    some.map((one) => block(cards[Number(one.piste.id)], one.term, say))
  heading.textContent = say(found.length > 0 ? "matched" : "nothing")
  where.replaceChildren(
    ...(found.length > 0 ? [] : [made("p", say("nothing-why"))]),
    ...blocks(matched),
    ...(matched.length > 0 && open.length > 0 ? [made("h3", say("open"))] : []),
    ...blocks(open),
  )
}

/** One offence: its name, what was done, once or not, how long; the rest unfolds. */
function block(card: Element | undefined, term: string, say: Say): HTMLElement {
  const copy = (card ?? made("details")).cloneNode(true) as HTMLElement
  const [name, summary] = ["b", "summary"].map((part) => copy.querySelector(part))
  const title = made("h3", name?.textContent ?? "")
  const nature = copy.querySelector(".mark")?.cloneNode(true)
  if (nature) title.append(" ", nature)
  const plain = made("p", summary?.textContent ?? "")
  if (summary) summary.textContent = say("more")
  const once = copy.querySelector(".once")
  copy.className = ""
  const sheet = made("div")
  sheet.className = "sheet"
  sheet.append(title, plain, ...(once ? [once] : []))
  if (term) sheet.append(made("p", term))
  sheet.append(copy)
  return sheet
}
