/** What both sides may count on, whatever the network does. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { fromBase64, toBase64 } from "../shared/bytes.ts"
import type { Side, StateFrame } from "../shared/frames.ts"
import { Line, type Said } from "../shared/line.ts"
import {
  directionKeys,
  type DirectionKeys,
  newConversation,
  openMessage,
  sealMessage,
} from "../shared/sealing.ts"
import type { Link } from "../shared/wire.ts"
import { Clock, FakeNetwork, FakeServer, seeded, settle } from "./fake-network.ts"

/** A tab that remembers what its view was told. */
class Tab {
  readonly said = new Map<number, Said>()
  readonly states: StateFrame[] = []
  readonly links: Link["state"][] = []
  typed = 0
  readonly line: Line
  readonly network: FakeNetwork

  constructor(talk: Talk, side: Side, seed = 1, holdPast = false) {
    this.network = new FakeNetwork(talk.clock, talk.server, side, seed)
    this.line = new Line({
      base: "https://havre.test",
      conversation: talk.id,
      token: "token",
      side,
      keys: talk.keys,
      holdPast,
      surroundings: this.network,
      view: {
        said: (message) => this.said.set(message.key, message),
        state: (state) => this.states.push(state),
        presence: () => {},
        typing: () => (this.typed += 1),
        link: (link) => this.links.push(link.state),
      },
    })
    this.line.open()
  }

  get texts(): (string | null)[] {
    return [...this.said.values()].map((message) => message.text)
  }

  get fates(): string[] {
    return [...this.said.values()].map((message) => message.fate)
  }
}

class Talk {
  readonly clock = new Clock()
  readonly server = new FakeServer(this.clock)
  readonly id: string
  readonly keys: DirectionKeys

  constructor(id: string, keys: DirectionKeys) {
    this.id = id
    this.keys = keys
  }

  async seal(side: Side, number: number, text: string): Promise<string> {
    const place = { conversation: this.id, side, number }
    return toBase64(await sealMessage(this.keys, place, text))
  }

  /** What the server keeps of a side, opened. */
  async kept(side: Side): Promise<string[]> {
    return Promise.all(
      this.server.kept[side].map(({ sealed }, at) => {
        const place = { conversation: this.id, side, number: at + 1 }
        return openMessage(this.keys, place, fromBase64(sealed))
      }),
    )
  }
}

async function aTalk(): Promise<Talk> {
  const { id, ck } = newConversation()
  return new Talk(id, await directionKeys(ck))
}

test("what one side says, the other reads, in order", async () => {
  const talk = await aTalk()
  const visitor = new Tab(talk, "visitor")
  const agent = new Tab(talk, "agent", 2)
  visitor.line.say("Bonjour")
  visitor.line.say("Il dort")
  await talk.clock.pass(2_000)
  agent.line.say("Je vous lis")
  await talk.clock.pass(2_000)

  assert.deepEqual(["Bonjour", "Il dort", "Je vous lis"], agent.texts)
  assert.deepEqual(agent.texts, visitor.texts)
  assert.deepEqual(["sent", "sent", "sent"], visitor.fates)
})

test("nothing is lost, doubled or swapped on a network that cuts and repeats", async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const talk = await aTalk()
    const tabs = [
      new Tab(talk, "visitor", seed),
      new Tab(talk, "agent", seed + 1000),
      new Tab(talk, "agent", seed + 2000), // the same officer's second tab
    ]
    const random = seeded(seed + 3000)
    const wanted: string[][] = tabs.map(() => [])
    for (const tab of tabs) {
      Object.assign(tab.network.weather, { cut: 0.15, repeat: 0.1 })
      tab.network.weather.noSockets = random() < 0.3
    }
    for (let turn = 0; turn < 30; turn++) {
      const who = Math.floor(random() * tabs.length)
      const text = `${seed}/${turn} de ${who}`
      wanted[who]?.push(text)
      tabs[who]?.line.say(text)
      await talk.clock.pass(Math.floor(random() * 1_500))
    }
    for (const tab of tabs) Object.assign(tab.network.weather, { cut: 0, repeat: 0 })
    for (let wait = 0; wait < 20 && tabs.some((tab) => tab.line.unsent); wait++) {
      await talk.clock.pass(30_000)
    }
    await talk.clock.pass(60_000)

    const visitor = await talk.kept("visitor")
    const agent = await talk.kept("agent")
    const told = `seed ${seed}`
    assert.deepEqual(wanted[0], visitor, told)
    assert.deepEqual(
      [...(wanted[1] ?? []), ...(wanted[2] ?? [])].sort(),
      [...agent].sort(),
      told,
    )
    for (const one of [1, 2]) {
      const mine = agent.filter((text) => text.endsWith(`de ${one}`))
      assert.deepEqual(wanted[one], mine, told)
    }
    for (const tab of tabs) {
      for (const [side, kept] of [
        ["visitor", visitor],
        ["agent", agent],
      ] as const) {
        const shown = [...tab.said.values()].filter((said) => said.side === side)
        shown.sort((a, b) => (a.n ?? Infinity) - (b.n ?? Infinity))
        assert.deepEqual(
          kept,
          shown.map((said) => said.text),
          told,
        )
      }
      assert.ok(
        tab.fates.every((fate) => fate === "sent"),
        told,
      )
      tab.line.close()
    }
  }
})

