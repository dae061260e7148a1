/** A desk with several conversations in hand, each over a line of its own. */
import { filled, Watch } from "../agent/desk.ts"
import type { DeskView, Held } from "../agent/shapes.ts"
import type { Talk } from "../agent/talk.ts"
import { Talks } from "../agent/talks.ts"
import { aConversation, aHouse, type House, PASSWORD } from "./agent-house.ts"
import { FakeLine } from "./agent-line.ts"

export interface Desk {
  readonly house: House
  readonly watch: Watch
  readonly talks: Talks
  /** The last line made for a conversation. */
  readonly line: (id: string) => FakeLine
}

export async function aDesk(): Promise<Desk> {
  const house = await aHouse()
  await house.session.signIn("camille", PASSWORD)
  const { api, session } = house
  const watch = new Watch(api, () => {})
  const lines = new Map<string, FakeLine>()
  const talks = new Talks(watch, {
    api,
    keys: () => session.keys,
    unsaidKey: () => session.unsaidKey,
    makeLine: (options) => {
      const line = new FakeLine()
      lines.set(options.conversation, line)
      return line.make(options)
    },
  })
  const line = (id: string) => {
    const found = lines.get(id)
    if (!found) throw new Error("this conversation was not opened")
    return found
  }
  return { house, watch, talks, line }
}

/** What the desk says when these are in hand. */
export function aView(mine: readonly Held[], but: Partial<DeskView> = {}): DeskView {
  const none = { version: "1", waiting: [], present: 1, undecided: 0 }
  return filled({ ...none, mine, ...but } as unknown as DeskView)
}

/** Taken, open, and told where it is. */
export async function taken(desk: Desk, but: Partial<Held> = {}): Promise<Talk> {
  const { held } = await aConversation(desk.house, but)
  await desk.talks.resume(held, "take")
  desk.line(held.conversation).state(held)
  const talk = desk.talks.map.value.get(held.conversation)
  if (!talk) throw new Error("not opened")
  return talk
}

/** Let what was begun go on until `ready`. */
export async function until(ready: () => boolean): Promise<void> {
  for (let turns = 0; turns < 2000 && !ready(); turns++) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  if (!ready()) throw new Error("it did not happen")
}
