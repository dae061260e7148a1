/** The shared vectors: the same bytes as the Python client, from one file. */
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core"
import { sealText } from "../shared/blocks.ts"
import { type Bytes, toBase64 } from "../shared/bytes.ts"
import { fields, type Label, labelInfo, SUITE, VERSION } from "../shared/canonical.ts"
import {
  BrokenChain,
  currentDeskKey,
  deskPoint,
  verifyDeskKeys,
} from "../shared/desk-keys.ts"
import { importPair, openSealed } from "../shared/envelopes.ts"
import { fingerprint } from "../shared/fingerprint.ts"
import { deriveMember, unwrapPrivate, wrapPrivate } from "../shared/member-key.ts"
import { importNoteKey, openNote } from "../shared/notes.ts"
import {
  authHash,
  NotACode,
  parseCode,
  resumeKeys,
  unwrapKey,
  wrapKey,
} from "../shared/resume-code.ts"
import {
  CannotOpen,
  directionKeys,
  openMessage,
  type Place,
  sealTo,
  splitText,
  suite,
} from "../shared/sealing.ts"
import type { Vectors } from "./vectors.ts"

const file = readFileSync("tests/client/vectors.json", "utf-8")
const vectors = JSON.parse(file) as Vectors
const conversation = vectors.conversation
const ck = raw(vectors.direction_keys.ck)
const keys = await directionKeys(ck)

function raw(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))
}

function hex(bytes: ArrayBuffer | Uint8Array): string {
  return Buffer.from(new Uint8Array(bytes)).toString("hex")
}

async function deskPair(): Promise<CryptoKeyPair> {
  const { private: scalar, public: point } = vectors.sealed_keys
  return importPair({ privateKey: raw(scalar), publicKey: raw(point) })
}

test("canonical fields", () => {
  for (const { fields: parts, raw: isRaw, bytes } of vectors.canonical) {
    const given = parts.map((part, at) =>
      isRaw[at] === true && typeof part === "string" ? raw(part) : part,
    )

    assert.equal(hex(fields(...given)), bytes)
  }
})

test("sealed keys open, and no other key opens them", async () => {
  const pair = await deskPair()
  const { private: scalar, public: point } = vectors.member
  const other = await importPair({ privateKey: raw(scalar), publicKey: raw(point) })
  for (const { info, secret, sealed, ...label } of vectors.sealed_keys.good) {
    const { purpose, subject, target, epoch } = label
    const named: Label = { purpose, subject, target, epoch }

    assert.equal(hex(labelInfo(named)), info)
    assert.equal(hex(await openSealed(pair, named, raw(sealed))), secret)
    await assert.rejects(openSealed(other, named, raw(sealed)), CannotOpen)
    const again = await sealTo(raw(vectors.sealed_keys.public), named, raw(secret))
    assert.equal(hex(await openSealed(pair, named, again)), secret)
  }
})

test("sealed keys are the same bytes, given the same ephemeral key", async () => {
  const hpke = suite()
  const recipientPublicKey = await hpke.kem.deserializePublicKey(
    raw(vectors.sealed_keys.public),
  )
  for (const { info, secret, sealed, ...made } of vectors.sealed_keys.good) {
    const ekm = {
      privateKey: await hpke.kem.deserializePrivateKey(raw(made.ephemeral)),
      publicKey: await hpke.kem.deserializePublicKey(raw(made.ephemeral_public)),
    }
    const params = { recipientPublicKey, info: raw(info), ekm }
    const { enc, ct } = await hpke.seal(params, raw(secret))

    assert.equal("01" + hex(enc) + hex(ct), sealed)
  }
})

test("altered sealed keys are refused", async () => {
  const pair = await deskPair()
  const { purpose, subject, target, epoch } = vectors.sealed_keys.good[0]!
  for (const { why, sealed } of vectors.sealed_keys.refused) {
    const label = { purpose, subject, target, epoch }

    await assert.rejects(openSealed(pair, label, raw(sealed)), CannotOpen, why)
  }
})

test("direction keys", async () => {
  for (const side of ["visitor", "agent"] as const) {
    const expected = raw(vectors.direction_keys[side])
    const use: KeyUsage[] = ["encrypt"]
    const key = await crypto.subtle.importKey("raw", expected, "AES-GCM", false, use)
    const place: Place = { conversation, side, number: 1 }
    const direction = side === "visitor" ? "v2a" : "a2v"
    const aad = fields(VERSION, SUITE, conversation, direction, 1)
    const sealed = await sealText(key, "Bonjour", aad)

    assert.equal(await openMessage(keys, place, sealed), "Bonjour")
  }
})

test("messages", async () => {
  for (const { side, number, text, nonce, sealed } of vectors.messages) {
    const direction = side === "visitor" ? "v2a" : "a2v"
    const aad = fields(VERSION, SUITE, conversation, direction, number)
    const again = await sealText(keys[side], text, aad, raw(nonce))

    assert.equal(hex(again), sealed)
    assert.equal(await openMessage(keys, { conversation, side, number }, again), text)
  }
})

