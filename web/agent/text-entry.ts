/**
 * An entry of the address book as supervisors write it: one thing a line, after its
 * label, which the service reads again (havre.texts.entries).
 */
import { Correct } from "./explain.ts"
import { folded } from "./french.ts"
import { words } from "./words.ts"

/** What a new entry begins with. */
export const ENTRY_TEMPLATE = words.entryTemplate

/** @throws {Correct} a line without a known label, or twice; no reach, no way to them. */
export function mustBeEntry(text: string): void {
  const told = new Map<string, string>()
  for (const line of text.split("\n").map((each) => each.trim())) {
    if (!line) continue
    const at = line.indexOf(":")
    const label = folded(line.slice(0, Math.max(0, at)))
    if (!isLabel(label) || told.has(label)) throw new Correct(words.entryWrong(line))
    told.set(label, line.slice(at + 1).trim())
  }
  if (!told.get(words.entryReach)) throw new Correct(words.entryNoReach)
  if (!words.entryReached.some((label) => told.get(label))) {
    throw new Correct(words.entryNoWay)
  }
}

function isLabel(label: string): boolean {
  return words.entryLabels.some((known) => known === label)
}
