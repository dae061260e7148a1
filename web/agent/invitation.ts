/** The link of an invitation: read once, and out of the address bar. */
import type { Session } from "./session.ts"

const INVITATION = "#invitation="

/** Begin joining whenever the page's address bears an invitation. */
export function followInvitations(session: Session): void {
  const read = () => readInvitation(session)
  addEventListener("hashchange", read)
  read()
}

/** The code leaves the address bar at once: it is worth an account for 72 hours. */
function readInvitation(session: Session): void {
  if (!location.hash.startsWith(INVITATION)) return
  const code = decodeURIComponent(location.hash.slice(INVITATION.length))
  history.replaceState(null, "", location.pathname)
  const phase = session.phase.value
  if (phase === "out" || phase === "joining") session.beginJoining(code)
}
