/** A file on its way out, for the official channel: on this disk, or on paper. */
import { useSignal } from "@preact/signals"
import { useEffect, useRef } from "preact/hooks"
import { type Exported, makeExport, shownHash } from "../../shared/export.ts"
import type { ToHandOver } from "../file-again.ts"
import { printBlocks } from "../printing.ts"
import { saveFile } from "../save-file.ts"
import { words } from "../words.ts"
import { Problem, useAct } from "./form.tsx"

interface FileOutProps {
  /** Whose it is, for who hears the buttons one after the other. */
  readonly name: string
  readonly open: () => Promise<ToHandOver>
  readonly main?: boolean
}

export function FileOut({ name, open, main = false }: FileOutProps) {
  const act = useAct()
  const hash = useSignal("")
  const here = useRef(true)
  useEffect(() => () => void (here.current = false), [])
  const go = (how: (made: Exported) => void) =>
    void act.run(async () => {
      const { document, to } = await open()
      const made = await makeExport(document, to)
      if (!here.current) return // locked, or left, meanwhile
      hash.value = made.hash
      how(made)
    })
  return (
    <>
      <p class="acts">
        <button
          type="button"
          class={main ? "main" : "small"}
          aria-disabled={act.busy.value}
          aria-label={`${words.fileDownload} · ${name}`}
          onClick={() => go(download)}
        >
          {words.fileDownload}
        </button>
        <button
          type="button"
          class={main ? undefined : "small"}
          aria-disabled={act.busy.value}
          aria-label={`${words.filePrint} · ${name}`}
          onClick={() => go(({ blocks }) => printBlocks(blocks))}
        >
          {words.filePrint}
        </button>
      </p>
      <p role="status">
        {hash.value && (
          <>
            {words.fileHash} : <code>{shownHash(hash.value)}</code>
          </>
        )}
      </p>
      <Problem text={act.trouble.value} />
    </>
  )
}

function download({ html, hash }: Exported): void {
  saveFile(`dossier-${hash.slice(0, 8)}.html`, html)
}
