/** What she has agreed to give: read once it is given, and each time the journal says so. */
import { fromBase64 } from "../shared/bytes.ts"
import { type Identity, readIdentity } from "../shared/documents.ts"
import { fileKeys, openIdentity } from "../shared/file.ts"
import type { Bytes } from "../shared/bytes.ts"
import type { Api } from "./api.ts"
import type { SealedIdentity } from "./course-shapes.ts"
import { Correct } from "./explain.ts"
import type { Keyring } from "./keyring.ts"
import type { Talk } from "./talk.ts"
import { words } from "./words.ts"

export interface ReadIdentity {
  readonly file: string
  readonly revision: number
  readonly identity: Identity
  /** The conversation may go too: she says so in what is sealed, and to the server. */
  readonly conversation: boolean
}

/**
 * Read her identity and hand the file's key to `use`; the key is gone afterwards.
 * @throws {Correct} she has not given it, or has taken it back.
 * @throws {Refused | Unreachable | KeyRefused | CannotOpen}
 */
export async function withIdentity<T>(
  needs: { readonly api: Api; readonly keys: Keyring },
  talk: Talk,
  use: (read: ReadIdentity, fk: Bytes) => Promise<T>,
): Promise<T> {
  const path = `/v1/conversations/${talk.id}/identity?reason=open`
  const found = await needs.api.get<SealedIdentity>(path)
  const { file, revision, envelope, identity: sealed } = found
  if (!envelope || !sealed) throw new Correct(words.identityNone)
  const fk = await needs.keys.openFile(envelope, file)
  try {
    const keys = await fileKeys(fk)
    const text = await openIdentity(keys, file, revision, fromBase64(sealed))
    const identity = readIdentity(text)
    const conversation = identity.conversation && found.conversation
    return await use({ file, revision, identity, conversation }, fk)
  } finally {
    fk.fill(0)
  }
}
