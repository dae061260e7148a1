/** The keys of the conversations: taking, choosing, closing. See keys-pressed.ts. */
import type { Console, HelpTab } from "./console.ts"
import * as deciding from "./deciding.ts"
import { addKeys, type KeyRow } from "./keys-pressed.ts"
import { explain } from "./explain.ts"
import { goOn } from "./silence.ts"
import type { Talk } from "./talk.ts"
import { words } from "./words.ts"

const everywhere: readonly KeyRow[] = [
  {
    keys: words.takeNextKeys,
    label: words.takeNext,
    place: "everywhere",
    when: ({ session }) => session.answers,
    act: (here) => void here.takeNext(),
  },
  {
    keys: words.chooseKeys,
    label: words.choose,
    place: "everywhere",
    when: ({ session }) => session.answers,
    act: (here, digit) => {
      if (here.talks.chooseNumber(digit)) here.showTalk()
    },
  },
  {
    keys: words.nextAwaitingKeys,
    label: words.nextAwaiting,
    place: "everywhere",
    when: ({ session }) => session.answers,
    act: (here) => {
      if (here.talks.chooseAwaiting()) here.showTalk()
    },
  },
  {
    keys: words.resumeAllKeys,
    label: words.resumeAllLabel,
    place: "everywhere",
    when: ({ session }) => session.answers,
    act: (here) => {
      if (here.talks.closed.value.length === 0) return
      here.showTalk()
      void here.talks.resumeAll()
    },
  },
  {
    keys: words.awayKeys,
    label: words.away,
    place: "everywhere",
    when: ({ session }) => session.answers,
    act: ({ duty }) => void duty.toggle("away"),
  },
  {
    keys: words.supportKeys,
    label: words.support,
    place: "everywhere",
    when: ({ session }) => session.answers,
    act: ({ duty }) => void duty.askSupport(),
  },
  {
    keys: words.soundKeys,
    label: words.sound,
    place: "everywhere",
    act: ({ alert }) => alert.toggle(),
  },
  {
    keys: words.roomKeys,
    label: words.roomSwitch,
    place: "everywhere",
    when: (here) => here.supervises && here.session.answers,
    act: ({ screen }) => (screen.value = screen.value === "room" ? "desk" : "room"),
  },
  {
    keys: words.keysKeys,
    label: words.keysTitle,
    place: "everywhere",
    act: ({ screen }) => (screen.value = "keys"),
  },
  {
    keys: words.lockKeys,
    label: words.lock,
    place: "everywhere",
    act: ({ session }) => session.lock(),
  },
]

const desk: readonly KeyRow[] = [
  {
    keys: words.pauseKeys,
    label: words.pause,
    place: "desk",
    act: ({ duty }) => void duty.toggle("pause"),
  },
  {
    keys: words.besideKeys,
    label: words.beside,
    place: "desk",
    act: ({ talks }) => (talks.beside.value = !talks.beside.value),
  },
  {
    keys: words.quietKeys,
    label: words.quietLabel,
    place: "desk",
    when: ({ talks }) => talks.current.value?.writable.value ?? false,
    act: (here) => withTalk(here, (talk) => void warnThenHold(here, talk)),
  },
  {
    keys: words.notesPanelKeys,
    label: words.notesPanel,
    place: "desk",
    act: (here) => showPanel(here, "notes"),
  },
  {
    keys: words.followUpPanelKeys,
    label: words.followUpPanel,
    place: "desk",
    act: (here) => showPanel(here, "follow-up"),
  },
  {
    keys: words.quickKeys,
    label: words.quick,
    place: "desk",
    when: ({ talks }) => talks.current.value?.writable.value ?? false,
    act: (here) =>
      withTalk(here, (talk) => {
        here.area.value = "talk"
        here.quickClose.toggle(talk)
        if (!here.quickClose.on.value) here.talks.focusOn.value = talk.id
      }),
  },
  {
    keys: words.destroyKeys,
    label: words.nothingDestroy,
    place: "desk",
    when: ({ talks }) => talks.current.value?.step.value === "frozen",
    act: (here) => withTalk(here, (talk) => void deciding.nothing(talk)),
  },
]

addKeys([...everywhere, ...desk])

function withTalk({ talks }: Console, act: (talk: Talk) => void): void {
  if (talks.current.value) act(talks.current.value)
}

/** Open a panel and go to it; the key of a conversation goes back to its text box. */
function showPanel({ help, area }: Console, panel: HelpTab): void {
  help.value = panel
  area.value = "help"
  setTimeout(() => document.getElementById("help-panel")?.focus()) // once drawn
}

/** What is refused stands under the text box. */
export async function warnThenHold(here: Console, talk: Talk): Promise<void> {
  talk.trouble.value = ""
  try {
    await goOn(talk, here.replies.value)
    if (talk.writable.value) here.talks.focusOn.value = talk.id
  } catch (refusal) {
    talk.trouble.value = explain(refusal)
  }
}
