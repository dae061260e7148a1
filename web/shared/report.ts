/**
 * The report as an officer writes it, sealed under a key of the conversation's. A report
 * from memory has no conversation left: 32 fresh bytes stand for its key.
 * Source: docs/reference/protocol.md §2.8.
 */
import { deriveKey } from "./blocks.ts"
import type { Bytes } from "./bytes.ts"
import { fields, SUITE, VERSION } from "./canonical.ts"
import { type Bound, openParts, sealParts } from "./parts.ts"

/** The key of every version of the report. @param ck - 32 bytes. */
export function reportKey(ck: Bytes): Promise<CryptoKey> {
  return deriveKey(ck, "havre report")
}

/** Version `version` in sealed parts. @throws {CannotSeal} the text is empty. */
export function sealReport(
  key: CryptoKey,
  conversation: string,
  version: number,
  text: string,
  nonces: readonly Bytes[] = [],
): Promise<Bytes[]> {
  return sealParts(key, text, bound(conversation, version), nonces)
}

/** @throws {CannotOpen} a part is missing, moved or altered; another version, or key. */
export function openReport(
  key: CryptoKey,
  conversation: string,
  version: number,
  parts: readonly Bytes[],
): Promise<string> {
  return openParts(key, parts, bound(conversation, version))
}

function bound(conversation: string, version: number): Bound {
  return (part, parts) =>
    fields(VERSION, SUITE, conversation, "report", version, part, parts)
}