test("altered messages are refused", async () => {
  const place: Place = { conversation, side: "visitor", number: 1 }
  for (const { why, sealed } of vectors.refused_messages) {
    await assert.rejects(openMessage(keys, place, raw(sealed)), CannotOpen, why)
  }
})

test("notes", async () => {
  for (const { number, text, key, sealed } of vectors.notes) {
    const noteKey = await importNoteKey(raw(key))

    assert.equal(await openNote(noteKey, conversation, number, raw(sealed)), text)
  }
})

test("long texts are cut alike", () => {
  for (const { pieces, sizes } of vectors.split) {
    const text = pieces.map(([piece, times]) => piece.repeat(times)).join("")
    const parts = splitText(text)

    assert.deepEqual(
      parts.map((part) => Buffer.byteLength(part)),
      sizes,
    )
    assert.equal(parts.join(""), text)
  }
})

test("resume code", async () => {
  const { code, typed, auth, auth_hash, nonce, wrapped, ...refused } = vectors.resume
  const resume = await resumeKeys(code)

  for (const text of typed) assert.equal(parseCode(text), code)
  assert.equal(hex(resume.auth), auth)
  assert.equal(hex(await authHash(resume.auth)), auth_hash)
  assert.equal(hex(await wrapKey(resume, conversation, ck, raw(nonce))), wrapped)
  assert.deepEqual(await unwrapKey(resume, conversation, raw(wrapped)), ck)
  for (const { why, wrapped: other } of refused.refused_wrapped) {
    await assert.rejects(unwrapKey(resume, conversation, raw(other)), CannotOpen, why)
  }
  for (const text of refused.refused_codes) {
    assert.throws(() => parseCode(text), NotACode, text)
  }
})

test("member key", async () => {
  const { name, nonce, private: scalar, wrapped, ...member } = vectors.member
  for (const password of [member.password, member.password_decomposed]) {
    const { auth, wrap } = await deriveMember(password, raw(member.salt))

    assert.equal(hex(auth), member.auth)
    assert.equal(hex(await wrapPrivate(wrap, name, raw(scalar), raw(nonce))), wrapped)
    assert.equal(hex(await unwrapPrivate(wrap, name, raw(wrapped))), scalar)
    await assert.rejects(unwrapPrivate(wrap, name, raw(member.refused)), CannotOpen)
  }
})

test("fingerprints", async () => {
  for (const { public: point, words } of vectors.fingerprints) {
    assert.equal(await fingerprint(raw(point)), words)
  }
})

test("lists of desk keys", async () => {
  const { good, current, broken, replaced_tail } = vectors.desk_keys
  await verifyDeskKeys(good)
  await verifyDeskKeys(good, good[2])
  for (const [desk, seq] of Object.entries(current)) {
    assert.equal(currentDeskKey(good, desk)?.seq, seq)
  }
  assert.equal(currentDeskKey(good, "nowhere"), undefined)
  assert.equal(toBase64(deskPoint(good[0]!)), good[0]!.public)
  for (const { why, rows } of broken) {
    await assert.rejects(verifyDeskKeys(rows), BrokenChain, why)
  }
  for (const rows of [good.slice(0, 3), replaced_tail]) {
    await verifyDeskKeys(rows)
    await assert.rejects(verifyDeskKeys(rows, good[3]), BrokenChain)
  }
})

test("RFC 9180 A.3.1", async () => {
  const rfc = vectors.rfc9180
  const kem = new DhkemP256HkdfSha256()
  const hpke = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes128Gcm() })
  const recipient = await kem.deriveKeyPair(raw(rfc["ikm_r"]!))
  const ekm = await kem.deriveKeyPair(raw(rfc["ikm_e"]!))
  const info = raw(rfc["info"]!)

  assert.equal(hex(await kem.serializePublicKey(recipient.publicKey)), rfc["pk_r"])
  assert.equal(hex(await kem.serializePrivateKey(recipient.privateKey)), rfc["sk_r"])
  assert.equal(hex(await kem.serializePrivateKey(ekm.privateKey)), rfc["sk_e"])
  const recipientPublicKey = recipient.publicKey
  const sender = await hpke.createSenderContext({ recipientPublicKey, info, ekm })
  const enc = sender.enc
  const receiver = await hpke.createRecipientContext({
    recipientKey: recipient,
    enc,
    info,
  })
  assert.equal(hex(enc), rfc["enc"])
  for (const rank of [0, 1]) {
    const aad = raw(rfc[`aad_${rank}`]!)
    const ct = await sender.seal(raw(rfc["pt"]!), aad)

    assert.equal(hex(ct), rfc[`ct_${rank}`])
    assert.equal(hex(await receiver.open(ct, aad)), rfc["pt"])
  }
})