test("after a lost answer the same bytes go again", async () => {
  const talk = await aTalk()
  const visitor = new Tab(talk, "visitor")
  await talk.clock.pass(500)
  visitor.line.say("Bonjour")
  await talk.clock.pass(0) // sealed, and on its way
  visitor.network.weather.cut = 1
  await talk.clock.pass(100) // arrived, kept, and the answer lost
  visitor.network.weather.cut = 0
  await talk.clock.pass(60_000)

  const sent = visitor.network.sockets
    .flatMap((socket) => socket.heard)
    .flatMap((frame) => (frame.t === "send" ? [frame.sealed] : []))
  assert.equal(2, sent.length)
  assert.equal(1, new Set(sent).size)
  assert.deepEqual(["Bonjour"], await talk.kept("visitor"))
})

test("a number taken by another tab is read, then the text goes under the next", async () => {
  const talk = await aTalk()
  const agent = new Tab(talk, "agent")
  await talk.clock.pass(500)
  // Committed behind the back of this tab, which is told of it only by `taken`.
  const sealed = await talk.seal("agent", 1, "autre onglet")
  talk.server.kept.agent.push({ sealed, at: 5 })
  agent.line.say("celui-ci")
  await talk.clock.pass(2_000)

  assert.deepEqual(["autre onglet", "celui-ci"], await talk.kept("agent"))
  assert.deepEqual(["celui-ci", "autre onglet"], agent.texts)
  assert.deepEqual(["sent", "sent"], agent.fates)
})

test("a message that cannot be opened is shown as such and holds nothing up", async () => {
  const talk = await aTalk()
  talk.server.kept.agent.push(
    { sealed: await talk.seal("agent", 1, "un"), at: 1 },
    { sealed: await talk.seal("agent", 9, "déplacé"), at: 2 },
    { sealed: "%%%", at: 3 },
    { sealed: await talk.seal("agent", 4, "quatre"), at: 4 },
  )
  const visitor = new Tab(talk, "visitor")
  await talk.clock.pass(2_000)
  visitor.line.say("je continue")
  await talk.clock.pass(2_000)

  assert.deepEqual(["un", null, null, "quatre", "je continue"], visitor.texts)
})

test("a long text becomes several messages, whole when put together", async () => {
  const talk = await aTalk()
  const visitor = new Tab(talk, "visitor")
  const text = "é".repeat(20_000)
  visitor.line.say(text)
  await talk.clock.pass(5_000)

  const kept = await talk.kept("visitor")
  assert.equal(3, kept.length)
  assert.equal(text, kept.join(""))
})

test("a paused line is silence; what was said then goes once, when it is up again", async () => {
  for (const noSockets of [false, true]) {
    const talk = await aTalk()
    const tab = new Tab(talk, "visitor")
    tab.network.weather.noSockets = noSockets
    await talk.clock.pass(5_000)
    tab.line.say("un")
    await talk.clock.pass(5_000)
    tab.line.say("deux")
    await settle() // sealed, handed over, and not acknowledged
    tab.line.pause()
    tab.line.say("trois")
    tab.line.typing()
    tab.line.retry()
    tab.network.comeBack()
    const asked = tab.network.asked.length
    const dialled = tab.network.dialled.length
    await talk.clock.pass(600_000)

    assert.deepEqual([], talk.server.seats)
    assert.equal(asked, tab.network.asked.length)
    assert.equal(dialled, tab.network.dialled.length)
    assert.equal("sending", tab.fates.at(-1))
    talk.server.kept.agent.push({ sealed: await talk.seal("agent", 1, "là ?"), at: 1 })
    tab.line.open()
    await talk.clock.pass(20_000)

    assert.deepEqual(["un", "deux", "trois"], await talk.kept("visitor"))
    assert.ok(tab.texts.includes("là ?"))
    assert.ok(tab.fates.every((fate) => fate === "sent"))
  }
})

test("an officer's message carries the fence of the lease, and fails when it is stale", async () => {
  const talk = await aTalk()
  const agent = new Tab(talk, "agent")
  agent.line.say("premier")
  await talk.clock.pass(2_000)
  talk.server.state = { ...talk.server.state, fence: 8 }
  agent.line.say("second")
  await talk.clock.pass(2_000)
  assert.deepEqual(["sent", "failed"], agent.fates)

  talk.server.change({ fence: 8 })
  await talk.clock.pass(500)
  agent.line.retry()
  await talk.clock.pass(2_000)

  assert.deepEqual(["premier", "second"], await talk.kept("agent"))
})

