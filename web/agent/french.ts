/**
 * The fixed spaces of French: no line ends before « : » nor inside « guillemets »,
 * nor between a number and its unit. The same rule as havre.plumbing.words. And what is
 * left of a text when one searches in it.
 */

const SPACE = "\u00a0"

export function spaced(text: string): string {
  return text
    .replace(/ ([:;?!»€%])/g, `${SPACE}$1`)
    .replace(/« /g, `«${SPACE}`)
    .replace(/(\d) (?=\d{3}\b|[a-zé€°])/g, `$1${SPACE}`)
}

/** The same table with fixed spaces in every sentence, also those still to be made. */
export function allSpaced<T>(table: T): T {
  return spacedValue(table) as T
}

function spacedValue(value: unknown): unknown {
  if (typeof value === "string") return spaced(value)
  if (typeof value === "function") {
    return (...given: unknown[]) => spacedValue(value(...given))
  }
  if (!value || typeof value !== "object") return value
  if (Array.isArray(value)) return value.map(spacedValue)
  const pairs = Object.entries(value).map(([key, one]) => [key, spacedValue(one)])
  return Object.fromEntries(pairs)
}

/** A French number of ten digits by pairs; another stands as it is. */
export function byPairs(phone: string): string {
  return /^0\d{9}$/.test(phone) ? phone.replace(/(\d\d)(?=\d)/g, `$1${SPACE}`) : phone
}

/** Without accents, capitals nor fixed spaces. */
export function folded(text: string): string {
  const bare = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "")
  return bare.toLowerCase().replace(/\s+/g, " ").trim()
}
