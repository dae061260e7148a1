/** The keys of the board's acts; each button says its own. */
import type { ReasonedAct } from "./board-acts.ts"

export const ROW_KEYS: Record<ReasonedAct, string> = {
  raise: "T",
  move: "V",
  reassign: "B",
  "take-over": "P",
  join: "M",
}

export const ALARM_KEY = "O"
