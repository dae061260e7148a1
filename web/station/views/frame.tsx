/** The frame of a station's console: who is here, the connection, one screen at a time. */
import { Join, Locked, PasswordChange, SignIn } from "../../agent/views/door.tsx"
import { words as house } from "../../agent/words.ts"
import type { Screen } from "../console.ts"
import { useStation } from "../context.ts"
import { words } from "../words.ts"
import { Checking } from "./checking.tsx"
import { Files } from "./files.tsx"
import { KeyNews } from "./key-news.tsx"
import { Opening } from "./opening.tsx"
import { FrontDesk } from "./reception.tsx"
import { Slots } from "./slots.tsx"
import { StationTeam } from "./team.tsx"

export function App({ banner }: { readonly banner: string }) {
  const { session } = useStation()
  const phase = session.phase.value
  return (
    <>
      {banner && <p class="banner">{banner}</p>}
      {phase === "out" && <SignIn title={words.signInTitle} />}
      {phase === "joining" && <Join code={session.invitation} />}
      {phase === "locked" && <Locked intro={words.lockedIntro} />}
      {phase === "in" && <Open />}
    </>
  )
}

function Open() {
  const { screen, receives, watching } = useStation()
  if (!receives) return <NotHere />
  return (
    <div class="console station">
      <Top />
      <div class="station__body">
        <div role="alert" class="problem-place">
          {!watching.reachable.value && <p class="problem">{words.offline}</p>}
        </div>
        <KeyNews />
        <Shown screen={screen.value} />
      </div>
    </div>
  )
}

function Shown({ screen }: { readonly screen: Screen }) {
  const { investigates } = useStation()
  if (screen === "team") return <StationTeam />
  if (screen === "password") return <PasswordChange />
  if (!investigates || screen === "reception") return <FrontDesk />
  if (screen === "slots") return <Slots />
  if (screen === "opening") return <Opening />
  if (screen === "checking") return <Checking />
  return <Files />
}

function Top() {
  const here = useStation()
  const { session, screen, watching, investigates } = here
  const link = (name: Screen, label: string) => (
    <button
      type="button"
      class="plain"
      aria-current={screen.value === name ? "page" : undefined}
      onClick={() => here.show(name)}
    >
      {label}
    </button>
  )
  return (
    <header class="top">
      <nav aria-label={house.navigation}>
        {investigates && link("files", words.files)}
        {investigates && link("slots", words.slots)}
        {investigates && link("opening", words.opening)}
        {investigates && link("checking", words.checking)}
        {link("reception", words.reception)}
        {link("team", house.team)}
        {link("password", house.password)}
      </nav>
      <p role="status" class="connection" data-reachable={watching.reachable.value}>
        {watching.reachable.value ? house.connected : house.reconnecting}
      </p>
      <p class="who">{session.member.value?.shown_name}</p>
      <button type="button" class="plain" onClick={() => session.lock()}>
        {house.lock}
      </button>
      <button type="button" class="plain" onClick={() => session.signOut()}>
        {house.signOut}
      </button>
    </header>
  )
}

/** An officer's access, at the wrong door. */
function NotHere() {
  const { session } = useStation()
  return (
    <main class="door">
      <h1>{words.notHere}</h1>
      <p>
        <a class="button" href="/agent">
          {words.toOfficers}
        </a>
      </p>
      <p>
        <button type="button" onClick={() => session.signOut()}>
          {house.signOut}
        </button>
      </p>
    </main>
  )
}
