/** The report: what was told, and apart from it what the officer makes of it. */
import { Rows } from "../../agent/views/told-rows.tsx"
import type { Report } from "../../shared/documents.ts"
import { exportWords } from "../../shared/export-words.ts"
import { words } from "../words.ts"

export function ReportShown({ report }: { readonly report: Report }) {
  const { reported, view, persons, facts, places, dates, pistes, danger } = report
  return (
    <section class="report-shown">
      <h2>{words.reportTitle}</h2>
      {report.memory && <p class="mark mark--report">{exportWords.memory}</p>}
      {danger.level === "danger" && (
        <p class="problem">
          <b>▲ {words.dangerTold}</b>
          {danger.why && ` : ${danger.why}`}
        </p>
      )}
      <div class="apart">
        <section>
          <h3>{words.reportReported}</h3>
          <p dir="auto">{reported}</p>
        </section>
        <section class="apart__view">
          <h3>{words.reportView}</h3>
          <p class="quiet">{words.reportViewWhat}</p>
          <p dir="auto">{view}</p>
        </section>
      </div>
      {persons.length > 0 && (
        <>
          <h3>{exportWords.persons}</h3>
          <Rows
            rows={persons.map(({ role, what }) => [exportWords.roles[role], what])}
          />
        </>
      )}
      <Rows
        rows={[
          [exportWords.facts, facts],
          [exportWords.places, places],
          [exportWords.dates, dates],
        ]}
      />
      {pistes.length > 0 && (
        <>
          <h3>{exportWords.pistes}</h3>
          <ul class="plain-list">
            {pistes.map(({ id, version, name }) => (
              <li key={id}>
                {name}{" "}
                <span class="quiet">
                  ({id}, {exportWords.version(version)})
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
