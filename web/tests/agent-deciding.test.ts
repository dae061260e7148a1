/** « Suites données »: reports, destruction, and what each asks first. */
import assert from "node:assert/strict"
import { test } from "node:test"
import * as deciding from "../agent/deciding.ts"
import { fromBase64 } from "../shared/bytes.ts"
import { openSealed } from "../shared/envelopes.ts"
import { pairOf } from "./agent-house.ts"
import { anOpenTalk, message } from "./agent-line.ts"

test("a report seals the key to the desk and to recovery", async () => {
  const { talk, house, held } = await anOpenTalk()
  const door = `/v1/conversations/${held.conversation}`
  await talk.openReport()
  const sent = house.server.bodyOf(`POST ${door}/report`)
  const envelopes = sent["envelopes"] as unknown as {
    target: string
    epoch: number
    sealed: string
  }[]
  const found = await Promise.all(
    envelopes.map(async ({ target, epoch, sealed }) => {
      const pair = target === "recovery" ? house.recovery : house.desk
      const subject = held.conversation
      const label = { purpose: "report", subject, target, epoch } as const
      return openSealed(await pairOf(pair), label, fromBase64(sealed))
    }),
  )

  assert.deepEqual(
    ["police", "recovery"],
    envelopes.map(({ target }) => target),
  )
  assert.deepEqual(found[0], found[1])
  assert.equal(true, talk.report.value)
})

test("nothing to transmit takes one press, and the pane is empty", async () => {
  const { talk, line, held, house } = await anOpenTalk()
  line.view?.said(message())
  line.state(held, { step: "frozen" })
  await deciding.nothing(talk)
  const decided = house.server.bodyOf(
    `POST /v1/conversations/${held.conversation}/decision`,
  )

  assert.equal("interrupted", decided["outcome"])
  assert.equal("nothing", decided["follow_up"])
  assert.equal("destroyed", talk.stage.value)
  assert.deepEqual([], talk.said.value)
  assert.equal(true, line.closed)
  await assert.rejects(talk.openReport(), "the key is gone")
})

test("the decision says the last message of hers on screen", async () => {
  for (const [shown, seen] of [
    [[], 0],
    [[message({ n: 1 }), message({ key: 2, n: 2 })], 2],
    [[message({ n: 1 }), message({ key: 2, side: "agent", n: 7 })], 1],
  ] as const) {
    const { talk, line, held, house } = await anOpenTalk()
    for (const one of shown) line.view?.said(one)
    line.state(held, { step: "frozen" })
    await deciding.nothing(talk)
    const door = `POST /v1/conversations/${held.conversation}/decision`

    assert.equal(seen, house.server.bodyOf(door)["seen"])
  }
})

test("a message not yet read stops the decision, and the panel stays", async () => {
  const { talk, line, held, house } = await anOpenTalk()
  line.view?.said(message())
  line.state(held, { step: "frozen" })
  const door = `POST /v1/conversations/${held.conversation}/decision`
  house.server.refuse.set(door, [409, "unread"])
  await deciding.nothing(talk)

  assert.equal("open", talk.stage.value)
  assert.equal(1, talk.said.value.length)
  assert.equal(true, talk.decidable.value)
  assert.match(talk.trouble.value, /lisez-le avant de décider/)
  line.view?.said(message({ key: 2, n: 2 }))
  await deciding.nothing(talk)
  assert.equal("destroyed", talk.stage.value)
  assert.equal(2, house.server.bodyOf(door)["seen"])
})

test("nothing is decided before what she wrote is on screen", async () => {
  const { talk, house, held } = await anOpenTalk({ step: "frozen" }, { settled: false })
  const door = `POST /v1/conversations/${held.conversation}/decision`
  await deciding.nothing(talk)
  await deciding.transmit(talk, "danger")

  assert.equal(false, talk.decidable.value)
  assert.match(talk.trouble.value, /pas encore tous affichés/)
  await assert.rejects(deciding.close(talk))
  assert.ok(house.server.asked.every((one) => one.door !== door))
})

