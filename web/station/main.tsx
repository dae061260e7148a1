/** Starts a station's console in the page `station.html`. */
import { render } from "preact"
import { HouseHere } from "../agent/context.ts"
import { lockWhenIdle } from "../agent/idle.ts"
import { followInvitations } from "../agent/invitation.ts"
import { StationConsole } from "./console.ts"
import { StationHere } from "./context.ts"
import { App } from "./views/frame.tsx"

const IDLE_MINUTES = 10

const here = new StationConsole((path, init) => fetch(path, init))

lockWhenIdle(window, Number(document.body.dataset["idleMinutes"]) || IDLE_MINUTES, () =>
  here.session.lock(),
)
followInvitations(here.session)
// A page kept by the browser for « Back » would keep keys with it.
addEventListener("pagehide", () => here.session.signOut())

const place = document.getElementById("console")
if (place) {
  render(
    <HouseHere value={here}>
      <StationHere value={here}>
        <App banner={document.body.dataset["banner"] ?? ""} />
      </StationHere>
    </HouseHere>,
    place,
  )
}
