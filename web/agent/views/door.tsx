/** Before the console: signing in, joining by invitation, the lock, a new password. */
import { useSignal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import { useHouse } from "../context.ts"
import { Correct } from "../explain.ts"
import { PASSWORD_LEAST } from "../session.ts"
import type { Invited } from "../shapes.ts"
import { words } from "../words.ts"
import { Field, Problem, typed, useAct } from "./form.tsx"

const NAME = /^[a-z0-9._-]{2,40}$/

export function SignIn({ title = words.signInTitle }: { readonly title?: string }) {
  const { session } = useHouse()
  const act = useAct()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    void act.run(async () => {
      await session.signIn(
        typed(form, "name").trim().toLowerCase(),
        typed(form, "password"),
      )
      form.reset()
    })
  }
  return (
    <main class="door">
      <h1>{title}</h1>
      <Problem text={act.trouble.value || session.notice.value} />
      <form autocomplete="off" onSubmit={submit}>
        <Field label={words.name} name="name" focused />
        <Field label={words.password} name="password" type="password" />
        <button class="main" type="submit" aria-disabled={act.busy.value}>
          {act.busy.value ? words.signingIn : words.signIn}
        </button>
      </form>
      <p class="quiet">{words.memoryOnly}</p>
    </main>
  )
}

export function Join({ code }: { readonly code: string }) {
  const { session, team } = useHouse()
  const act = useAct()
  const invited = useSignal<Invited | null>(null)
  useEffect(() => {
    void act.run(async () => {
      const offered = await session.look(code)
      await team.nameStations(offered.stations)
      invited.value = offered
    })
  }, [code])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    void act.run(async () => {
      const name = typed(form, "name").trim().toLowerCase()
      if (!NAME.test(name)) throw new Correct(words.nameWrong)
      await session.join(code, name, newPassword(form))
      form.reset()
    })
  }
  return (
    <main class="door">
      <h1>{words.joinTitle}</h1>
      <Problem text={act.trouble.value} />
      {invited.value ? (
        <form autocomplete="off" onSubmit={submit}>
          <p>{words.joinIntro(invited.value.shown_name)}</p>
          <ul class="facts">
            {team.placesOf(invited.value).map((place) => (
              <li key={place}>{place}</li>
            ))}
            {invited.value.roles.map((role) => (
              <li key={role}>{words.roles[role]}</li>
            ))}
          </ul>
          <Field label={words.name} name="name" rule={words.nameRule} focused />
          <NewPassword />
          <p class="quiet">{words.joinLost}</p>
          <button class="main" type="submit" aria-disabled={act.busy.value}>
            {words.join}
          </button>
        </form>
      ) : (
        !act.busy.value && <p>{words.joinUnknown}</p>
      )}
      <p>
        <button type="button" onClick={() => session.forgetInvitation()}>
          {words.signIn}
        </button>
      </p>
    </main>
  )
}

interface LockedProps {
  /** What was cleared from the screen, and who opens it again. */
  readonly intro?: (name: string) => string
}

export function Locked({ intro = words.lockedIntro }: LockedProps) {
  const { session } = useHouse()
  const act = useAct()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    void act.run(async () => {
      const password = typed(form, "password")
      form.reset()
      await session.unlock(password)
    })
  }
  return (
    <main class="door">
      <h1>{words.lockedTitle}</h1>
      <p>{intro(session.member.value?.shown_name ?? "")}</p>
      <Problem text={act.trouble.value} />
      <form autocomplete="off" onSubmit={submit}>
        <Field label={words.password} name="password" type="password" focused />
        <button class="main" type="submit" aria-disabled={act.busy.value}>
          {words.unlock}
        </button>
      </form>
      <p>
        <button type="button" onClick={() => session.signOut()}>
          {words.signOut}
        </button>
      </p>
    </main>
  )
}

/** The screen where a member changes the password: two parts, one transaction. */
export function PasswordChange() {
  const { session } = useHouse()
  const act = useAct()
  const done = useSignal(false)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    void act.run(async () => {
      done.value = false
      await session.changePassword(typed(form, "now"), newPassword(form))
      form.reset()
      done.value = true
    })
  }
  return (
    <main class="page">
      <h1>{words.changePassword}</h1>
      <Problem text={act.trouble.value} />
      <p role="status">{done.value && words.passwordChanged}</p>
      <form autocomplete="off" onSubmit={submit}>
        <Field label={words.passwordNow} name="now" type="password" />
        <NewPassword />
        <p class="quiet">{words.joinLost}</p>
        <button class="main" type="submit" aria-disabled={act.busy.value}>
          {words.passwordChange}
        </button>
      </form>
    </main>
  )
}

function NewPassword() {
  return (
    <>
      <Field
        label={words.passwordNew}
        name="password"
        type="password"
        rule={words.passwordRule}
      />
      <Field label={words.passwordAgain} name="again" type="password" />
    </>
  )
}

/** @throws {Correct} too short, or not the same twice. */
function newPassword(form: HTMLFormElement): string {
  const password = typed(form, "password")
  if ([...password].length < PASSWORD_LEAST) throw new Correct(words.passwordShort)
  if (password !== typed(form, "again")) throw new Correct(words.passwordsDiffer)
  return password
}
