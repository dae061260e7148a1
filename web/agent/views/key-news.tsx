/** What the officer must know of keys while at the desk: none yet, or not ours yet. */
import { useConsole } from "../context.ts"
import { words } from "../words.ts"
import { SixWords } from "./six-words.tsx"

export function KeyNews() {
  const { session, screen } = useConsole()
  const member = session.member.value
  const { keys } = session
  const news = keys.news.value
  if (keys.broken.value) return <p class="problem">{words.chainBroken}</p>
  if (keys.swapped.value) return <p class="problem">{words.recoveryChanged}</p>
  if (!member || !news) return null
  const lacking = member.desks.filter((desk) => !keys.holds(desk))
  if (lacking.length === 0 && news.grants.renew.length === 0) return null
  return (
    <section class="key-news">
      {lacking.map((desk) => (
        <p key={desk}>
          {keys.current(desk)
            ? words.noGrant(words.desks[desk])
            : words.noKey(words.desks[desk])}
        </p>
      ))}
      {lacking.some((desk) => keys.current(desk)) && (
        <p>
          {words.yourWords} : <SixWords point={member.public} />
        </p>
      )}
      {news.grants.renew.length > 0 && <p>{words.renewTitle}</p>}
      <button type="button" onClick={() => (screen.value = "team")}>
        {words.team}
      </button>
    </section>
  )
}
