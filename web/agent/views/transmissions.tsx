/** « Transmissions »: what waits for an answer first; everything by keyboard. */
import { useEffect } from "preact/hooks"
import { useConsole } from "../context.ts"
import { isOpen } from "../transmissions.ts"
import { words } from "../words.ts"
import { Problem } from "./form.tsx"
import { TransmissionList } from "./transmission-list.tsx"

const EVERY = 60_000 // milliseconds

export function TransmissionsPage() {
  const { transmissions } = useConsole()
  useEffect(() => {
    void transmissions.read()
    const timer = setInterval(() => void transmissions.read(), EVERY)
    return () => clearInterval(timer)
  }, [])
  const all = transmissions.all.value
  const open = all?.filter(isOpen).length ?? 0
  return (
    <main class="page page--wide" tabIndex={0}>
      <h1>{words.transmissionsTitle}</h1>
      <p class="quiet">{words.transmissionsWhat}</p>
      <p class="acts">
        <span role="status">
          {all === null
            ? words.transmissionsReading
            : open > 0
              ? words.transmissionsOpenCount(open)
              : words.transmissionsNoneOpen}
        </span>
        <button type="button" class="small" onClick={() => void transmissions.read()}>
          {words.transmissionsRead}
        </button>
      </p>
      <Problem text={transmissions.trouble.value} />
      {all?.length === 0 && <p>{words.transmissionsNone}</p>}
      {all && <TransmissionList rows={all} title="h2" />}
    </main>
  )
}
