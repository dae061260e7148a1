/** A report to be read: another officer's version, or one that could not be saved. */
import type { Report } from "../../shared/documents.ts"
import { ROLES } from "../report-doc.ts"
import { words } from "../words.ts"

export function ReportShown({ doc }: { readonly doc: Report }) {
  const rows = rowsOf(doc).filter(([, text]) => text.trim())
  if (rows.length === 0) return <p class="quiet">{words.reportNothing}</p>
  return (
    <dl class="report__shown">
      {rows.map(([name, text, apart]) => (
        <div key={name} class={apart}>
          <dt>{name}</dt>
          <dd dir="auto">{text}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A title, what was written, and what tells it apart. */
type Row = readonly [string, string, string?]

function rowsOf(doc: Report): readonly Row[] {
  const persons = ROLES.flatMap((role) =>
    doc.persons
      .filter((one) => one.role === role && one.what.trim())
      .map(({ what }) => `${words.reportRoles[role]}\u00a0: ${what}`),
  )
  const pistes = doc.pistes.map(({ name, version }) =>
    words.reportPisteKept(name, version),
  )
  const { level, why } = doc.danger
  return [
    [words.reportReported, doc.reported, "report__reported"],
    [words.reportView, doc.view, "report__view"],
    [words.reportPersons, persons.join("\n")],
    [words.reportFacts, doc.facts],
    [words.reportPlaces, doc.places],
    [words.reportDates, doc.dates],
    [words.reportPistes, pistes.join("\n")],
    [words.reportDanger, level === "danger" ? why || words.reportDangers.danger : why],
  ]
}
