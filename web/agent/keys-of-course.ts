/** The keys of the appointment and of who else helps. See keys-pressed.ts. */
import type { Console } from "./console.ts"
import { courseOf } from "./course.ts"
import { addKeys, type KeyRow } from "./keys-pressed.ts"
import { words } from "./words.ts"

const rows: readonly KeyRow[] = [
  {
    keys: words.meetingKeys,
    label: words.meetingOpen,
    place: "desk",
    act: (here) => {
      here.help.value = "meeting"
      here.area.value = "help"
      const course = inFront(here)
      if (course && !course.place.chosen.value) course.placeAsked.value = true
      else toPanel()
    },
  },
  {
    keys: words.referralKeys,
    label: words.referralOpen,
    place: "desk",
    act: (here) => {
      here.help.value = "referral"
      here.area.value = "help"
      const course = inFront(here)
      if (!course) toPanel()
      else if (course.place.chosen.value) course.referralsAsked.value = true
      else course.placeAsked.value = true
    },
  },
]

addKeys(rows)

function inFront({ talks, api }: Console) {
  const talk = talks.current.value
  return talk && !talk.over ? courseOf(talk, api) : undefined
}

function toPanel(): void {
  setTimeout(() => document.getElementById("help-panel")?.focus()) // once drawn
}
