/** That a note of what was sent is not kept yet: the officer must know. */
import type { Talk } from "../talk.ts"
import { words } from "../words.ts"

export function OwedLine({ talk }: { readonly talk: Talk }) {
  const { owed } = talk
  const [first] = owed.all.value
  return (
    <div role="status" class="lines">
      {owed.late.value && first && (
        <div class="line line--ask">
          <p dir="auto">{words.owedLate(first.text)}</p>
          <button type="button" onClick={() => void owed.keep()}>
            {words.owedRetry}
          </button>
        </div>
      )}
    </div>
  )
}
