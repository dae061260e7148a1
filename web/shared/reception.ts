/**
 * The name to call, sealed to a station's reception and to nobody else.
 * Source: docs/reference/protocol.md §2.9.
 */
import { deriveKey, KEY_BYTES, openText, sealText } from "./blocks.ts"
import { type Bytes, randomBytes } from "./bytes.ts"
import { fields, type Label, SUITE, VERSION } from "./canonical.ts"
import { openSealed } from "./envelopes.ts"
import { sealTo } from "./sealing.ts"

/** What the server keeps beside an appointment. */
export interface SealedName {
  /** 114 bytes, sealed to `reception.STATION`. */
  readonly key: Bytes
  readonly name: Bytes
}

/** @throws {CannotSeal} empty, over 16,000 bytes, or `publicKey` is no point. */
export async function sealName(
  publicKey: Bytes,
  station: string,
  epoch: number,
  appointment: string,
  name: string,
): Promise<SealedName> {
  const secret = randomBytes(KEY_BYTES)
  const key = await sealTo(publicKey, label(station, epoch, appointment), secret)
  const sealed = await sealNameWith(secret, appointment, name)
  secret.fill(0)
  return { key, name: sealed }
}

/** @throws {CannotOpen} another station's, another appointment's, or tampered with. */
export async function openName(
  pair: CryptoKeyPair,
  station: string,
  epoch: number,
  appointment: string,
  sealed: SealedName,
): Promise<string> {
  const secret = await openSealed(pair, label(station, epoch, appointment), sealed.key)
  return openNameWith(secret, appointment, sealed.name)
}

/** Seal a name under a known key; the nonce is given by vectors only. */
export async function sealNameWith(
  secret: Bytes,
  appointment: string,
  name: string,
  nonce?: Bytes,
): Promise<Bytes> {
  const key = await deriveKey(secret, "havre reception")
  return sealText(key, name, bound(appointment), nonce)
}

/** @throws {CannotOpen} tampered with, another appointment's, or another key. */
export async function openNameWith(
  secret: Bytes,
  appointment: string,
  name: Bytes,
): Promise<string> {
  const key = await deriveKey(secret, "havre reception")
  return openText(key, name, bound(appointment))
}

function label(station: string, epoch: number, appointment: string): Label {
  const target = `reception.${station}`
  return { purpose: "reception", subject: appointment, target, epoch }
}

function bound(appointment: string): Bytes {
  return fields(VERSION, SUITE, appointment, "reception", 1)
}
