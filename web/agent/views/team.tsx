/** « Équipe et clés »: what remains to be set up, then keys to give, then people. */
import { useEffect } from "preact/hooks"
import { useConsole } from "../context.ts"
import { words } from "../words.ts"
import { DeskKeys, Renewals, Wanting } from "./desk-keys.tsx"
import { Problem, useAct } from "./form.tsx"
import { Invite, Members } from "./members.tsx"
import { Recovery } from "./recovery.tsx"

export function Team() {
  const { team, session } = useConsole()
  const act = useAct()
  useEffect(() => {
    void act.run(() => team.refresh())
  }, [])
  const member = session.member.value
  const { keys } = session
  if (!member) return null
  const administrates = member.roles.includes("administrator")
  return (
    <main class="page page--wide">
      <h1>{words.team}</h1>
      <Problem text={keys.broken.value ? words.chainBroken : act.trouble.value} />
      {keys.news.value && !keys.broken.value && (
        <>
          {administrates && <Recovery />}
          <Renewals />
          <DeskKeys />
          <Wanting />
        </>
      )}
      {administrates && <Invite />}
      <Members administrates={administrates} />
    </main>
  )
}
