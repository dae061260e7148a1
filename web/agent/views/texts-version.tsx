/** One version of a text: its words, its state, who wrote it and who read it. */
import type { ComponentChildren } from "preact"
import type { TextState, TextVersion } from "../board-shapes.ts"
import { useConsole } from "../context.ts"
import { words } from "../words.ts"

const SHAPES: Record<TextState, string> = {
  "in-use": "●",
  proposed: "◐",
  former: "○",
  withdrawn: "✕",
}

export function StateMark({ state }: { readonly state: TextState }) {
  return (
    <span class={state === "proposed" ? "mark mark--long" : "mark"}>
      {SHAPES[state]} {words.textStates[state]}
    </span>
  )
}

interface VersionCardProps {
  readonly version: TextVersion
  readonly title: string
  readonly children?: ComponentChildren
}

export function VersionCard({ version, title, children }: VersionCardProps) {
  return (
    <article class="version" data-state={version.state}>
      <header>
        <h2>{title}</h2>
        <StateMark state={version.state} />
      </header>
      <h3>{version.title}</h3>
      <p class="version__text" dir="auto">
        {version.text}
      </p>
      {version.easy && (
        <>
          <h3>{words.textsEasy}</h3>
          <p class="version__text" dir="auto">
            {version.easy}
          </p>
        </>
      )}
      <Who version={version} />
      {children && <div class="acts">{children}</div>}
    </article>
  )
}

function Who({ version }: { readonly version: TextVersion }) {
  const { texts } = useConsole()
  const { author, at, reader, read_at, state } = version
  return (
    <p class="quiet">
      {words.textsVersion(version.version)} ·{" "}
      {author === null
        ? words.textsCame
        : words.textsWrote(texts.nameOf(author), day(at))}
      {reader !== null && ` · ${words.textsRead(texts.nameOf(reader), day(read_at))}`}
      {reader === null && state === "proposed" && ` · ${words.textsNotRead}`}
    </p>
  )
}

const dayAndHour = new Intl.DateTimeFormat("fr-FR", {
  day: "numeric",
  month: "long",
  hour: "2-digit",
  minute: "2-digit",
})

function day(at: number | null): string {
  return at === null ? "" : dayAndHour.format(at)
}
