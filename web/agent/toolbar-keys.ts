/** Keys inside a toolbar of buttons: a digit chooses, arrows move. */

/** The digit of a key, also where the top row gives other signs without Shift. */
export function digitOf({ key, code }: KeyboardEvent): number {
  const found = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1]
  return Number(found ?? (/^[1-9]$/.test(key) ? key : 0))
}

/** Move the focus up or down; answers whether an arrow asked for it. */
export function moved({ key }: KeyboardEvent, box: HTMLElement | null): boolean {
  const buttons = [...(box?.querySelectorAll("button") ?? [])]
  const now = buttons.findIndex((button) => button === document.activeElement)
  const next = {
    ArrowDown: now + 1,
    ArrowUp: now - 1,
    Home: 0,
    End: buttons.length - 1,
  }
  const wanted = next[key as keyof typeof next]
  if (wanted === undefined) return false
  buttons[(wanted + buttons.length) % buttons.length]?.focus()
  return true
}
