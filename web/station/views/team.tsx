/** « Équipe et clés » of a station: its two keys, who waits for one, who works here. */
import { useEffect } from "preact/hooks"
import { DeskKeys, Renewals, Wanting } from "../../agent/views/desk-keys.tsx"
import { Problem, useAct } from "../../agent/views/form.tsx"
import { Members } from "../../agent/views/members.tsx"
import { SixWords } from "../../agent/views/six-words.tsx"
import { words as house } from "../../agent/words.ts"
import { useStation } from "../context.ts"
import { words } from "../words.ts"

export function StationTeam() {
  const here = useStation()
  const { team, session, investigates } = here
  const act = useAct()
  useEffect(() => {
    void act.run(() => team.refresh())
  }, [])
  const member = session.member.value
  const { keys } = session
  if (!member) return null
  return (
    <main class="page page--wide">
      <h1>{house.team}</h1>
      <Problem text={keys.broken.value ? house.chainBroken : act.trouble.value} />
      <p>
        {house.yourWords} : <SixWords point={member.public} />
      </p>
      {keys.news.value && !keys.broken.value && (
        <>
          {investigates && <Renewals />}
          {investigates && <DeskKeys />}
          {investigates && <p class="quiet">{words.keysTwo}</p>}
          <Wanting />
        </>
      )}
      <Members administrates={false} only={(one) => here.isColleague(one)} />
    </main>
  )
}