test("a danger is not closed before it is passed on or let go, and it is said how", async () => {
  for (const flag of [{ danger: true }, { minor: true }]) {
    const { talk, line, held, house } = await anOpenTalk(flag)
    line.state(held, { step: "frozen" })
    await deciding.nothing(talk)
    await deciding.nothing(talk)
    const door = `POST /v1/conversations/${held.conversation}/decision`

    assert.equal("open", talk.stage.value)
    assert.equal(false, talk.sure.value)
    assert.match(talk.trouble.value, /procureur.*centre opérationnel.*responsable/s)
    assert.ok(house.server.asked.every((one) => one.door !== door))
    talk.follow({ ...held, ...flag, transmitted: true })
    await deciding.nothing(talk)
    assert.equal(true, talk.sure.value)
  }
})

test("what is flagged opens no report by being closed before it is passed on", async () => {
  const { talk, line, held } = await anOpenTalk({ danger: true })
  line.state(held, { step: "frozen" })
  await deciding.transmit(talk, "danger")

  assert.equal(false, talk.report.value)
  assert.equal("open", talk.stage.value)
  assert.match(talk.trouble.value, /Avant de clore/)
  talk.transmitted.value = true
  await deciding.transmit(talk, "danger")
  assert.equal("ended", talk.stage.value)
})

test("what follows is proposed by what is open and flagged, until it is chosen", async () => {
  for (const [flags, proposed] of [
    [{}, "nothing"],
    [{ danger: true }, "danger"],
    [{ minor: true }, "minor-at-risk"],
    [{ danger: true, minor: true }, "danger"],
  ] as const) {
    const { talk, line, held } = await anOpenTalk(flags)
    assert.equal(proposed, talk.decision.value.follow_up)
    line.state({ ...held, ...flags }, { report: true })
    assert.equal(
      proposed === "nothing" ? "report" : proposed,
      talk.decision.value.follow_up,
    )
  }
  const { talk, line, held } = await anOpenTalk()
  talk.followChosen.value = true
  line.state(held, { danger: true })
  assert.equal("nothing", talk.decision.value.follow_up)
})

test("with a danger indicated and let go, destroying asks once more", async () => {
  const { talk, line, held } = await anOpenTalk({ danger: true, released: true })
  line.state(held, { step: "frozen" })
  await deciding.nothing(talk)

  assert.equal(true, talk.sure.value)
  assert.equal("open", talk.stage.value)
  await deciding.nothing(talk)
  assert.equal("destroyed", talk.stage.value)
})

test("transmitting opens the report first", async () => {
  const { talk, line, held, house } = await anOpenTalk()
  line.state(held, { step: "frozen" })
  await deciding.transmit(talk, "danger")
  const posted = house.server.asked
    .map(({ door }) => door.split("/").at(-1))
    .filter((act) => act === "report" || act === "decision")

  assert.deepEqual(["report", "decision"], posted)
  assert.equal("ended", talk.stage.value)
})

test("a report that was refused leaves the decision untaken", async () => {
  const { talk, house, held } = await anOpenTalk()
  house.server.recovery = null
  await deciding.transmit(talk, "report")
  const door = `POST /v1/conversations/${held.conversation}/decision`

  assert.equal("open", talk.stage.value)
  assert.notEqual("", talk.trouble.value)
  assert.ok(house.server.asked.every((one) => one.door !== door))
})

test("closing without transmitting a danger asks for a reason", async () => {
  const { talk } = await anOpenTalk({ minor: true, released: true })
  talk.decision.value = { ...talk.decision.value, follow_up: "nothing" }

  await assert.rejects(deciding.close(talk), /écrivez pourquoi/)
  talk.decision.value = { ...talk.decision.value, reason: "Essai d'un collègue." }
  await deciding.close(talk)
  assert.equal("destroyed", talk.stage.value)
})
