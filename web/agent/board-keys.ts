/** The keys of the room. See keys-pressed.ts; each button says its own. */
import type { ReasonedAct } from "./board-acts.ts"
import { addKeys, type KeyRow } from "./keys-pressed.ts"
import { words } from "./words.ts"

export const ACT_KEYS: Record<ReasonedAct, string> = {
  raise: "Alt+T",
  move: "Alt+V",
  reassign: "Alt+B",
  "take-over": "Alt+P",
  join: "Alt+M",
  release: "Alt+R",
}

export const TAKE_ALARM_KEYS = "Alt+O"
export const STOP_READING_KEYS = "Alt+F"

const acts = Object.entries(ACT_KEYS) as [ReasonedAct, string][]

const rows: readonly KeyRow[] = [
  {
    keys: TAKE_ALARM_KEYS,
    label: words.alarmTakeOldest,
    place: "room",
    act: ({ board }) => void board.takeOldest(),
  },
  ...acts.map(([kind, keys]): KeyRow => ({
    keys,
    label: words.acts[kind],
    place: "room",
    act: ({ board }) => board.begin(kind),
  })),
  {
    keys: STOP_READING_KEYS,
    label: words.readingStop,
    place: "room",
    when: ({ board }) => board.reading.value !== null,
    act: ({ board }) => board.stopReading(),
  },
]

addKeys(rows)
