/** The team: who is here, with their six words; inviting, suspending, departures. */
import { useSignal } from "@preact/signals"
import { useId } from "preact/hooks"
import { useHouse } from "../context.ts"
import { Correct } from "../explain.ts"
import type { Desk, Member, Role, Station } from "../shapes.ts"
import type { Move } from "../team.ts"
import { words } from "../words.ts"
import { Field, Problem, typed, useAct } from "./form.tsx"
import { SixWords } from "./six-words.tsx"
import { StationChoice } from "./station-choice.tsx"

const AT_A_STATION: readonly Role[] = ["investigator", "reception"]
const AT_A_DESK: readonly Role[] = ["agent", "supervisor"]

interface MembersProps {
  readonly administrates: boolean
  /** Which of them; everybody, unless said. */
  readonly only?: (member: Member) => boolean
}

export function Members({ administrates, only = () => true }: MembersProps) {
  const { team } = useHouse()
  const act = useAct()
  return (
    <section>
      <h2>{words.membersTitle}</h2>
      <Problem text={act.trouble.value} />
      <div class="scrolls" tabIndex={0} role="region" aria-label={words.membersTitle}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.memberName}</th>
              <th scope="col">{words.memberRoles}</th>
              <th scope="col">{words.memberPlaces}</th>
              <th scope="col">{words.memberWords}</th>
              <th scope="col">{words.memberState}</th>
              {administrates && <th scope="col">{words.memberActs}</th>}
            </tr>
          </thead>
          <tbody>
            {team.members.value.filter(only).map((member) => (
              <tr key={member.id}>
                <th scope="row">{member.shown_name}</th>
                <td>{member.roles.map((role) => words.roles[role]).join(", ")}</td>
                <td>{team.placesOf(member).join(", ")}</td>
                <td>
                  <SixWords point={member.public} />
                </td>
                <td>{words.states[member.state]}</td>
                {administrates && (
                  <td>
                    <Moves
                      member={member}
                      move={(what) => act.run(() => team.move(member.id, what))}
                    />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

interface MovesProps {
  readonly member: Member
  readonly move: (what: Move) => Promise<void>
}

function Moves({ member, move }: MovesProps) {
  const { session } = useHouse()
  const sure = useSignal(false)
  if (member.state === "gone" || member.id === session.member.value?.id) return null
  if (sure.value) {
    return (
      <>
        {words.leaveSure(member.shown_name)}{" "}
        <button type="button" onClick={() => void move("leave")}>
          {words.confirm}
        </button>{" "}
        <button type="button" onClick={() => (sure.value = false)}>
          {words.cancel}
        </button>
      </>
    )
  }
  const suspended = member.state === "suspended"
  return (
    <>
      <button type="button" onClick={() => void move(suspended ? "resume" : "suspend")}>
        {suspended ? words.reinstate : words.suspend}
      </button>{" "}
      <button type="button" onClick={() => (sure.value = true)}>
        {words.leave}
      </button>
    </>
  )
}

export function Invite() {
  const { team } = useHouse()
  const act = useAct()
  const link = useSignal("")
  const stations = useSignal<readonly Station[]>([])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    void act.run(async () => {
      const chosen = new FormData(form)
      const roles = chosen.getAll("role") as Role[]
      const desks = chosen.getAll("desk") as Desk[]
      const there = roles.some((role) => AT_A_STATION.includes(role))
      const elsewhere =
        desks.length > 0 || roles.some((role) => AT_A_DESK.includes(role))
      if (there !== stations.value.length > 0 || (there && elsewhere)) {
        throw new Correct(words.inviteStation)
      }
      const code = await team.invite({
        shown_name: typed(form, "shown").trim(),
        roles,
        desks,
        stations: stations.value.map(({ id }) => id),
      })
      const door = there ? "station" : "agent"
      link.value = `${location.origin}/${door}#invitation=${code}`
      stations.value = []
      form.reset()
    })
  }
  return (
    <section>
      <h2>{words.inviteTitle}</h2>
      <form autocomplete="off" onSubmit={submit}>
        <Field label={words.memberName} name="shown" maxLength={60} />
        <Choices legend={words.memberRoles} name="role" choices={words.roles} />
        <Choices legend={words.memberDesks} name="desk" choices={words.desks} />
        <StationChoice chosen={stations} />
        <button class="main" type="submit" aria-disabled={act.busy.value}>
          {words.invite}
        </button>
        <Problem text={act.trouble.value} />
      </form>
      {link.value && <Link link={link.value} />}
    </section>
  )
}

interface ChoicesProps {
  readonly legend: string
  readonly name: string
  readonly choices: Readonly<Record<string, string>>
}

function Choices({ legend, name, choices }: ChoicesProps) {
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {Object.entries(choices).map(([value, label]) => (
        <label key={value} class="choice">
          <input type="checkbox" name={name} value={value} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

function Link({ link }: { readonly link: string }) {
  const id = useId()
  const copied = useSignal(false)
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    copied.value = true
  }
  return (
    <p class="field">
      <label for={id}>{words.inviteLink}</label>
      <input id={id} readOnly value={link} dir="ltr" onFocus={selectAll} />
      <button type="button" onClick={() => void copy().catch(() => null)}>
        {words.copy}
      </button>
      <span role="status">{copied.value && words.copied}</span>
    </p>
  )
}

function selectAll(event: FocusEvent): void {
  if (event.currentTarget instanceof HTMLInputElement) event.currentTarget.select()
}
