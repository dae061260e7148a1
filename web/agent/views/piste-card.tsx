/** One hypothesis: why, what is missing, articles, maximum, what makes it graver, term. */
import type { ComponentChildren } from "preact"
import { limits, offencesById } from "../catalogue.ts"
import { spaced } from "../french.ts"
import { factName, fullDay } from "../pistes-note.ts"
import type { Found } from "../story.ts"
import type { Limit, Term } from "../story-limits.ts"
import { words } from "../words.ts"

interface Props {
  readonly found: Found
  /** Its term is shown counted out. */
  readonly first: boolean
}

export function PisteCard({ found, first }: Props) {
  const { offence, state, why, missing, also, most } = found
  const graver = gravers(found)
  return (
    <li class="piste" data-state={state}>
      <h4>
        {offence.name} <span class="mark">{offence.nature}</span>
      </h4>
      <p class="piste__state">
        {state === "matched" ? "●" : "◌"} {words.pistesState[state]}
      </p>
      <dl>
        <Row name={words.pistesWhy}>{why.join(" · ")}</Row>
        {missing.length > 0 && (
          <Row name={words.pistesMissing}>{missing.map(factName).join(" · ")}</Row>
        )}
        {state === "matched" && also.length > 0 && (
          <Row name={words.pistesAlso}>{also.map(factName).join(" · ")}</Row>
        )}
        <Row name={words.pistesArticles}>{offence.cited}</Row>
        <Row name={words.pistesMost}>
          {spaced(most)}. {words.pistesMostWhat}
        </Row>
        {graver.length > 0 && (
          <Row name={words.pistesGraver}>
            {graver.map(({ text, cited }) => (
              <span key={text} class="piste__one">
                {text} <small class="quiet">{cited}</small>
              </span>
            ))}
          </Row>
        )}
        <TermRow limit={found.limit} first={first} />
        <Sure found={found} />
      </dl>
      <More found={found} />
    </li>
  )
}

function gravers({ id, aggravations }: Found) {
  const all = offencesById.get(id)?.aggravations ?? []
  return aggravations.flatMap((n) => all[n] ?? [])
}

interface RowProps {
  readonly name: string
  readonly children: ComponentChildren
}

function Row({ name, children }: RowProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function TermRow({ limit, first }: { readonly limit: Limit; readonly first: boolean }) {
  return (
    <Row name={words.pistesTerm}>
      {limit.is === "untold" && <span class="quiet">{words.pistesUntold}</span>}
      {limit.is === "elsewhere" && <span class="quiet">{words.pistesElsewhere}</span>}
      {limit.is === "told" && <TermText term={limit.term} first={first} />}
    </Row>
  )
}

function TermText({ term, first }: { readonly term: Term; readonly first: boolean }) {
  const { answer, between, plain, articles, over } = term
  const [main, ...others] = answer.readings
  const [from, to] = between
  return (
    <>
      {over && <p class="piste__over">{words.pistesOver}</p>}
      <p>
        <strong>{words.pistesUntil(fullDay(answer.ends))}</strong>
        {plain && `, ${plain}`}{" "}
        {!answer.certain && (
          <span class="mark mark--wait">{words.pistesUnsureSmall}</span>
        )}{" "}
        <small class="quiet">{articles.join(", ")}</small>
      </p>
      {from !== to && <p>{words.pistesBetween(fullDay(from), fullDay(to))}</p>}
      {others.length > 0 && (
        <ul class="piste__readings">
          {main && main.why !== limits.law.doubts["main"] && (
            <li>{words.pistesMain(main.why)}</li>
          )}
          {others.map(({ ends, why }) => (
            <li key={ends}>{words.pistesReading(fullDay(ends), why)}</li>
          ))}
        </ul>
      )}
      <details open={first}>
        <summary>{words.pistesTermWhy}</summary>
        <p>{spaced(answer.explanation)}</p>
      </details>
    </>
  )
}

/** Where the text comes from, or what is not certain of it. */
function Sure({ found: { offence } }: { readonly found: Found }) {
  const { certain, doubt, checked, version } = offence
  if (certain && !doubt) {
    return (
      <Row name={words.pistesSure}>
        {words.pistesChecked(fullDay(checked), version)}
      </Row>
    )
  }
  return (
    <Row name={words.pistesUnsure}>
      {doubt || words.pistesUnsureWhat}{" "}
      <small class="quiet">{words.pistesChecked(fullDay(checked), version)}</small>
    </Row>
  )
}

function More({ found: { offence } }: { readonly found: Found }) {
  const { plain, detail, penalties, source, born_text } = offence
  const cases = penalties.filter((one) => one.case)
  return (
    <details>
      <summary>{words.pistesMore}</summary>
      <p>{plain}</p>
      {detail && <p>{detail}</p>}
      {born_text && <p>{born_text}</p>}
      {cases.length > 0 && (
        <ul class="piste__readings">
          {cases.map(({ most, case: when }) => (
            <li key={when}>
              {when}&nbsp;: {most}
            </li>
          ))}
        </ul>
      )}
      <p class="quiet">{words.pistesSource(source)}</p>
    </details>
  )
}
