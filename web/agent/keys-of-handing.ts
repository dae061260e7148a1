/** The keys of danger, the safety phrase, replies and passing on. See keys-pressed.ts. */
import { besideOf } from "./beside.ts"
import type { Console, HelpTab } from "./console.ts"
import { tell } from "./danger.ts"
import { addKeys, type KeyRow } from "./keys-pressed.ts"
import { filterAsked } from "./reply-list.ts"
import { ask, heard, mustAsk } from "./safety-phrase.ts"
import type { Talk } from "./talk.ts"
import { words } from "./words.ts"

const rows: readonly KeyRow[] = [
  {
    keys: words.dangerKeys,
    label: words.dangerTell,
    place: "everywhere",
    // Never left to the browser: there it leads out of the page, and so does what is
    // typed next. Nor is it lost while the messages are still being opened.
    when: ({ session }) => session.answers,
    act: (here) => {
      const talk = here.talks.current.value
      if (!talk || talk.over) return
      besideOf(talk).cardAsked.value = true
      show(here, "danger")
      void tell(talk)
    },
  },
  {
    keys: words.repliesFilterKeys,
    label: words.repliesFilter,
    place: "desk",
    act: (here) => {
      filterAsked.value = true
      show(here, "replies")
    },
  },
  {
    keys: words.transferKeys,
    label: words.transferTitle,
    place: "desk",
    act: (here) => show(here, "transfer"),
  },
  {
    keys: words.phraseAskKeys,
    label: words.phraseAsk,
    place: "desk",
    when: mustAskHere,
    act: (here) => {
      const talk = inHand(here)
      if (!talk) return
      ask(talk, here.replies.value)
      here.talks.focusOn.value = talk.id
    },
  },
  {
    keys: words.phraseHeardKeys,
    label: words.phraseHeardLong,
    place: "desk",
    when: mustAskHere,
    act: (here) => {
      const talk = inHand(here)
      if (talk) heard(talk)
    },
  },
  {
    keys: words.handoverKeys,
    label: words.handoverTitle,
    place: "everywhere",
    when: ({ session }) => session.answers,
    act: (here) => (here.screen.value = "handover"),
  },
]

addKeys(rows)

/** The conversation in front, while it is open here. */
function inHand({ talks }: Console): Talk | undefined {
  const talk = talks.current.value
  return talk?.stage.value === "open" ? talk : undefined
}

function mustAskHere(here: Console): boolean {
  const talk = inHand(here)
  return talk !== undefined && mustAsk(talk)
}

function show(here: Console, tab: HelpTab): void {
  here.screen.value = "desk"
  here.area.value = "help"
  here.help.value = tab
}
