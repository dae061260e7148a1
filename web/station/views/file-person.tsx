/** Whose file it is: how to reach her without harm, who she is, what she wishes. */
import { Rows } from "../../agent/views/told-rows.tsx"
import type { Contact, Identity, Wishes } from "../../shared/documents.ts"
import { exportWords } from "../../shared/export-words.ts"
import { words } from "../words.ts"

/** First of all: a word said to the wrong person may cost her more than the facts. */
export function ContactFirst({ contact }: { readonly contact: Contact }) {
  const { channel, value, hours, wording, message } = contact
  return (
    <section class="contact-first" data-message={message} aria-labelledby="contact">
      <h2 id="contact">{words.contactFirst}</h2>
      <p class="contact-first__rule">
        {message ? words.mayMessage : <strong>✕ {words.neverMessage}</strong>}
      </p>
      {channel === "none" && <p>{words.doNotContact}</p>}
      <Rows
        rows={[
          [
            words.contactBy,
            channel === "none" ? "" : `${exportWords.channels[channel]} ${value}`,
          ],
          [words.contactHours, hours],
          [words.contactWording, wording],
        ]}
      />
    </section>
  )
}

export function IdentityShown({ identity }: { readonly identity: Identity }) {
  const { called, name, born, address, phone, email } = identity
  return (
    <section>
      <h2>{words.identityTitle}</h2>
      <Rows
        rows={[
          [exportWords.called, called],
          [exportWords.name, name],
          [exportWords.born, born],
          [exportWords.address, address],
          [exportWords.phone, phone],
          [exportWords.email, email],
        ]}
      />
    </section>
  )
}

export function WishesShown({ wishes }: { readonly wishes: Wishes }) {
  const { officer, interpreter, accessible, companion } = wishes
  const none = officer === "any" && !interpreter && !accessible && !companion
  return (
    <section>
      <h2>{words.wishesTitle}</h2>
      {none ? (
        <p>{words.wishesNone}</p>
      ) : (
        <Rows
          rows={[
            [exportWords.officer, exportWords.officers[officer]],
            [exportWords.interpreter, interpreter],
            [exportWords.accessible, accessible ? exportWords.yes : ""],
            [exportWords.companion, companion],
          ]}
        />
      )}
    </section>
  )
}
