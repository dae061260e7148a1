/** Days and hours as they are elsewhere: a station's own clock, and ours if it differs. */

/** "samedi 28 novembre à 14:30", in a zone; in ours without one. */
export function hourIn(at: number, zone?: string): string {
  return new Intl.DateTimeFormat("fr-FR", {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    ...(zone ? { timeZone: zone } : {}),
  })
    .format(at)
    .replace(/ 1 /, " 1er ") // Intl does not write it
}

/** The same hour on our clock; empty when both clocks show the same. */
export function hourHere(at: number, zone: string): string {
  const here = hourIn(at)
  return here === hourIn(at, zone) ? "" : here
}

/** "26 novembre 2026", of a day as the service writes it; as it is when it is none. */
export function dayShown(day: string): string {
  const at = Date.parse(`${day}T12:00:00Z`)
  if (Number.isNaN(at)) return day
  return new Intl.DateTimeFormat("fr-FR", {
    dateStyle: "long",
    timeZone: "UTC",
  }).format(at)
}
