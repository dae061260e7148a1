/**
 * A room with a supervisor in it: a server whose board a test renews, and a line that
 * says what a test wants.
 */
import { Api, type Ask } from "../agent/api.ts"
import { Board } from "../agent/board.ts"
import type {
  Alarm,
  BoardDesk,
  BoardRow,
  BoardView,
  Person,
} from "../agent/board-shapes.ts"
import { Session } from "../agent/session.ts"
import type { Held } from "../agent/shapes.ts"
import { aConversation, aHouse, PASSWORD } from "./agent-house.ts"
import { FakeLine } from "./agent-line.ts"
import type { Server } from "./agent-server.ts"

export function anAlarm(but: Partial<Alarm> = {}): Alarm {
  const what = { alarm: "a1", kind: "danger", subject: "c1", desk: "police" } as const
  return { ...what, at: 1, taken_by: null, ...but }
}

export function aRow(but: Partial<BoardRow> = {}): BoardRow {
  return {
    conversation: "c1",
    desk: "police",
    desks: ["police"],
    step: "line",
    opened_at: 1,
    since: 1,
    member: null,
    danger: false,
    minor: false,
    report: false,
    silent_since: null,
    language: "fr",
    position: 1,
    sealed_to: ["police", "relief"],
    joined: false,
    ...but,
  }
}

export function aDesk(but: Partial<BoardDesk> = {}): BoardDesk {
  return {
    desk: "police",
    waiting: 0,
    oldest_at: null,
    ages: [0, 0, 0, 0],
    present: 0,
    free: 0,
    talking: 0,
    frozen: 0,
    paused: false,
    keyed: true,
    ...but,
  }
}

export function aPerson(but: Partial<Person> = {}): Person {
  return {
    member: "m1",
    shown_name: "Sacha",
    desks: ["police"],
    status: "on",
    since: null,
    held: 0,
    capacity: 3,
    here: true,
    ...but,
  }
}

export function aView(but: Partial<BoardView> = {}): BoardView {
  return {
    version: 1,
    desks: [aDesk()],
    people: [],
    conversations: [],
    more: 0,
    lengths: [0, 0, 0, 0, 0],
    alarms: [],
    closed: false,
    ...but,
  }
}

/** The doors of the board, before those of the house. A poll waits to be answered. */
export class BoardDoors {
  readonly asked: { readonly door: string; readonly body: unknown }[] = []
  /** Answer these doors so, each time. */
  readonly answers = new Map<string, [number, unknown]>()
  aborted = 0
  #view: BoardView
  #waiting: (() => void) | null = null
  readonly #server: Server

  constructor(server: Server, view: BoardView) {
    this.#server = server
    this.#view = view
  }

  /** Something has changed in the room: the poll that waits is answered, and read. */
  async renew(view: BoardView): Promise<void> {
    this.#view = view
    await this.#aPoll()
    const answer = this.#waiting
    this.#waiting = null
    answer?.()
    await this.#aPoll()
  }

  readonly ask: Ask = async (path, init) => {
    const door = `${init.method} ${path.split("?")[0]}`
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : null
    this.asked.push({ door, body })
    if (door === "GET /v1/board") return this.#board(path, init.signal)
    const answer = this.answers.get(door)
    if (!answer) return this.#server.ask(path, init)
    const [status, said] = answer
    if (status === 204) return new Response(null, { status })
    return Response.json(said, { status })
  }

  bodyOf(door: string): unknown {
    return this.asked.filter((one) => one.door === door).at(-1)?.body
  }

  /** Until a poll waits: what came before it has been read. */
  async #aPoll(): Promise<void> {
    while (!this.#waiting) await settled()
  }

  async #board(path: string, over?: AbortSignal | null): Promise<Response> {
    if (!path.includes("wait=0")) {
      await new Promise<void>((resolve, reject) => {
        this.#waiting = resolve
        over?.addEventListener("abort", () => {
          this.aborted += 1
          reject(new Error("aborted"))
        })
      })
    }
    return Response.json(this.#view)
  }
}

export interface RoomOfTests {
  readonly board: Board
  readonly doors: BoardDoors
  readonly session: Session
  readonly server: Server
  readonly line: FakeLine
  readonly held: Held
  readonly tookOver: Held[]
  readonly rings: { count: number }
}

/** A supervisor who answers too, signed in, in the room. */
export async function aRoom(view: BoardView = aView()): Promise<RoomOfTests> {
  const house = await aHouse()
  const account = house.server.accounts[0]
  if (account) {
    account.member = { ...account.member, roles: ["agent", "supervisor"] }
  }
  const { held } = await aConversation(house)
  const doors = new BoardDoors(house.server, view)
  const api = new Api(doors.ask)
  const session = new Session(api, { opened: () => {}, shut: () => {} })
  const line = new FakeLine()
  const tookOver: Held[] = []
  const rings = { count: 0 }
  const board = new Board({
    api,
    session,
    makeLine: line.make,
    tookOver: (one) => tookOver.push(one),
    ring: () => (rings.count += 1),
  })
  await session.signIn("camille", PASSWORD)
  board.enter()
  while (!board.poll.view.value) await settled()
  return { board, doors, session, server: house.server, line, held, tookOver, rings }
}

/** Read the conversation of the house along, its line up. */
export async function aReading(): Promise<RoomOfTests> {
  const room = await aRoom()
  const { board, doors, held, line } = room
  const at = `/v1/conversations/${held.conversation}`
  const { conversation, step, desk, danger, minor, language, opened_at } = held
  const joined = { conversation, step, desk, danger, minor, language, opened_at }
  doors.answers.set(`POST ${at}/join`, [200, { ...joined, report: false }])
  doors.answers.set(`POST ${at}/part`, [204, null])
  const rows = [aRow({ conversation, step, desks: [], member: "m1" })]
  await doors.renew(aView({ version: 2, conversations: rows }))
  await room.session.keys.refresh()
  board.choose(conversation)
  board.begin("join")
  board.acting.reason.value = "Appui demandé"
  await board.acting.confirm()
  while (board.reading.value?.stage.value === "opening") await settled()
  line.state(held, { fence: null })
  return room
}

/** Let what was asked be answered. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5))
}
