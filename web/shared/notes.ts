/**
 * Officers' notes: sealed under a key of their own that no visitor ever holds.
 *
 * The note key is `randomBytes(32)`, sealed with purpose `note` (see `sealTo`).
 * Source: docs/reference/protocol.md §2.4.
 */
import { openText, sealText } from "./blocks.ts"
import type { Bytes } from "./bytes.ts"
import { fields, SUITE, VERSION } from "./canonical.ts"
import { CannotSeal } from "./sealing-errors.ts"

/** The note key, as a key that no script can read back. */
export async function importNoteKey(raw: Bytes): Promise<CryptoKey> {
  const use: KeyUsage[] = ["encrypt", "decrypt"]
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, use)
}

/** @throws {CannotSeal} empty, over 16,000 bytes, or a number that is no rank from 1. */
export async function sealNote(
  key: CryptoKey,
  conversation: string,
  number: number,
  text: string,
): Promise<Bytes> {
  return sealText(key, text, bound(conversation, number))
}

/** @throws {CannotOpen} a size never made, tampered with, misplaced, or another key. */
export async function openNote(
  key: CryptoKey,
  conversation: string,
  number: number,
  sealed: Bytes,
): Promise<string> {
  return openText(key, sealed, bound(conversation, number))
}

/** @throws {CannotSeal} a number that is not a rank from 1. */
function bound(conversation: string, number: number): Bytes {
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new CannotSeal("numbers run from 1")
  }
  return fields(VERSION, SUITE, conversation, "note", number)
}
