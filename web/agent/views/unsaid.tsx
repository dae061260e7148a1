/** The officer's own words that could not be sent: shown until they are put away. */
import { useConsole } from "../context.ts"
import { isNothing, type Unsaid } from "../unsaid.ts"
import { words } from "../words.ts"
import { ReportShown } from "./report-shown.tsx"

export function UnsaidText({ unsaid }: { readonly unsaid: Unsaid }) {
  if (isNothing(unsaid)) return null
  const { message, note, owed = [], cards = [], report } = unsaid
  const unsent = [...cards.map(({ text }) => text), message].filter(Boolean)
  const notes = [note, ...owed.map(({ text }) => text)].filter(Boolean)
  return (
    <div class="unsaid">
      {unsent.length > 0 && (
        <>
          <h3>{words.unsaidTitle}</h3>
          {unsent.map((text, at) => (
            <p key={at} dir="auto">
              {text}
            </p>
          ))}
        </>
      )}
      {notes.length > 0 && (
        <>
          <h3>{words.unsaidNote}</h3>
          <p dir="auto">{notes.join("\n")}</p>
        </>
      )}
      {report?.doc && (
        <>
          <h3>{words.unsaidReport}</h3>
          <ReportShown doc={report.doc} />
        </>
      )}
    </div>
  )
}

/** Written before a lock, in conversations that went to somebody else meanwhile. */
export function LeftOver() {
  const { talks } = useConsole()
  const all = talks.leftOver.value
  if (all.length === 0) return null
  return (
    <section class="left-over" aria-label={words.unsaidGone}>
      <p>{words.unsaidGone}</p>
      {all.map((unsaid, at) => (
        <div key={at}>
          <UnsaidText unsaid={unsaid} />
          <button
            type="button"
            onClick={() => (talks.leftOver.value = all.filter((one) => one !== unsaid))}
          >
            {words.unsaidPutAway}
          </button>
        </div>
      ))}
    </section>
  )
}
