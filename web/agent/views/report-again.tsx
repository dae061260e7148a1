/** « Relire le signalement »: on this page as long as it is in front, and printed again. */
import { useSignal } from "@preact/signals"
import { useEffect, useId, useRef } from "preact/hooks"
import { useConsole } from "../context.ts"
import type { Transmission } from "../court-shapes.ts"
import { printText } from "../printing.ts"
import { type MadeAgain, type ReadAgain, readReportAgain } from "../report-again.ts"
import { words } from "../words.ts"
import { Problem, useAct } from "./form.tsx"
import { ReportShown } from "./report-shown.tsx"

export function ReportAgain({ one }: { readonly one: Transmission }) {
  const { api, session } = useConsole()
  const act = useAct()
  const id = useId()
  const read = useSignal<ReadAgain | null>(null)
  const here = useRef(true)
  useEffect(
    () => () => {
      here.current = false
      read.value = null
    },
    [],
  )
  const open = () =>
    void act.run(async () => {
      const found = await readReportAgain({ api, keys: session.keys }, one)
      if (here.current) read.value = found // else locked, or left, meanwhile
    })
  const label = read.value ? words.againClose : words.againRead
  return (
    <>
      <p class="acts">
        <button
          type="button"
          class="small"
          aria-expanded={read.value !== null}
          aria-controls={id}
          aria-disabled={act.busy.value}
          aria-label={`${label} · ${one.name}`}
          onClick={() => (read.value ? (read.value = null) : open())}
        >
          {label}
        </button>
      </p>
      <p class="quiet">{words.againWhat}</p>
      <Problem text={act.trouble.value} />
      <div id={id}>
        {read.value && (
          <section class="made again" aria-label={words.againTitle(one.name)}>
            {read.value.doc.memory && <p>{words.againMemory}</p>}
            <ReportShown doc={read.value.doc} />
            {one.kind === "prosecutor" && <Letter letter={read.value.letter} />}
          </section>
        )}
      </div>
    </>
  )
}

function Letter({ letter }: { readonly letter: MadeAgain | null }) {
  if (!letter) return <p role="status">{words.againNoLetter}</p>
  const { text, hash, same } = letter
  return (
    <>
      <p role="status">{same ? words.againSame : words.againOther}</p>
      <p class="acts">
        <button
          type="button"
          onClick={() => printText(`${text}\n${words.letterHash(hash)}\n`)}
        >
          {words.letterPrint}
        </button>
      </p>
      <p class="made__hash" dir="ltr">
        {words.letterHash(hash)}
      </p>
    </>
  )
}
