/** Sealing the conversation's key to other desks, when the state asks for it. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { type Bytes, fromBase64, toBase64 } from "../shared/bytes.ts"
import { importPair, makeKeyPair, openSealed } from "../shared/envelopes.ts"
import type { Target } from "../shared/frames.ts"
import { newConversation } from "../shared/sealing.ts"
import { Relief } from "../visitor/relief.ts"
import { type Envelope, Refused } from "../visitor/server.ts"

const pair = await makeKeyPair()

function aTarget(desk: string, epoch = 1): Target {
  return { desk, epoch, public: toBase64(pair.publicKey) }
}

/** A tab in a conversation, and what it sent; `refusals` meet its next requests. */
function aTab(refusals: Error[] = []) {
  const held = newConversation()
  const sent: Envelope[][] = []
  const tab = { held: held as { id: string; ck: Bytes } | null, sent, ck: held.ck }
  const relief = new Relief(
    () => tab.held,
    async (envelopes) => {
      sent.push([...envelopes])
      const refusal = refusals.shift()
      if (refusal) throw refusal
    },
  )
  return { ...tab, tab, relief, id: held.id }
}

const desks = (sent: Envelope[][]) =>
  sent.map((envelopes) => envelopes.map(({ desk, epoch }) => `${desk} ${epoch}`))

test("the desk that is asked for can open the conversation's key, and only for relief", async () => {
  const { relief, sent, id, ck } = aTab()
  await relief.seal([aTarget("relief", 3)])
  const envelope = sent[0]?.[0]
  assert.ok(envelope)
  const sealed = fromBase64(envelope.sealed)
  const label = { purpose: "relief", subject: id, target: "relief", epoch: 3 } as const
  const keys = await importPair(pair)

  assert.deepEqual(ck, await openSealed(keys, label, sealed))
  await assert.rejects(openSealed(keys, { ...label, purpose: "conversation" }, sealed))
})

test("each key is sealed to once, however often it is asked for", async () => {
  const { relief, sent } = aTab()
  const both = [aTarget("relief"), aTarget("gendarmerie")]
  await Promise.all([relief.seal([aTarget("relief")]), relief.seal(both)])
  await relief.seal(both)
  await relief.seal([aTarget("relief", 2)])
  await relief.seal([])

  assert.deepEqual(
    [["relief 1"], ["gendarmerie 1"], ["relief 2"]],
    desks(sent).sort(byEpoch),
  )
})

test("what was refused or lost is tried again at the next state, and harms nothing", async () => {
  const { relief, sent } = aTab([new Refused("bad-request"), new TypeError("network")])
  for (let state = 0; state < 4; state++) await relief.seal([aTarget("relief")])

  assert.deepEqual([["relief 1"], ["relief 1"], ["relief 1"]], desks(sent))
})

test("a key that is no key harms nothing", async () => {
  const { relief, sent } = aTab()
  await relief.seal([{ ...aTarget("relief"), public: "AAAA" }])

  assert.deepEqual([], sent)
})

test("nothing is sent once the tab has forgotten", async () => {
  const { relief, tab, sent } = aTab()
  const sealing = relief.seal([aTarget("relief")])
  tab.held = null
  await sealing
  await relief.seal([aTarget("gendarmerie")])

  assert.deepEqual([], sent)
})

/** Sealing takes its time: what was asked last of one epoch may be sent first. */
function byEpoch([a = ""]: string[], [b = ""]: string[]): number {
  return a.slice(-1).localeCompare(b.slice(-1)) || b.localeCompare(a)
}
