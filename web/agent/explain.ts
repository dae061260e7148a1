/** From what went wrong to a sentence: what happened and what to do next. */
import { Refused, Unreachable } from "./api.ts"
import { words } from "./words.ts"

/** A key, a list or a grant is not what the verified chain says: nothing was sealed. */
export class KeyRefused extends Error {
  override readonly name = "KeyRefused"
}

/** What the server shows of keys is not what it was: trust none of it. */
export class ListRefused extends KeyRefused {
  readonly what: "chain" | "recovery"

  constructor(what: "chain" | "recovery") {
    super(what)
    this.what = what
  }
}

/** A sentence of `words`, thrown when something typed must be changed first. */
export class Correct extends Error {
  override readonly name = "Correct"
}

export function explain(what: unknown): string {
  if (what instanceof Refused) return words.refusals[what.code] ?? words.unexpected
  if (what instanceof Unreachable) return words.unreachable
  if (what instanceof ListRefused) {
    return what.what === "chain" ? words.chainBroken : words.recoveryChanged
  }
  if (what instanceof KeyRefused) return words.keyRefused
  if (what instanceof Correct) return what.message
  return words.unexpected
}
