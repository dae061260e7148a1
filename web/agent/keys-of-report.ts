/** The keys of the report, of the operations centre and of the transmissions. */
import { besideOf } from "./beside.ts"
import { addKeys, type KeyRow } from "./keys-pressed.ts"
import { sendingOf } from "./sending.ts"
import { words } from "./words.ts"

const rows: readonly KeyRow[] = [
  {
    keys: words.reportKeys,
    label: words.reportOpenPanel,
    place: "desk",
    act: ({ help, area, talks }) => {
      const talk = talks.current.value
      const asked = talk && !talk.over ? besideOf(talk).reportAsked : null
      if (asked) asked.value = true
      help.value = "report"
      area.value = "help"
      setTimeout(() => {
        // Once drawn, and not where the field has the focus by then.
        if (!asked || asked.value) document.getElementById("help-panel")?.focus()
      })
    },
  },
  {
    keys: words.centreKeys,
    label: words.centreOpen,
    place: "everywhere",
    // Never left to the browser, as Alt+D: what is typed next is a place.
    when: ({ session }) => session.answers,
    act: ({ talks, screen, help, area }) => {
      const talk = talks.current.value
      if (!talk || talk.over) return
      screen.value = "desk"
      area.value = "help"
      help.value = "danger"
      besideOf(talk).centreOpened.value = true
      sendingOf(talk).centreAsked.value = true
    },
  },
  {
    keys: words.transmissionsKeys,
    label: words.transmissionsOpen,
    place: "everywhere",
    act: ({ screen, seesTransmissions }) => {
      if (seesTransmissions) screen.value = "transmissions"
    },
  },
]

addKeys(rows)
