/**
 * « Code de sécurité »: a word agreed with the visitor, kept as a sealed note, and asked
 * again each time she comes back. The console inserts the question, never the word.
 */
import { besideOf } from "./beside.ts"
import { Correct } from "./explain.ts"
import { lastNoted, noteOf } from "./noted.ts"
import type { Reply } from "./shapes.ts"
import type { Talk } from "./talk.ts"
import { words } from "./words.ts"

const PROPOSE = "suite-code-proposer"
const ASK = "suite-code-redemander"

/** The phrase that stands, if one was agreed. */
export function phraseOf(talk: Talk): string | null {
  return lastNoted(talk.notes.shown.value, "phrase")?.text ?? null
}

/** Whether she came back, or came to this officer, since it was last heard. */
export function mustAsk(talk: Talk): boolean {
  if (!talk.writable.value || phraseOf(talk) === null) return false
  return besideOf(talk).heard.value < talk.reconnected.value
}

/** Put the proposal after what is written. Nothing is sent. */
export function propose(talk: Talk, replies: readonly Reply[]): void {
  talk.insert(said(replies, PROPOSE) ?? words.phraseProposal)
}

/** The same with the question; never with the phrase itself. */
export function ask(talk: Talk, replies: readonly Reply[]): void {
  talk.insert(said(replies, ASK) ?? words.phraseQuestion)
}

/** She said it. */
export function heard(talk: Talk): void {
  besideOf(talk).heard.value = talk.reconnected.value
}

/** Keep what was typed as the phrase. @throws what keeping a note throws. */
export async function keep(talk: Talk): Promise<void> {
  const { phrase } = besideOf(talk)
  const agreed = phrase.value.trim()
  if (!agreed) throw new Correct(words.required)
  await talk.addNote(noteOf("phrase", agreed))
  phrase.value = ""
  heard(talk)
}

/** As supervisors have written it, where the service offers it. */
function said(replies: readonly Reply[], wanted: string): string | undefined {
  return replies.find(({ key }) => key === wanted)?.text
}
