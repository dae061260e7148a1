/** Opening the key of a conversation, and telling that it is not ours any more. */
import type { Bytes } from "../shared/bytes.ts"
import { CannotOpen } from "../shared/sealing-errors.ts"
import { Refused } from "./api.ts"
import { KeyRefused, ListRefused } from "./explain.ts"
import type { Keyring } from "./keyring.ts"
import type { Envelope, Envelopes } from "./shapes.ts"

/** Not in our hands any more, or never was: the answer is the same. */
export function isLost(cause: unknown): boolean {
  if (!(cause instanceof Refused)) return false
  return cause.status === 404 || cause.code === "stale"
}

/**
 * No key of ours opens it. A lost network or a refusal says nothing of that; nor does a
 * list of keys that was altered: nobody is led to destroy by it.
 */
export function isUnreadable(cause: unknown): boolean {
  if (cause instanceof ListRefused) return false
  return cause instanceof CannotOpen || cause instanceof KeyRefused
}

/** How the key of a conversation comes to a desk (protocol.md §2.2). */
const CARRIES: readonly Envelope["purpose"][] = ["conversation", "relief", "transfer"]

/**
 * The conversation key, from the first envelope that one of our grants opens.
 * @throws the last refusal, when none does.
 */
export async function openedBy(
  keys: Keyring,
  found: Envelopes,
  conversation: string,
): Promise<Bytes> {
  let refusal: unknown = new KeyRefused("no envelope")
  const carried = found.envelopes.filter(({ purpose }) => CARRIES.includes(purpose))
  for (const envelope of keys.oursFirst(carried)) {
    try {
      return await keys.open(envelope, conversation)
    } catch (cause) {
      refusal = cause
    }
  }
  throw refusal
}
