/** The lines above the messages and those above the text box; the box never moves. */
import type { Talk } from "../talk.ts"
import { OwedLine } from "./owed.tsx"
import { Received } from "./received.tsx"
import { AskAgain, PhraseLine } from "./safety-phrase.tsx"
import { Announced } from "./transfer.tsx"
import { Whispers } from "./whisper.tsx"

/** Under the header: what must be known before reading. */
export function Above({ talk }: { readonly talk: Talk }) {
  return (
    <>
      <PhraseLine talk={talk} />
      <Received talk={talk} />
    </>
  )
}

/** Over the text box: what must be known before writing. */
export function Below({ talk }: { readonly talk: Talk }) {
  return (
    <>
      <Whispers talk={talk} />
      <Announced talk={talk} />
      <AskAgain talk={talk} />
      <OwedLine talk={talk} />
    </>
  )
}
