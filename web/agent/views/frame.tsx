/** The console's frame: who is here, the connection, the three columns or tabs. */
import { useConsole } from "../context.ts"
import type { Screen } from "../console.ts"
import { words } from "../words.ts"
import { Room } from "./board.tsx"
import { Join, Locked, PasswordChange, SignIn } from "./door.tsx"
import { DutyShown } from "./duty.tsx"
import { Key } from "./form.tsx"
import { Handover } from "./handover.tsx"
import { Help } from "./help.tsx"
import { MemoryPage } from "./memory.tsx"
import { Queue } from "./queue.tsx"
import { Shortcuts } from "./shortcuts.tsx"
import { TalkPane } from "./talk.tsx"
import { Team } from "./team.tsx"
import { Texts } from "./texts.tsx"
import { TransmissionsPage } from "./transmissions.tsx"

export function App({ banner }: { readonly banner: string }) {
  const { session } = useConsole()
  const phase = session.phase.value
  return (
    <>
      {banner && <p class="banner">{banner}</p>}
      {phase === "out" && <SignIn />}
      {phase === "joining" && <Join code={session.invitation} />}
      {phase === "locked" && <Locked />}
      {phase === "in" && <Open />}
    </>
  )
}

function Open() {
  const here = useConsole()
  const screen = here.screen.value
  return (
    <div class="console">
      <Top />
      <Spoken />
      {screen === "desk" && <Desk />}
      {screen === "room" && here.supervises && <Room />}
      {screen === "texts" && here.supervises && <Texts />}
      {screen === "handover" && <Handover />}
      {screen === "transmissions" && here.seesTransmissions && <TransmissionsPage />}
      {screen === "memory" && <MemoryPage />}
      {screen === "keys" && <Shortcuts />}
      {screen === "team" && <Team />}
      {screen === "password" && <PasswordChange />}
    </div>
  )
}

function Top() {
  const { session, screen, watch, supervises, seesTransmissions } = useConsole()
  const link = (name: Screen, label: string) => (
    <button
      type="button"
      class="plain"
      aria-current={screen.value === name ? "page" : undefined}
      onClick={() => (screen.value = name)}
    >
      {label}
    </button>
  )
  return (
    <header class="top">
      <nav aria-label={words.navigation}>
        {session.answers && link("desk", words.desk)}
        {supervises && link("room", words.room)}
        {supervises && link("texts", words.textsTitle)}
        {seesTransmissions && link("transmissions", words.transmissionsTitle)}
        {session.answers && link("handover", words.handover)}
        {link("team", words.team)}
        {link("password", words.password)}
        {link("keys", words.keysTitle)}
      </nav>
      <p role="status" class="connection" data-reachable={watch.reachable.value}>
        {watch.reachable.value ? words.connected : words.reconnecting}
      </p>
      <DutyShown />
      <p class="who">{session.member.value?.shown_name}</p>
      <span class="keyed">
        <button
          type="button"
          class="plain"
          aria-keyshortcuts={words.lockKeys}
          onClick={() => session.lock()}
        >
          {words.lock}
        </button>
        <Key>{words.lockKeys}</Key>
      </span>
      <button type="button" class="plain" onClick={() => session.signOut()}>
        {words.signOut}
      </button>
    </header>
  )
}

/** Said politely, whatever the screen; there before it speaks. */
function Spoken() {
  const { n, sentence } = useConsole().alert.spoken.value
  return (
    <div role="status" class="spoken">
      {sentence && <p key={n}>{sentence}</p>}
    </div>
  )
}

const AREAS = [
  ["line", words.lineArea],
  ["talk", words.talkArea],
  ["help", words.helpArea],
] as const

function Desk() {
  const { area } = useConsole()
  return (
    <main class="desk" data-area={area.value}>
      <h1 class="spoken">{words.desk}</h1>
      <nav class="areas" aria-label={words.areas}>
        {AREAS.map(([name, label]) => (
          <button
            key={name}
            type="button"
            class="plain"
            aria-current={area.value === name ? "true" : undefined}
            onClick={() => (area.value = name)}
          >
            {label}
          </button>
        ))}
      </nav>
      <Queue />
      <TalkPane />
      <Help />
    </main>
  )
}
