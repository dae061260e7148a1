/** What is missing before anything can be read here: a key not made, or not given yet. */
import { SixWords } from "../../agent/views/six-words.tsx"
import { words as house } from "../../agent/words.ts"
import { useStation } from "../context.ts"
import { words } from "../words.ts"

export function KeyNews() {
  const here = useStation()
  const { session, screen } = here
  const { keys } = session
  if (keys.broken.value) return <p class="problem">{house.chainBroken}</p>
  if (keys.swapped.value) return <p class="problem">{house.recoveryChanged}</p>
  const member = session.member.value
  if (!member || !keys.news.value || screen.value === "team") return null
  const lacking = here.keysNeeded.filter((name) => !keys.holds(name))
  if (lacking.length === 0) return null
  const made = lacking.filter((name) => keys.current(name))
  return (
    <section class="key-news" aria-label={words.keyNews}>
      {lacking.length > made.length && <p>{words.keysTwo}</p>}
      {made.map((name) => (
        <p key={name}>{words.keysNotMine(here.keyTitle(name))}</p>
      ))}
      {made.length > 0 && (
        <p>
          {house.yourWords} : <SixWords point={member.public} />
        </p>
      )}
      <button type="button" onClick={() => here.show("team")}>
        {house.team}
      </button>
    </section>
  )
}
