/** Starts the officers' console in the page `agent.html`. */
import { effect } from "@preact/signals"
import { render } from "preact"
import { Line } from "../shared/line.ts"
import { Console } from "./console.ts"
import { ConsoleHere, HouseHere } from "./context.ts"
import { lockWhenIdle } from "./idle.ts"
import { followInvitations } from "./invitation.ts"
import "./keys-of-cards.ts"
import "./keys-of-course.ts"
import "./keys-of-desk.ts"
import "./keys-of-handing.ts"
import "./keys-of-pistes.ts"
import "./keys-of-report.ts"
import { columnsIn } from "./side-by-side.ts"
import { playTone } from "./tones.ts"
import { App } from "./views/frame.tsx"

const IDLE_MINUTES = 10
const WIDE = 1024 // pixels, as in agent.css: the three columns at once

const here = new Console(
  (path, init) => fetch(path, init),
  (options) => new Line({ ...options, base: location.origin }),
  playTone,
)

addEventListener("keydown", (event) => {
  if (here.press(event)) event.preventDefault()
})
effect(() => {
  document.title = here.title.value
})
const lookAround = () => {
  here.focused.value = document.hasFocus() && !document.hidden
  here.wide.value = innerWidth >= WIDE
  here.talks.most.value = columnsIn(innerWidth)
}
for (const sign of ["focus", "blur", "resize"]) addEventListener(sign, lookAround)
document.addEventListener("visibilitychange", lookAround)
lookAround()
lockWhenIdle(window, Number(document.body.dataset["idleMinutes"]) || IDLE_MINUTES, () =>
  here.session.lock(),
)
followInvitations(here.session)
// A page kept by the browser for « Back » would keep keys with it.
addEventListener("pagehide", () => here.session.signOut())

const place = document.getElementById("console")
if (place) {
  const banner = document.body.dataset["banner"] ?? ""
  render(
    <HouseHere value={here}>
      <ConsoleHere value={here}>
        <App banner={banner} />
      </ConsoleHere>
    </HouseHere>,
    place,
  )
}
