/**
 * The browser's half of the cross-tests: opens what Python sealed, seals for Python.
 * tests/client/test_across.py bundles it for Node and for a page under the real CSP.
 */
import { fromBase64, toBase64 } from "../shared/bytes.ts"
import { importPair, makeKeyPair, openSealed } from "../shared/envelopes.ts"
import { fingerprint } from "../shared/fingerprint.ts"
import { deriveMember, unwrapPrivate, wrapPrivate } from "../shared/member-key.ts"
import { importNoteKey, openNote, sealNote } from "../shared/notes.ts"
import {
  makeCode,
  parseCode,
  resumeKeys,
  unwrapKey,
  wrapKey,
} from "../shared/resume-code.ts"
import {
  directionKeys,
  type Label,
  newConversation,
  openMessage,
  type Place,
  sealMessage,
  sealTo,
} from "../shared/sealing.ts"

/** What Python sealed, and the public key to answer to. Bytes are base64. */
export interface Question {
  readonly conversation: string
  readonly texts: readonly string[]
  readonly messages: readonly string[]
  readonly note_key: string
  readonly note: string
  readonly code: string
  readonly wrapped_ck: string
  readonly name: string
  readonly password: string
  readonly salt: string
  readonly wrapped_private: string
  readonly public: string
  readonly envelope: string
}

/** What was read in it, and what was sealed in return. */
export type Answer = Readonly<Record<string, string | readonly string[]>>

function labelOf(subject: string): Label {
  return { purpose: "conversation", subject, target: "police", epoch: 3 }
}

function placeOf(conversation: string, rank: number): Place {
  const side = rank % 2 === 0 ? "visitor" : "agent"
  return { conversation, side, number: rank + 1 }
}

async function read(asked: Question): Promise<Answer> {
  const { conversation, name } = asked
  const member = await deriveMember(asked.password, fromBase64(asked.salt))
  const wrapped = fromBase64(asked.wrapped_private)
  const privateKey = await unwrapPrivate(member.wrap, name, wrapped)
  const pair = await importPair({ privateKey, publicKey: fromBase64(asked.public) })
  const envelope = fromBase64(asked.envelope)
  const ck = await openSealed(pair, labelOf(conversation), envelope)
  const resume = await resumeKeys(parseCode(asked.code))
  const again = await unwrapKey(resume, conversation, fromBase64(asked.wrapped_ck))
  const keys = await directionKeys(ck)
  const texts: string[] = []
  for (const [rank, sealed] of asked.messages.entries()) {
    const place = placeOf(conversation, rank)
    texts.push(await openMessage(keys, place, fromBase64(sealed)))
  }
  const noteKey = await importNoteKey(fromBase64(asked.note_key))
  return {
    texts,
    ck: toBase64(ck),
    ck_by_code: toBase64(again),
    note: await openNote(noteKey, conversation, 1, fromBase64(asked.note)),
    auth: toBase64(member.auth),
    words: await fingerprint(fromBase64(asked.public)),
  }
}

async function write(asked: Question): Promise<Answer> {
  const { id, ck } = newConversation()
  const keys = await directionKeys(ck)
  const messages: string[] = []
  for (const [rank, text] of asked.texts.entries()) {
    messages.push(toBase64(await sealMessage(keys, placeOf(id, rank), text)))
  }
  const envelope = await sealTo(fromBase64(asked.public), labelOf(id), ck)
  const code = makeCode()
  const noteKey = await importNoteKey(fromBase64(asked.note_key))
  const pair = await makeKeyPair()
  const { wrap } = await deriveMember(asked.password, fromBase64(asked.salt))
  return {
    id,
    messages,
    envelope: toBase64(envelope),
    code,
    wrapped_ck: toBase64(await wrapKey(await resumeKeys(code), id, ck)),
    new_note: toBase64(await sealNote(noteKey, id, 2, "Du navigateur")),
    public: toBase64(pair.publicKey),
    wrapped_private: toBase64(await wrapPrivate(wrap, asked.name, pair.privateKey)),
  }
}

export async function across(asked: Question): Promise<Answer> {
  return { ...(await read(asked)), ...(await write(asked)) }
}
