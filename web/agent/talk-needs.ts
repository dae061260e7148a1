/** What one conversation at the console needs, and the stages it goes through. */
import type { Line, LineOptions } from "../shared/line.ts"
import type { Api } from "./api.ts"
import type { Keyring } from "./keyring.ts"

/** What a talk asks of its line (see web/shared/line.ts). */
export type TalkLine = Pick<Line, "open" | "say" | "retry" | "typing" | "close">

/** Makes the line of a conversation; it opens later. */
export type MakeLine = (
  options: Pick<LineOptions, "conversation" | "token" | "side" | "keys" | "view">,
) => TalkLine

export type Stage =
  "opening" | "open" | "failed" | "lost" | "handed" | "paused" | "destroyed" | "ended"

export interface TalkNeeds {
  readonly api: Api
  /** @throws {KeyRefused} locked. */
  readonly keys: () => Keyring
  readonly makeLine: MakeLine
  /** Seals what is being written while the console is locked; none: nothing is kept. */
  readonly unsaidKey?: () => CryptoKey | null
}
