/**
 * A file open: how she may be reached without harm first, then who she is, then what
 * was reported and, apart, what the officer made of it. The article alone is printed.
 */
import { useEffect, useRef } from "preact/hooks"
import type { FileDocument } from "../../shared/documents.ts"
import { exportWords } from "../../shared/export-words.ts"
import { Rows } from "../../agent/views/told-rows.tsx"
import { useStation } from "../context.ts"
import type { Opened } from "../file-reading.ts"
import { words } from "../words.ts"
import { momentShown } from "../zone.ts"
import { FileActions, PrintButton } from "./file-actions.tsx"
import { ContactFirst, IdentityShown, WishesShown } from "./file-person.tsx"
import { ReportShown } from "./file-report.tsx"

export function OpenedFile({ opened }: { readonly opened: Opened }) {
  const { reading } = useStation()
  const { document, byCode } = opened
  return (
    <main class="page file">
      <p class="acts file__head">
        <button type="button" onClick={() => reading.close()}>
          {words.back}
        </button>
        {byCode && <PrintButton />}
      </p>
      {byCode && <p class="file__head">{words.openedByCode}</p>}
      <Paper opened={opened} />
      {!byCode && <FileActions document={document} />}
    </main>
  )
}

function Paper({ opened: { document, sentAt } }: { readonly opened: Opened }) {
  const here = useStation()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [document])
  const { identity, report, station, file } = document
  const zone = here.zoneOf(station)
  return (
    <article class="paper">
      <h1 ref={title} tabIndex={-1}>
        {words.fileShort(file)}
      </h1>
      <p class="quiet">
        {here.stationName(station)}, {words.sentAt(momentShown(zone, sentAt))}
      </p>
      <ContactFirst contact={identity.contact} />
      <IdentityShown identity={identity} />
      <WishesShown wishes={identity.wishes} />
      {report ? (
        <ReportShown report={report} />
      ) : (
        <section>
          <h2>{words.reportTitle}</h2>
          <p>{exportWords.noReport}</p>
        </section>
      )}
      <SaidShown document={document} zone={zone} />
    </article>
  )
}

interface SaidProps {
  readonly document: FileDocument
  readonly zone: string
}

function SaidShown({ document: { said, cards }, zone }: SaidProps) {
  return (
    <>
      {cards.length > 0 && (
        <section>
          <h2>{exportWords.cards}</h2>
          <Rows
            rows={cards.map(({ title, at }) => [momentShown(zone, at), title] as const)}
          />
        </section>
      )}
      <section>
        <h2>{words.saidTitle}</h2>
        {said === null && <p>{exportWords.notSaid}</p>}
        <ol class="file__said">
          {(said ?? []).map(({ side, at, text }, rank) => (
            <li key={rank} class={`said said--${side}`}>
              <span class="said__who">
                {side === "visitor" ? exportWords.person : exportWords.agent}
                <time>{momentShown(zone, at)}</time>
              </span>
              <p class="said__text" dir="auto">
                {text}
              </p>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}
