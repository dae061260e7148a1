/** What she gave, once she gave it: how not to harm her first, then who she is. */
import { useId } from "preact/hooks"
import type { Identity } from "../../shared/documents.ts"
import { useConsole } from "../context.ts"
import { withIdentity } from "../identity.ts"
import { words } from "../words.ts"
import { Problem, useAct } from "./form.tsx"
import type { CourseProps } from "./meeting.tsx"
import { type Row, Rows } from "./told-rows.tsx"

export function IdentityPart({ talk, course }: CourseProps) {
  const { api, session } = useConsole()
  const act = useAct()
  const read = course.identity.value
  const open = async () => {
    await withIdentity({ api, keys: session.keys }, talk, async (one) => {
      course.identity.value = one
    })
  }
  return (
    <section aria-labelledby="identity-title">
      <h3 id="identity-title">{words.identityTitle}</h3>
      {read && !course.prepared.value && <IdentityShown identity={read.identity} />}
      {talk.course.value?.accord === "given" && (
        <p class="acts">
          <button
            type="button"
            aria-disabled={act.busy.value}
            onClick={() => void act.run(open)}
          >
            {read ? words.identityReadAgain : words.identityRead}
          </button>
          <small class="quiet">{words.identityJournal}</small>
        </p>
      )}
      <Problem text={act.trouble.value} />
    </section>
  )
}

export function IdentityShown({ identity }: { readonly identity: Identity }) {
  const { contact, wishes } = identity
  const id = useId()
  return (
    <>
      <section class="safety" aria-labelledby={id}>
        <h4 id={id}>{words.identitySafety}</h4>
        <p class="safety__message" data-never={!contact.message}>
          <strong>
            {contact.message ? words.identityMay : `✕ ${words.identityNever}`}
          </strong>
        </p>
        <Rows
          rows={[
            [words.identityChannel, reached(identity)],
            [words.identityHours, contact.hours],
            [words.identityWording, contact.wording],
          ]}
        />
        <h4>{words.identityWishes}</h4>
        <Rows
          rows={[
            [words.identityOfficer, words.identityOfficers[wishes.officer]],
            [words.identityInterpreter, wishes.interpreter],
            [words.identityAccessible, wishes.accessible ? words.identityYes : ""],
            [words.identityCompanion, wishes.companion],
          ]}
        />
      </section>
      <Rows rows={identityRows(identity)} />
    </>
  )
}

/** Who she is, as it goes. */
export function identityRows(identity: Identity): readonly Row[] {
  const { called, name, born, address, phone, email } = identity
  return [
    [words.identityCalled, called],
    [words.identityName, name],
    [words.identityBorn, born],
    [words.identityAddress, address],
    [words.identityPhone, phone],
    [words.identityEmail, email],
  ]
}

function reached({ contact }: Identity): string {
  return `${words.identityChannels[contact.channel]} ${contact.value}`.trim()
}
