/** The recovery key: made here, shown once, printed, put away; only then registered. */
import { useSignal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import { useConsole } from "../context.ts"
import type { NewRecovery } from "../team.ts"
import { words } from "../words.ts"
import { Problem, useAct } from "./form.tsx"
import { SixWords } from "./six-words.tsx"

export function Recovery() {
  const { team, session } = useConsole()
  const act = useAct()
  const made = useSignal<NewRecovery | null>(null)
  useEffect(() => () => (made.value = null), [])
  const registered = session.keys.news.value?.recovery
  return (
    <section>
      <h2>{words.recoveryTitle}</h2>
      <Problem text={act.trouble.value} />
      {registered ? (
        <p>
          {words.recoveryDone} {words.recoveryWords} : <SixWords point={registered} />
        </p>
      ) : (
        <>
          <p>{words.recoveryWhat}</p>
          {made.value ? (
            <Sheet
              made={made.value}
              keep={() =>
                act.run(async () => {
                  if (!made.value) return
                  await team.keepRecovery(made.value)
                  made.value = null
                })
              }
            />
          ) : (
            <button
              type="button"
              class="main"
              onClick={() =>
                void act.run(async () => {
                  made.value = await team.makeRecovery()
                })
              }
            >
              {words.recoveryMake}
            </button>
          )}
        </>
      )}
    </section>
  )
}

interface SheetProps {
  readonly made: NewRecovery
  readonly keep: () => Promise<void>
}

/** The only time the private part is shown. It alone is printed (see agent.css). */
function Sheet({ made, keep }: SheetProps) {
  const kept = useSignal(false)
  return (
    <>
      <div class="sheet">
        <h3>{words.recoveryGroups}</h3>
        <ol class="sheet__groups" dir="ltr">
          {made.groups.map((group, rank) => (
            <li key={rank}>{group}</li>
          ))}
        </ol>
        <p>
          {words.recoveryWords} : <b class="six-words">{made.words}</b>
        </p>
      </div>
      <p class="acts">
        <button type="button" onClick={() => window.print()}>
          {words.recoveryPrint}
        </button>
        <label class="choice">
          <input
            type="checkbox"
            checked={kept.value}
            onChange={(event) => (kept.value = event.currentTarget.checked)}
          />
          {words.recoveryKept}
        </label>
      </p>
      <button
        type="button"
        class="main"
        disabled={!kept.value}
        onClick={() => void keep()}
      >
        {words.recoveryPost}
      </button>
    </>
  )
}
