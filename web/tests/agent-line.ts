/** A conversation open at the console, over a line that says what a test wants. */
import type { Held } from "../agent/shapes.ts"
import { Talk } from "../agent/talk.ts"
import type { MakeLine } from "../agent/talk-needs.ts"
import { type StateFrame, UNSAID } from "../shared/frames.ts"
import type { LineView, Said } from "../shared/line.ts"
import { aConversation, aHouse, type House, PASSWORD } from "./agent-house.ts"

/** The keys of what is said over such a line: this and 1, 2, 3… */
export const SAID_KEYS = 1000

/** A line that says what a test wants and remembers what it was given. */
export class FakeLine {
  view: LineView | null = null
  readonly said: string[] = []
  closed = false

  readonly make: MakeLine = ({ view }) => {
    this.view = view
    return {
      open: () => {},
      say: (text) => [SAID_KEYS + this.said.push(text)],
      retry: () => {},
      typing: () => {},
      close: () => (this.closed = true),
    }
  }

  state(held: Held, but: Partial<StateFrame> = {}): void {
    const { step, desk, fence, danger, minor } = held
    const state = {
      ...UNSAID,
      t: "state",
      version: "1",
      position: null,
      ahead_minutes: null,
    } as const
    const rest = { agent: "Camille", report: false }
    this.view?.state({ ...state, ...rest, step, desk, fence, danger, minor, ...but })
  }
}

export interface Open {
  readonly house: House
  readonly talk: Talk
  readonly line: FakeLine
  readonly held: Held
}

export async function anOpenTalk(
  but: Partial<Held> = {},
  { settled } = { settled: true },
): Promise<Open> {
  const house = await aHouse()
  await house.session.signIn("camille", PASSWORD)
  const { held } = await aConversation(house, but)
  const line = new FakeLine()
  const { api, session } = house
  const needs = { api, keys: () => session.keys, makeLine: line.make }
  const talk = new Talk(held, needs)
  await talk.open("take")
  if (settled) line.state(held)
  return { house, talk, line, held }
}

export function message(but: Partial<Said> = {}): Said {
  return { key: 1, side: "visitor", n: 1, text: "oui", at: 1, fate: "sent", ...but }
}
