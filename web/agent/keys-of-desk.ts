/** The keys of the conversations: taking, choosing, closing. See keys-pressed.ts. */
import * as deciding from "./deciding.ts"
import { addKeys, type KeyRow } from "./keys-pressed.ts"
import { words } from "./words.ts"

const rows: readonly KeyRow[] = [
  {
    keys: words.takeNextKeys,
    label: words.takeNext,
    place: "everywhere",
    act: (here) => void here.takeNext(),
  },
  {
    keys: words.lockKeys,
    label: words.lock,
    place: "everywhere",
    act: (here) => here.session.lock(),
  },
  {
    keys: words.destroyKeys,
    label: words.nothingDestroy,
    place: "desk",
    when: ({ talks }) => talks.current.value?.step.value === "frozen",
    act: ({ talks }) => {
      if (talks.current.value) void deciding.nothing(talks.current.value)
    },
  },
  {
    keys: "Alt+K",
    label: words.keysTitle,
    place: "everywhere",
    act: (here) => (here.screen.value = "keys"),
  },
]

addKeys(rows)
