/**
 * Bytes, and how they travel as text.
 *
 * Source: docs/reference/protocol.md §1.
 */
import { CannotOpen } from "./sealing-errors.ts"

/** Bytes that WebCrypto takes: never a view of shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>

export function randomBytes(count: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(count))
}

/** A new id: 16 random bytes as 22 characters of base64url without padding. */
export function randomId(): string {
  return toBase64Url(randomBytes(16))
}

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** UTF-8; an unpaired surrogate becomes U+FFFD. */
export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text)
}

/** The protocol's `bytes`: standard base64 with padding. */
export function toBase64(raw: Uint8Array): string {
  // One by one: spreading 16 kB into arguments overflows the stack of old phones.
  let binary = ""
  for (const byte of raw) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** @throws {CannotOpen} not canonical standard base64 with padding. */
export function fromBase64(text: string): Bytes {
  let raw: Bytes
  try {
    raw = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  } catch {
    throw new CannotOpen("not base64")
  }
  // atob forgives spaces, missing padding and stray bits; the protocol does not.
  if (toBase64(raw) !== text) throw new CannotOpen("not canonical base64")
  return raw
}

export function toBase64Url(raw: Uint8Array): string {
  return toBase64(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "")
}

/** @throws {CannotOpen} not canonical base64url without padding. */
export function fromBase64Url(text: string): Bytes {
  const padding = "=".repeat((4 - (text.length % 4)) % 4)
  return fromBase64(text.replace(/-/g, "+").replace(/_/g, "/") + padding)
}
