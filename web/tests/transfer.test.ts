/** Her answer to a transfer: given once, kept until it has arrived. */
import assert from "node:assert/strict"
import { test } from "node:test"
import type { Transfer } from "../shared/frames.ts"
import { Refused } from "../visitor/server.ts"
import { TransferAnswer } from "../visitor/transfer.ts"

const TO_SACHA: Transfer = { desk: "police", agent: "Sacha", refused: false }

function anAnswer(failures: Error[] = []) {
  const sent: boolean[] = []
  const answer = new TransferAnswer(async (agree) => {
    sent.push(agree)
    const failure = failures.shift()
    if (failure) throw failure
  })
  return { answer, sent }
}

test("an answer is wanted while a transfer is announced, and given once", async () => {
  const { answer, sent } = anAnswer()
  await answer.give(true)
  answer.follow(TO_SACHA)
  assert.equal(true, answer.wanted)
  await Promise.all([answer.give(false), answer.give(true)])
  answer.follow({ ...TO_SACHA })

  assert.equal(false, answer.wanted)
  assert.deepEqual([false], sent)
})

test("an answer that did not arrive is said to be lost, and may be given again", async () => {
  const { answer, sent } = anAnswer([new TypeError("network")])
  answer.follow(TO_SACHA)
  await answer.give(true)
  assert.deepEqual([true, true], [answer.lost, answer.wanted])
  await answer.give(true)

  assert.deepEqual([false, false], [answer.lost, answer.wanted])
  assert.deepEqual([true, true], sent)
})

test("an answer that comes too late is not asked for again", async () => {
  const { answer } = anAnswer([new Refused("wrong-step")])
  answer.follow(TO_SACHA)
  await answer.give(false)

  assert.deepEqual([false, false], [answer.lost, answer.wanted])
})

test("once refused nothing is asked; another transfer wants another answer", async () => {
  const { answer, sent } = anAnswer()
  answer.follow(TO_SACHA)
  await answer.give(false)
  answer.follow({ ...TO_SACHA, refused: true })
  assert.equal(false, answer.wanted)
  answer.follow({ desk: "gendarmerie", agent: null, refused: false })
  assert.equal(true, answer.wanted)
  await answer.give(true)
  answer.follow(null)

  assert.equal(false, answer.wanted)
  assert.deepEqual([false, true], sent)
})
