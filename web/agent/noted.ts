/**
 * Notes that begin with agreed words have a meaning that every console shares
 * (protocol.md §5): the safety phrase, the summary for who takes over, a whisper, a card
 * that was sent.
 */
import type { Note } from "./note-book.ts"

/** What such a note begins with. Never translated: other consoles read it. */
export const BEGINS = {
  phrase: "Code de sécurité : ",
  summary: "Relève : ",
  whisper: "Salle : ",
  card: "Fiche envoyée : ",
} as const

export type Kind = keyof typeof BEGINS

/** A note of one kind, without the words it begins with. */
export interface Noted {
  readonly n: number
  readonly at: number
  readonly by: string
  readonly text: string
}

/** The notes of one kind, oldest first; what could not be read is none. */
export function allNoted(notes: readonly Note[], kind: Kind): readonly Noted[] {
  return notes.flatMap(({ n, at, by, text }) => {
    const said = text === null ? null : after(BEGINS[kind], text)
    return said ? [{ n, at, by, text: said }] : []
  })
}

/** The last one, which stands. */
export function lastNoted(notes: readonly Note[], kind: Kind): Noted | null {
  return allNoted(notes, kind).at(-1) ?? null
}

/** The note that says `text` as one of that kind. */
export function noteOf(kind: Kind, text: string): string {
  return BEGINS[kind] + text.trim()
}

/** Whether a fixed space or an ordinary one was written before the colon. */
function after(begins: string, text: string): string | null {
  const plain = text.slice(0, begins.length).replace(/[\u00a0\u202f]/g, " ")
  return plain === begins ? text.slice(begins.length).trim() : null
}