test("an officer without the lease sends nothing", async () => {
  const talk = await aTalk()
  talk.server.state = { ...talk.server.state, fence: null }
  const agent = new Tab(talk, "agent")
  agent.line.say("attend")
  await talk.clock.pass(60_000)

  assert.deepEqual(["sending"], agent.fates)
  assert.deepEqual([], talk.server.kept.agent)
})

test("a full disk is a passing refusal; a closed conversation is not", async () => {
  const talk = await aTalk()
  const visitor = new Tab(talk, "visitor")
  talk.server.refusals = ["storage-unavailable", "storage-unavailable"]
  visitor.line.say("un")
  await talk.clock.pass(10_000)
  assert.deepEqual(["sent"], visitor.fates)

  talk.server.change({ step: "frozen" })
  visitor.line.say("deux")
  visitor.line.say("trois")
  await talk.clock.pass(5_000)

  assert.deepEqual(["sent", "failed", "failed"], visitor.fates)
  assert.deepEqual(["un"], await talk.kept("visitor"))
})

test("a disk that stays full fails the message, and retrying sends it", async () => {
  const talk = await aTalk()
  const visitor = new Tab(talk, "visitor")
  talk.server.refusals = Array(5).fill("storage-unavailable")
  visitor.line.say("un")
  await talk.clock.pass(60_000)
  assert.deepEqual(["failed"], visitor.fates)

  visitor.line.retry()
  await talk.clock.pass(2_000)

  assert.deepEqual(["sent"], visitor.fates)
})

test("a hole in the numbers is asked again, never shown", async () => {
  const talk = await aTalk()
  const visitor = new Tab(talk, "visitor")
  await talk.clock.pass(1_000)
  const [first, second] = await Promise.all([
    talk.seal("agent", 1, "un"),
    talk.seal("agent", 2, "deux"),
  ])
  talk.server.kept.agent.push({ sealed: first, at: 1 }, { sealed: second, at: 2 })
  for (const seat of talk.server.seats) {
    seat.push({ t: "message", side: "agent", n: 2, sealed: second, at: 2 })
  }
  await talk.clock.pass(2_000)

  assert.deepEqual(["un", "deux"], visitor.texts)
})

test("the past stays sealed until it is asked for", async () => {
  const talk = await aTalk()
  talk.server.kept.visitor.push({
    sealed: await talk.seal("visitor", 1, "hier"),
    at: 1,
  })
  talk.server.kept.agent.push({ sealed: await talk.seal("agent", 1, "réponse"), at: 2 })
  const visitor = new Tab(talk, "visitor", 1, true)
  await talk.clock.pass(1_000)
  visitor.line.say("me revoici")
  await talk.clock.pass(1_000)
  assert.deepEqual(["me revoici"], visitor.texts)
  assert.equal(2, visitor.line.pastCount)
  assert.equal(true, visitor.line.answered) // sealed, and yet known

  const past = await visitor.line.openPast()

  assert.deepEqual(
    ["hier", "réponse"],
    past.map((message) => message.text),
  )
  assert.deepEqual(["hier", "me revoici"], await talk.kept("visitor"))
})

test("typing is told coarsely, and says nothing of what is typed", async () => {
  const talk = await aTalk()
  const visitor = new Tab(talk, "visitor")
  const agent = new Tab(talk, "agent", 2)
  await talk.clock.pass(1_000)
  for (let key = 0; key < 20; key++) visitor.line.typing()
  await talk.clock.pass(1_000)

  assert.equal(1, agent.typed)
  assert.equal(false, visitor.line.answered) // nobody has written
  const typing = visitor.network.sockets[0]?.heard.filter(({ t }) => t === "typing")
  assert.deepEqual([{ t: "typing" }], typing)
})

test("a conversation gone elsewhere fails what was not sent, and keeps its text", async () => {
  const talk = await aTalk()
  const visitor = new Tab(talk, "visitor")
  await talk.clock.pass(1_000)
  visitor.network.sockets[0]?.end(4409)
  await talk.clock.pass(100)
  visitor.line.say("trop tard")
  await talk.clock.pass(60_000)

  assert.equal("gone", visitor.links.at(-1))
  assert.deepEqual(["failed"], visitor.fates)
  assert.deepEqual(["trop tard"], visitor.texts)
})

test("a closed line forgets: nothing is shown, sent or kept any more", async () => {
  const talk = await aTalk()
  const visitor = new Tab(talk, "visitor")
  const agent = new Tab(talk, "agent", 2)
  await talk.clock.pass(1_000)
  visitor.line.say("jamais parti")
  visitor.line.close()
  agent.line.say("après")
  await talk.clock.pass(60_000)

  assert.deepEqual([], talk.server.kept.visitor)
  assert.equal(false, visitor.line.unsent)
  assert.equal(false, visitor.texts.includes("après"))
})
