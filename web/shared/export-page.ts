/** The file as a page to print: text alone, escaped, with the hash on the first sheet. */
import type { Contact, FileDocument, Identity, Report } from "./documents.ts"
import { exportWords as words } from "./export-words.ts"
import { hashMeta, shownHash } from "./marked-page.ts"

/** Where it goes, in words. */
export interface ExportedTo {
  readonly name: string
  readonly address: string
  readonly phone: string
}

/** A piece of the page, and of the sheet that a console prints without leaving it. */
export type Block =
  | { readonly tag: "h1" | "h2" | "p" | "strong"; readonly text: string }
  | { readonly tag: "dl"; readonly rows: readonly Row[] }
  | { readonly tag: "div"; readonly blocks: readonly Block[] }

/** A name, what it is, and whether that is set as a code. */
type Row = readonly [name: string, value: string, code?: "code"]

export interface Page {
  readonly document: FileDocument
  readonly to: ExportedTo | null
  /** SHA-256 of the sealed document, in hexadecimal. */
  readonly fileHash: string
  /** SHA-256 of this page, or zeros while it is computed. */
  readonly hash: string
  /** The document itself, to be read again by a machine. */
  readonly carried: string
}

const STYLE =
  "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 sans-serif}" +
  "h1{font-size:1.4rem}h2{margin:1.5rem 0 .3rem;font-size:1.1rem}" +
  "p,dd{margin:0 0 .5rem;white-space:pre-wrap;overflow-wrap:anywhere}" +
  "dt{font-weight:bold}code{overflow-wrap:anywhere}" +
  ".key{padding:.5rem 1rem;border:2px solid}" +
  "@media print{body{margin:0}h2{break-after:avoid}}"

/** Nothing in it runs, and nothing is fetched. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'"

const hours = new Intl.DateTimeFormat("fr-FR", {
  dateStyle: "long",
  timeStyle: "short",
})

export function exportPage(page: Page): string {
  const { hash, carried } = page
  return [
    "<!doctype html>",
    '<html lang="fr">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    hashMeta(hash),
    `<meta name="havre-document" content="${carried}">`,
    `<title>${words.title}</title>`,
    `<style>${STYLE}</style>`,
    "</head>",
    "<body>",
    ...exportBlocks(page).flatMap(linesOf),
    "</body>",
    "</html>",
    "",
  ].join("\n")
}

/** What the page shows, in order. */
export function exportBlocks(page: Page): readonly Block[] {
  const { identity, report } = page.document
  return [
    ...front(page),
    safety(identity.contact),
    ...wishes(identity),
    ...section(words.identity, identityRows(identity)),
    ...(report ? reportPart(report) : [title(words.report), par(words.noReport)]),
    ...conversation(page.document),
  ]
}

function linesOf(block: Block): readonly string[] {
  if (block.tag === "div") {
    return ['<div class="key">', ...block.blocks.flatMap(linesOf), "</div>"]
  }
  if (block.tag === "dl") return ["<dl>", ...block.rows.map(rowLine), "</dl>"]
  const text = escaped(block.text)
  if (block.tag === "strong") return [`<p><strong>${text}</strong></p>`]
  return [`<${block.tag}>${text}</${block.tag}>`]
}

function rowLine([name, value, code]: Row): string {
  const told = code ? `<code>${escaped(value)}</code>` : escaped(value)
  return `<dt>${escaped(name)}</dt><dd>${told}</dd>`
}

function front({ document, to, fileHash, hash }: Page): readonly Block[] {
  return [
    { tag: "h1", text: words.title },
    par(words.warning),
    list([
      [words.station, to ? `${to.name}\n${to.address}` : document.station],
      [words.phone, to?.phone ?? ""],
      [words.file, document.file],
      [words.madeAt, hours.format(document.made_at)],
      [words.hash, shownHash(hash), "code"],
      [words.fileHash, shownHash(fileHash), "code"],
    ]),
    par(words.hashWhat),
  ]
}

/** First of all, and apart: what may put her in danger. */
function safety(contact: Contact): Block {
  const leave: Block = {
    tag: "strong",
    text: contact.message ? words.mayLeave : words.noMessage,
  }
  const how = list([
    [words.channel, `${words.channels[contact.channel]} ${contact.value}`.trim()],
    [words.hours, contact.hours],
    [words.wording, contact.wording],
  ])
  return { tag: "div", blocks: [title(words.safety), leave, how] }
}

function wishes({ wishes: wished }: Identity): readonly Block[] {
  return section(words.wishes, [
    [words.officer, words.officers[wished.officer]],
    [words.interpreter, wished.interpreter],
    [words.accessible, wished.accessible ? words.yes : ""],
    [words.companion, wished.companion],
  ])
}

function identityRows(identity: Identity): readonly Row[] {
  const { called, name, born, address, phone, email } = identity
  return [
    [words.called, called],
    [words.name, name],
    [words.born, born],
    [words.address, address],
    [words.phone, phone],
    [words.email, email],
  ]
}

function reportPart(report: Report): readonly Block[] {
  const { reported, view, persons, facts, places, dates, pistes, danger } = report
  const people = persons.map(({ role, what }) => `${words.roles[role]} : ${what}`)
  const lines = pistes.map(
    ({ id, name, version }) => `${name} (${id}, ${words.version(version)})`,
  )
  return [
    ...section(words.report, [
      [words.danger, danger.level === "danger" ? danger.why || words.yes : ""],
      [words.reported, reported],
      [words.view, view],
      [words.persons, people.join("\n")],
      [words.facts, facts],
      [words.places, places],
      [words.dates, dates],
      [words.pistes, lines.join("\n")],
    ]),
    ...(report.memory ? [par(words.memory)] : []),
  ]
}

function conversation({ said, cards }: FileDocument): readonly Block[] {
  const lines = (said ?? []).map(({ side, at, text }): Row => {
    const who = side === "visitor" ? words.person : words.agent
    return [`${who}, ${hours.format(at)}`, text]
  })
  const sent = cards.map(({ title: name, at }): Row => [hours.format(at), name])
  return [
    ...section(words.cards, sent),
    title(words.said),
    said ? list(lines) : par(words.notSaid),
  ]
}

/** Nothing at all when every row is empty. */
function section(name: string, all: readonly Row[]): readonly Block[] {
  const shown = list(all)
  return shown.rows.length > 0 ? [title(name), shown] : []
}

/** Those of which something is told. */
function list(all: readonly Row[]) {
  return { tag: "dl", rows: all.filter(([, value]) => value !== "") } as const
}

function title(text: string): Block {
  return { tag: "h2", text }
}

function par(text: string): Block {
  return { tag: "p", text }
}

const SIGNS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign)
}
