/**
 * Desk keys, and a station's two: made by who belongs there, renewed after a departure,
 * and given.
 */
import { useSignal } from "@preact/signals"
import { useHouse } from "../context.ts"
import type { KeyName, Member } from "../shapes.ts"
import { words } from "../words.ts"
import { Problem, useAct } from "./form.tsx"
import { SixWords } from "./six-words.tsx"

export function DeskKeys() {
  const { keyNames } = useHouse()
  return (
    <section>
      <h2>{words.deskKeyTitle}</h2>
      {keyNames.map((desk) => (
        <DeskKey key={desk} desk={desk} />
      ))}
    </section>
  )
}

function DeskKey({ desk }: { readonly desk: KeyName }) {
  const here = useHouse()
  const { team } = here
  const act = useAct()
  const { keys } = here.session
  const row = keys.current(desk)
  const recovery = keys.news.value?.recovery
  if (row) {
    const held = keys.holds(desk) ? words.deskKeyHeld : words.deskKeyNotHeld
    return (
      <p>
        <b>{here.keyTitle(desk)}</b> · {words.deskKeyEpoch(row.epoch)}, {held} ·{" "}
        <SixWords point={row.public} />
      </p>
    )
  }
  return (
    <div>
      <p>
        <b>{here.keyTitle(desk)}</b> · {words.deskKeyNone}
      </p>
      {recovery ? (
        <>
          <p>
            {words.recoveryCheck} <SixWords point={recovery} />
          </p>
          <button
            type="button"
            class="main"
            onClick={() => void act.run(() => team.makeDeskKey(desk))}
          >
            {words.deskKeyMake}
          </button>
        </>
      ) : (
        <p>{words.recoveryNeeded}</p>
      )}
      <Problem text={act.trouble.value} />
    </div>
  )
}

export function Renewals() {
  const { session, keyNames } = useHouse()
  const { keys } = session
  const desks = (keys.news.value?.grants.renew ?? []).filter(
    (desk) => keyNames.includes(desk) && keys.holds(desk),
  )
  if (desks.length === 0) return null
  return (
    <section>
      <h2>{words.renewTitle}</h2>
      {desks.map((desk) => (
        <Renewal key={desk} desk={desk} />
      ))}
    </section>
  )
}

function Renewal({ desk }: { readonly desk: KeyName }) {
  const here = useHouse()
  const { team } = here
  const act = useAct()
  const left = useSignal<readonly string[]>([])
  const heirs = team.heirs(desk)
  const tick = (id: string, on: boolean) => {
    left.value = on ? left.value.filter((one) => one !== id) : [...left.value, id]
  }
  const chosen = heirs.filter((one) => !left.value.includes(one.id))
  return (
    <div>
      <h3>{here.keyTitle(desk)}</h3>
      <p>{words.renewWhat}</p>
      <ul class="plain-list">
        {heirs.map((heir) => (
          <li key={heir.id}>
            <label class="choice">
              <input
                type="checkbox"
                checked={!left.value.includes(heir.id)}
                onChange={(event) => tick(heir.id, event.currentTarget.checked)}
              />
              {heir.shown_name} · <SixWords point={heir.public} />
            </label>
          </li>
        ))}
      </ul>
      <Problem text={act.trouble.value} />
      <button
        type="button"
        class="main"
        onClick={() =>
          void act.run(() =>
            team.makeDeskKey(
              desk,
              chosen.map((one) => one.id),
            ),
          )
        }
      >
        {words.renew}
      </button>
    </div>
  )
}

/** Newcomers who wait for a key we hold. */
export function Wanting() {
  const { session, team } = useHouse()
  const { keys } = session
  const wanting = (keys.news.value?.grants.wanting ?? []).filter(
    ({ desk, member }) => keys.holds(desk) && member !== session.member.value?.id,
  )
  return (
    <section>
      <h2>{words.wantingTitle}</h2>
      {wanting.length === 0 && <p class="quiet">{words.wantingNone}</p>}
      {wanting.map(({ desk, member }) => {
        const newcomer = team.member(member)
        return (
          newcomer && <Give key={`${desk} ${member}`} desk={desk} member={newcomer} />
        )
      })}
    </section>
  )
}

function Give({ desk, member }: { readonly desk: KeyName; readonly member: Member }) {
  const here = useHouse()
  const { team } = here
  const act = useAct()
  const heard = useSignal(false)
  const shown = useSignal("")
  return (
    <div class="give">
      <h3>
        {member.shown_name} · {here.keyTitle(desk)}
      </h3>
      <p>{words.wantingWhat(member.shown_name)}</p>
      <p>
        <SixWords
          point={member.public}
          onWords={(six) => {
            shown.value = six
            heard.value = false // other words were heard, if any were
          }}
        />
      </p>
      <label class="choice">
        <input
          type="checkbox"
          checked={heard.value}
          onChange={(event) => (heard.value = event.currentTarget.checked)}
        />
        {words.wordsHeard}
      </label>
      <p>
        <button
          type="button"
          class="main"
          disabled={!heard.value || !shown.value}
          onClick={() => void act.run(() => team.grant(desk, member.id, shown.value))}
        >
          {words.grant}
        </button>
      </p>
      <Problem text={act.trouble.value} />
    </div>
  )
}
