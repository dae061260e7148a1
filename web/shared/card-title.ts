/**
 * A card goes into a conversation as text, its title on a line of its own: « Fiche : »,
 * then the title (docs/reference/protocol.md §4). Both sides know one by that.
 */

export const CARD_BEGINS = "Fiche\u00a0: "

/** The first line of a card; empty when `text` is none. */
export function cardTitle(text: string): string {
  return /^Fiche\s: .+/.exec(text)?.[0] ?? ""
}
