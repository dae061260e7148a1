/** What a supervisor says beside the conversation: spoken, above the text, put away. */
import { besideOf } from "../beside.ts"
import { useConsole } from "../context.ts"
import type { Talk } from "../talk.ts"
import { hour } from "../times.ts"
import { whispersTo } from "../whispers.ts"
import { words } from "../words.ts"

export function Whispers({ talk }: { readonly talk: Talk }) {
  const { talks } = useConsole()
  const found = whispersTo(talk)
  const [first, ...rest] = found
  return (
    <div role="status" class="lines">
      {first && (
        <div class="line line--whisper">
          <p dir="auto">
            <strong>
              <span aria-hidden="true">◇ </span>
              {words.whisperFrom}
            </strong>{" "}
            <time dateTime={new Date(first.at).toISOString()} dir="ltr">
              {hour(first.at)}
            </time>{" "}
            {first.text}
            {rest.length > 0 && (
              <small class="quiet"> {words.whisperMore(rest.length)}</small>
            )}
          </p>
          <button
            type="button"
            onClick={() => {
              besideOf(talk).putAway(first.n)
              talks.focusOn.value = talk.id
            }}
          >
            {words.whisperRead}
          </button>
        </div>
      )}
    </div>
  )
}
