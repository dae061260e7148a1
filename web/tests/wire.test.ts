/** How a tab reaches the server, and comes back. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { readFrames, type ServerFrame, UNSAID } from "../shared/frames.ts"
import { type Link, Wire } from "../shared/wire.ts"
import { Clock, FakeNetwork, FakeServer } from "./fake-network.ts"

class Reached {
  readonly clock = new Clock()
  readonly server = new FakeServer(this.clock)
  readonly network = new FakeNetwork(this.clock, this.server, "visitor", 3)
  readonly links: Link[] = []
  readonly frames: ServerFrame[] = []
  readonly wire = new Wire({
    base: "https://havre.test",
    conversation: "AAAAAAAAAAAAAAAAAAAAAA",
    token: "secret-token",
    cursor: () => ({ visitor: 0, agent: 0 }),
    onFrame: (frame) => this.frames.push(frame),
    onLink: (link) => this.links.push(link),
    surroundings: this.network,
  })

  get states(): string[] {
    return this.links.map((link) => link.state)
  }
}

test("the credential goes as a sub-protocol, never in the address", async () => {
  const reached = new Reached()
  reached.wire.open()
  await reached.clock.pass(1_000)

  const [socket] = reached.network.sockets
  assert.equal(
    "wss://havre.test/v1/conversations/AAAAAAAAAAAAAAAAAAAAAA/line",
    socket?.url,
  )
  assert.deepEqual(["havre.1", "bearer.secret-token"], socket?.protocols)
  assert.deepEqual([{ t: "after", visitor: 0, agent: 0 }], socket?.heard)
  assert.deepEqual(["connecting", "open"], reached.states)
})

test("where sockets are blocked, frames go by plain HTTP", async () => {
  const reached = new Reached()
  reached.network.weather.noSockets = true
  reached.wire.open()
  await reached.clock.pass(5_000)
  reached.wire.send({ t: "send", n: 1, sealed: "AAAA" })
  await reached.clock.pass(5_000)

  assert.equal(2, reached.network.dialled.length)
  assert.deepEqual(["connecting", "offline", "polling"], reached.states)
  assert.equal("AAAA", reached.server.kept.visitor[0]?.sealed)
  assert.ok(reached.frames.some((frame) => frame.t === "ack" && frame.n === 1))
})

test("a quiet server is not asked in a loop", async () => {
  const reached = new Reached()
  reached.network.weather.noSockets = true
  reached.wire.open()
  await reached.clock.pass(120_000)

  assert.ok(reached.network.asked.length <= 8, `${reached.network.asked.length}`)
})

test("a server that is down is tried later and later, never all at once", async () => {
  const reached = new Reached()
  reached.network.weather.down = true
  reached.wire.open()
  await reached.clock.pass(300_000)
  const tries = reached.network.dialled.length + reached.network.asked.length

  assert.ok(tries >= 15 && tries <= 45, `${tries}`)
  reached.network.weather.down = false
  await reached.clock.pass(30_000)
  assert.ok(["open", "polling"].includes(reached.states.at(-1) ?? ""))
})

test("sockets come back after an outage of the server on a network that lets them", async () => {
  const reached = new Reached()
  reached.wire.open()
  await reached.clock.pass(1_000)
  reached.network.weather.noSockets = true
  reached.network.sockets[0]?.end(1012)
  await reached.clock.pass(5_000)
  assert.equal("polling", reached.states.at(-1))

  reached.network.weather.noSockets = false
  await reached.clock.pass(120_000)
  assert.equal("open", reached.states.at(-1))
})

test("a dead line is noticed, and replaced", async () => {
  const reached = new Reached()
  reached.wire.open()
  await reached.clock.pass(1_000)
  const [socket] = reached.network.sockets
  assert.ok(socket)
  socket.dead = true
  await reached.clock.pass(35_000)

  assert.equal(2, reached.network.sockets.length)
  assert.equal("open", reached.states.at(-1))
})

test("a tab looked at again asks at once whether its line lives", async () => {
  const reached = new Reached()
  reached.wire.open()
  await reached.clock.pass(1_000)
  const [socket] = reached.network.sockets
  assert.ok(socket)
  socket.dead = true
  reached.network.comeBack()
  await reached.clock.pass(11_000)

  assert.equal("open", reached.states.at(-1))
  assert.equal(2, reached.network.sockets.length)
})

test("a device that finds a network does not wait for its turn", async () => {
  const reached = new Reached()
  reached.network.weather.down = true
  reached.wire.open()
  await reached.clock.pass(100_000)
  reached.network.weather.down = false
  reached.network.comeBack()
  await reached.clock.pass(400)

  assert.ok(["open", "polling"].includes(reached.states.at(-1) ?? ""))
})

test("a busy or restarting server is reconnected to; a final word is final", async () => {
  for (const code of [1001, 1012, 1013, 1006]) {
    const reached = new Reached()
    reached.wire.open()
    await reached.clock.pass(1_000)
    reached.network.sockets[0]?.end(code)
    await reached.clock.pass(3_000)
    assert.deepEqual(["connecting", "open", "offline", "open"], reached.states)
  }
  for (const code of [4401, 4403, 4404, 4409]) {
    const reached = new Reached()
    reached.wire.open()
    await reached.clock.pass(1_000)
    reached.network.sockets[0]?.end(code)
    await reached.clock.pass(60_000)
    assert.deepEqual({ state: "gone", code }, reached.links.at(-1))
    assert.equal(1, reached.network.sockets.length)
  }
})

test("by HTTP, only Havre's own refusal is final", async () => {
  for (const status of [401, 403, 404]) {
    const reached = new Reached()
    reached.network.weather.noSockets = true
    reached.network.weather.answer = { status, body: '{"code":"not-found"}' }
    reached.wire.open()
    await reached.clock.pass(10_000)
    assert.deepEqual({ state: "gone", code: 4000 + status }, reached.links.at(-1))
  }
})

test("a portal or a filter on the way ends nothing, and is not asked in a loop", async () => {
  for (const status of [200, 401, 403, 404]) {
    for (const body of ["<h1>Wi-Fi</h1>", "", "null", '{"error":"blocked"}']) {
      const reached = new Reached()
      reached.network.weather.noSockets = true
      reached.network.weather.answer = { status, body }
      reached.wire.open()
      await reached.clock.pass(60_000)
      assert.equal("offline", reached.states.at(-1))
      assert.ok(!reached.states.includes("polling"))
      assert.ok(reached.network.asked.length <= 15, `${reached.network.asked.length}`)

      reached.network.weather.answer = null
      await reached.clock.pass(40_000)
      assert.equal("polling", reached.states.at(-1))
    }
  }
})

test("a wire closed for good does not open again", async () => {
  const reached = new Reached()
  reached.wire.open()
  await reached.clock.pass(1_000)
  reached.network.sockets[0]?.end(4404)
  await reached.clock.pass(1_000)
  reached.wire.pause()
  reached.wire.open()
  await reached.clock.pass(60_000)

  assert.equal(1, reached.network.sockets.length)
  assert.equal("gone", reached.states.at(-1))
})

test("a closed wire says nothing more and tries nothing more", async () => {
  const reached = new Reached()
  reached.wire.open()
  await reached.clock.pass(1_000)
  reached.wire.close()
  const told = reached.links.length
  reached.network.comeBack()
  await reached.clock.pass(60_000)

  assert.equal(told, reached.links.length)
  assert.equal(1, reached.network.sockets.length)
  assert.deepEqual([], reached.server.seats)
})

test("what is no frame is left out, and the rest is read", () => {
  const pong = { t: "pong" }
  const bad = [
    null,
    7,
    "pong",
    [],
    {},
    { t: "constructor" },
    { t: "__proto__" },
    { t: "unknown-yet" },
    { t: "ack", n: 0, at: 1 },
    { t: "ack", n: "1", at: 1 },
    { t: "ack", n: 1.5, at: 1 },
    { t: "message", side: "server", n: 1, sealed: "", at: 1 },
    { t: "message", side: "agent", n: 1, sealed: 5, at: 1 },
    { t: "state", version: "1", step: "asleep" },
    { t: "refused", code: "gap" },
  ]

  assert.deepEqual([pong], readFrames(JSON.stringify([...bad, pong])))
  assert.deepEqual([pong], readFrames(JSON.stringify(pong)))
  assert.deepEqual([], readFrames("{"))
})

test("a state of an older server is read; what it says of the rest is strict", () => {
  const old = {
    t: "state",
    version: "1",
    step: "line",
    position: 1,
    ahead_minutes: null,
    agent: null,
    desk: "police",
    report: false,
    danger: false,
    minor: false,
    fence: null,
  }
  const read = (but: object) => readFrames(JSON.stringify({ ...old, ...but }))
  const target = { desk: "relief", epoch: 1, public: "" }
  const transfer = { desk: "gendarmerie", agent: null, refused: false }
  const told = { ahead_most: 6, desks: ["police"], transfer, seal: [target], notes: 2 }

  assert.deepEqual([{ ...UNSAID, ...old }], read({}))
  assert.deepEqual([{ ...UNSAID, ...old, ...told }], read(told))
  for (const bad of [
    { ahead_most: "6" },
    { staffed: null },
    { desks: [1] },
    { transfer: { ...transfer, refused: null } },
    { transfer: [] },
    { seal: [{ ...target, epoch: 0 }] },
    { seal: {} },
    { version: undefined },
  ]) {
    assert.deepEqual([], read(bad), JSON.stringify(bad))
  }
})
