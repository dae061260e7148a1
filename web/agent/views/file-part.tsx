/** The file: what it takes, what goes line by line, and where it stands once it went. */
import { useConsole } from "../context.ts"
import { exportedTo } from "../file-again.ts"
import {
  type FileNeeds,
  type Prepared,
  prepare,
  type Sent,
  send,
} from "../file-making.ts"
import { words } from "../words.ts"
import { FileOut } from "./file-out.tsx"
import { Problem, useAct } from "./form.tsx"
import { IdentityShown } from "./identity-part.tsx"
import type { CourseProps } from "./meeting.tsx"
import { Rows } from "./told-rows.tsx"

export function FilePart({ talk, course }: CourseProps) {
  const { api, session } = useConsole()
  const act = useAct()
  const needs = (): FileNeeds => ({ api, keys: session.keys, talk, course })
  const prepared = course.prepared.value
  const sent = course.sent.value
  const made = ["prepared", "sent"].includes(talk.course.value?.accord ?? "")
  const progress = course.progress.value
  return (
    <section aria-labelledby="file-title">
      <h3 id="file-title">{words.fileTitle}</h3>
      {!sent && made && <Gone />}
      {!sent && !talk.report.value && <NeedsReport />}
      {!sent && talk.report.value && talk.course.value?.accord === "given" && (
        <>
          <p class="quiet">{words.fileWhat}</p>
          {prepared && <Preview prepared={prepared} />}
          <p class="acts">
            <button
              type="button"
              aria-disabled={act.busy.value}
              onClick={() => void act.run(() => prepare(needs()))}
            >
              {words.filePrepare}
            </button>
            {prepared && (
              <button
                type="button"
                class="main"
                aria-disabled={act.busy.value}
                onClick={() => void act.run(() => send(needs()))}
              >
                {words.fileSend}
              </button>
            )}
          </p>
        </>
      )}
      <p role="status">
        {progress && words.fileProgress(progress.done, progress.of)}
        {sent?.here && words.fileSent(sent.station.name)}
        {sent && !sent.here && words.fileToTransmit(sent.station.name)}
      </p>
      {progress && <progress value={progress.done} max={progress.of} />}
      {sent && !sent.here && <ByHand sent={sent} />}
      <Problem text={act.trouble.value} />
    </section>
  )
}

/** Sent from another screen, or before this one was locked. */
function Gone() {
  const { screen } = useConsole()
  return (
    <p class="acts">
      {words.fileGone}
      <button type="button" onClick={() => (screen.value = "transmissions")}>
        {words.fileGoToRows}
      </button>
    </p>
  )
}

function NeedsReport() {
  const { help } = useConsole()
  return (
    <>
      <p>{words.fileNeedsReport}</p>
      <button type="button" onClick={() => (help.value = "report")}>
        {words.fileGoToReport}
      </button>
    </>
  )
}

/** Every line that goes, and what does not. */
function Preview({ prepared }: { readonly prepared: Prepared }) {
  const { document, station } = prepared
  const { keys } = useConsole().session
  const here = keys.current(`investigation.${station.id}`) !== undefined
  const { report, identity, said, cards } = document
  return (
    <section class="preview" aria-labelledby="file-preview">
      <h4 id="file-preview">{words.filePreview}</h4>
      <Rows
        rows={[
          [
            words.fileTo,
            here ? words.fileToHere(station.name) : words.fileToPaper(station.name),
          ],
          [words.fileReport, report ? words.fileReportSaved : words.fileReportNone],
          [words.reportReported, report?.reported ?? ""],
          [words.reportView, report?.view ?? ""],
          [words.reportFacts, report?.facts ?? ""],
          [words.reportPlaces, report?.places ?? ""],
          [words.reportDates, report?.dates ?? ""],
          [words.fileSaid, said ? words.fileSaidYes(said.length) : words.fileSaidNo],
          [words.fileCards, cards.map(({ title }) => title).join(" · ")],
        ]}
      />
      <h4>{words.fileIdentity}</h4>
      <IdentityShown identity={identity} />
    </section>
  )
}

/** A station without Havre: rung up, and handed the page by the official channel. */
function ByHand({ sent }: { readonly sent: Sent }) {
  const { screen } = useConsole()
  const { station, document } = sent
  const { name, phone } = station
  return (
    <>
      <p>
        <strong>{phone ? words.fileCall(phone) : words.fileNoPhone}</strong>
      </p>
      <FileOut
        name={name}
        main
        open={async () => ({ document, to: exportedTo(station) })}
      />
      <p class="quiet">{words.fileDownloadWhat}</p>
      <p class="acts">
        <button type="button" onClick={() => (screen.value = "transmissions")}>
          {words.fileGoToRows}
        </button>
      </p>
    </>
  )
}
