/** « Vérifier un export »: a page that left Havre, read again: intact, ours, or neither. */
import { useSignal } from "@preact/signals"
import { useId } from "preact/hooks"
import { Problem, useAct } from "../../agent/views/form.tsx"
import { shownHash } from "../../shared/export.ts"
import { useStation } from "../context.ts"
import type { Verdict } from "../file-acts.ts"
import { words } from "../words.ts"
import { momentShown } from "../zone.ts"

export function Checking() {
  const { acts } = useStation()
  const id = useId()
  const act = useAct()
  const verdict = useSignal<Verdict | null>(null)
  const choose = (event: Event) => {
    const [file] = (event.currentTarget as HTMLInputElement).files ?? []
    verdict.value = null
    if (!file) return
    void act.run(async () => {
      verdict.value = await acts.check(new Uint8Array(await file.arrayBuffer()))
    })
  }
  return (
    <main class="page">
      <h1>{words.checkTitle}</h1>
      <p>{words.checkWhat}</p>
      <p class="field">
        <label for={id}>{words.checkFile}</label>
        <input id={id} type="file" accept=".html,text/html" onChange={choose} />
      </p>
      <Problem text={act.trouble.value} />
      <div role="status">
        {act.busy.value && <p>{words.checkingNow}</p>}
        {verdict.value && <Told verdict={verdict.value} />}
      </div>
    </main>
  )
}

function Told({ verdict }: { readonly verdict: Verdict }) {
  const { checked, known } = verdict
  const [sign, title, more] = useTold(verdict)
  const sure = known?.known === true
  return (
    <div class="verdict" data-sure={sure}>
      <h2>
        {sign} {title}
      </h2>
      <p>{more}</p>
      {checked.hash && (
        <p class="quiet">
          {words.checkHash} : <code>{shownHash(checked.hash)}</code>
        </p>
      )}
    </div>
  )
}

function useTold(verdict: Verdict): readonly [string, string, string] {
  const here = useStation()
  const { checked, known, carriesKnown, madeOfIt } = verdict
  if (!checked.hash) return ["✕", words.notAnExport, words.notAnExportMore]
  if (!checked.intact) return ["✕", words.altered, words.alteredMore]
  if (carriesKnown && !madeOfIt) return ["◆", words.fileKnown, words.fileKnownMore]
  if (!known?.known) return ["✕", words.intactUnknown, words.intactUnknownMore]
  const zone = here.zoneOf(checked.document?.station ?? here.stationIds[0] ?? "")
  const moment = known.at === null ? "" : momentShown(zone, known.at)
  const tells = madeOfIt ? words.intactSentMore : words.intactKnownMore
  const more = tells(known.file ?? "", known.by ?? "", moment)
  return ["✓", words.intactKnown, more]
}
