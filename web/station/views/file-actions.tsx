/** What is done with a file: confirm, mark, propose other slots, export, print. */
import { useSignal } from "@preact/signals"
import { saveFile } from "../../agent/save-file.ts"
import { clock } from "../../agent/times.ts"
import { Problem, useAct } from "../../agent/views/form.tsx"
import type { FileDocument } from "../../shared/documents.ts"
import { useStation } from "../context.ts"
import { freeSlots, PROPOSED_MOST } from "../file-acts.ts"
import { MARKS } from "../shapes.ts"
import { words } from "../words.ts"
import { momentShown } from "../zone.ts"

export function FileActions({ document }: { readonly document: FileDocument }) {
  const here = useStation()
  const { acts } = here
  const row = here.view.files.find(({ file }) => file === document.file)
  const act = useAct()
  const said = useSignal("")
  const run = (done: string, what: () => Promise<void>) =>
    void act.run(async () => {
      said.value = ""
      await what()
      said.value = done
    })
  return (
    <aside class="file__acts" aria-label={words.actsTitle}>
      <h2>{words.actsTitle}</h2>
      <div role="status" class="file__said-done">
        {said.value && <p>✓ {said.value}</p>}
      </div>
      <Problem text={act.trouble.value} />
      {row?.acknowledged_at === null && (
        <button
          type="button"
          class="main"
          onClick={() =>
            run(words.acknowledgedNow, () => acts.acknowledge(document.file))
          }
        >
          {words.acknowledge}
        </button>
      )}
      <h3>{words.markTitle}</h3>
      {row?.mark && <p>{words.marked(words.marks[row.mark])}</p>}
      <p class="acts">
        {MARKS.map((mark) => (
          <button
            key={mark}
            type="button"
            aria-pressed={row?.mark === mark}
            onClick={() =>
              run(words.marked(words.marks[mark]), () => acts.mark(document.file, mark))
            }
          >
            {words.markActs[mark]}
          </button>
        ))}
      </p>
      <Propose
        document={document}
        propose={(slots) =>
          run(words.proposed, () => acts.propose(document.file, slots))
        }
      />
      <h3>{words.export}</h3>
      <p class="quiet">{words.exportWhat}</p>
      <p class="acts">
        <button
          type="button"
          onClick={() =>
            run(words.exported, async () => {
              const page = await acts.export(document, here.station(document.station))
              saveFile(`dossier-${document.file.slice(0, 6)}.html`, page)
            })
          }
        >
          {words.export}
        </button>
        <PrintButton />
      </p>
    </aside>
  )
}

export function PrintButton() {
  return (
    <button type="button" onClick={() => window.print()}>
      {words.print}
    </button>
  )
}

interface ProposeProps {
  readonly document: FileDocument
  readonly propose: (slots: readonly string[]) => void
}

function Propose({ document, propose }: ProposeProps) {
  const here = useStation()
  const chosen = useSignal<readonly string[]>([])
  const zone = here.zoneOf(document.station)
  const free = freeSlots(here.view.slots, document.station, clock.value)
  const still = chosen.value.filter((id) => free.some(({ slot }) => slot === id))
  const tick = (slot: string, on: boolean) => {
    chosen.value = on ? [...still, slot] : still.filter((one) => one !== slot)
  }
  return (
    <details>
      <summary>{words.proposeTitle}</summary>
      <p>{free.length === 0 ? words.proposeNone : words.proposeWhat}</p>
      <ul class="plain-list file__slots">
        {free.map(({ slot, at, minutes }) => (
          <li key={slot}>
            <label class="choice">
              <input
                type="checkbox"
                checked={still.includes(slot)}
                disabled={still.length >= PROPOSED_MOST && !still.includes(slot)}
                onChange={(event) => tick(slot, event.currentTarget.checked)}
              />
              {words.appointmentAt(momentShown(zone, at), minutes)}
            </label>
          </li>
        ))}
      </ul>
      {free.length > 0 && (
        <button
          type="button"
          disabled={still.length === 0}
          onClick={() => {
            propose(still)
            chosen.value = []
          }}
        >
          {words.propose}
        </button>
      )}
    </details>
  )
}
