/**
 * Where conversations stand on the screen: a number each, kept as long as it is here,
 * and which of them are side by side. Nothing moves because something else came or went.
 */

/** Columns of messages in a window; one where two would be too narrow to read. */
export const COLUMNS_MOST = 3
const BESIDE = 33 * 16 // pixels: the line on the left and the panels on the right
const COLUMN_LEAST = 22 * 16

export function columnsIn(width: number): number {
  const room = Math.floor((width - BESIDE) / COLUMN_LEAST)
  return Math.min(COLUMNS_MOST, Math.max(1, room))
}

/** Keep each number; give those who came the lowest free one. */
export function placed(
  now: ReadonlyMap<string, number>,
  ids: readonly string[],
): ReadonlyMap<string, number> {
  const kept = new Map([...now].filter(([id]) => ids.includes(id)))
  const taken = new Set(kept.values())
  for (const id of ids) {
    if (kept.has(id)) continue
    let free = 1
    while (taken.has(free)) free += 1
    taken.add(free)
    kept.set(id, free)
  }
  return kept
}

export interface Columns {
  /** Side by side now, from the start of the line. */
  readonly now: readonly string[]
  /** All that could be, by their numbers. */
  readonly all: readonly string[]
  readonly chosen: string | null
  /** As they were chosen, the latest first. */
  readonly recent: readonly string[]
  readonly most: number
}

/**
 * Which conversations stand side by side: those that do stay where they are, and one
 * newly chosen takes the place of the one looked at longest ago.
 */
export function columns({ now, all, chosen, recent, most }: Columns): string[] {
  const age = (id: string) => {
    const at = recent.indexOf(id)
    return at < 0 ? recent.length : at
  }
  const oldest = (ids: readonly string[]) =>
    ids.filter((id) => id !== chosen).sort((one, two) => age(two) - age(one))[0]
  let shown = now.filter((id) => all.includes(id))
  while (shown.length > most) {
    const out = oldest(shown)
    shown = shown.filter((id) => id !== out)
  }
  if (chosen && all.includes(chosen) && !shown.includes(chosen)) {
    if (shown.length < most) shown.push(chosen)
    else shown[shown.indexOf(oldest(shown) ?? "")] = chosen
  }
  const rest = all.filter((id) => !shown.includes(id))
  const next = [...shown, ...rest.slice(0, most - shown.length)]
  // One more column moves them all anyway: then they stand as the tabs do.
  return next.length > now.length ? all.filter((id) => next.includes(id)) : next
}
