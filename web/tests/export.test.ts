/** A file that leaves Havre as a page: whole, inert, and no byte of it can be changed. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { fromBase64, utf8 } from "../shared/bytes.ts"
import { type FileDocument, fileDocumentText } from "../shared/documents.ts"
import { checkExport, hashBytes, makeExport, shownHash } from "../shared/export.ts"
import { fileHash } from "../shared/file.ts"
import { aDocument } from "./documents.ts"

const TO = {
  name: "Commissariat du 11e",
  address: "14 passage Charles Dallery, 75011 Paris",
  phone: "01 53 36 25 00",
}
const TRICKY: FileDocument = aDocument({
  said: [
    { side: "visitor", at: 1, text: '<script>alert(1)</script> & "x" \u{1f469}\u200d' },
    { side: "agent", at: 2, text: `${"0".repeat(64)} <meta name="havre-sha256">` },
  ],
})

test("an export is intact, and gives back the document and its hash", async () => {
  const { html, hash } = await makeExport(TRICKY, TO)
  const found = await checkExport(utf8(html))

  assert.equal(true, found.intact)
  assert.equal(hash, found.hash)
  assert.deepEqual(TRICKY, found.document)
  const sealed = await fileHash(fileDocumentText(TRICKY))
  assert.deepEqual(sealed, fromBase64(hashBytes(found.fileHash)))
})

test("its hash stands on the first page, and nothing in it runs or is fetched", async () => {
  const { html, hash } = await makeExport(TRICKY, TO)

  assert.equal(true, html.includes(shownHash(hash)))
  assert.equal(true, html.includes(TO.phone))
  assert.match(html, /default-src 'none'/)
  assert.doesNotMatch(html, /<script|<img|<link|<iframe|\son\w+=|src=|href=/i)
  assert.equal(true, html.includes("&lt;script&gt;"))
})

test("no message is ever left, unless she said that one may be", async () => {
  const silent = await makeExport(aDocument())
  const contact = { ...aDocument().identity.contact, message: true }
  const identity = { ...aDocument().identity, contact }
  const open = await makeExport(aDocument({ identity }))

  assert.match(silent.html, /Ne jamais laisser de message\./)
  assert.doesNotMatch(open.html, /Ne jamais laisser de message\./)
})

test("one byte changed, added or taken anywhere, and it is not intact", async () => {
  const raw = utf8((await makeExport(aDocument(), TO)).html)
  for (let at = 0; at < raw.length; at += 101) {
    const changed = raw.slice()
    changed[at] = (changed[at] ?? 0) ^ 1
    assert.equal(false, (await checkExport(changed)).intact, `byte ${at}`)
  }
  const longer = [utf8("\ufeff"), raw],
    shorter = raw.slice(0, -1)
  const marked = new Uint8Array(await new Blob(longer).arrayBuffer())
  assert.equal(false, (await checkExport(marked)).intact)
  assert.equal(false, (await checkExport(shorter)).intact)
})

test("the hash changed in one place or in both is noticed", async () => {
  const { html, hash } = await makeExport(aDocument(), TO)
  const other = hash.replace(/./, (first) => (first === "0" ? "1" : "0"))
  const printed = html.replace(shownHash(hash), shownHash(other))
  const both = printed.replace(hash, other)

  assert.equal(false, (await checkExport(printed)).intact)
  assert.equal(false, (await checkExport(both)).intact)
})

test("a page that says no hash, or is no text, is not intact", async () => {
  const none = { hash: "", intact: false, fileHash: "", document: null }

  assert.deepEqual(none, await checkExport("<!doctype html>"))
  assert.deepEqual(none, await checkExport(Uint8Array.of(0xff, 0xfe)))
})
