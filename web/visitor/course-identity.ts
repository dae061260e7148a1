/**
 * What she gives, and the same line by line, for her to read before anything is sent.
 * Pure. Source: docs/reference/protocol.md §2.8.
 */

export const CHANNELS = ["none", "phone", "sms", "email", "letter"] as const
export const OFFICERS = ["any", "woman", "man"] as const
export type Channel = (typeof CHANNELS)[number]

/** The document that is sealed; every field is optional but `called`. */
export interface Identity {
  readonly v: 1
  readonly name: string
  /** What the reception may call. */
  readonly called: string
  readonly born: string
  readonly address: string
  readonly phone: string
  readonly email: string
  readonly contact: {
    readonly channel: Channel
    readonly value: string
    readonly hours: string
    readonly wording: string
    /** A message may be left. */
    readonly message: boolean
  }
  readonly wishes: {
    readonly officer: (typeof OFFICERS)[number]
    readonly interpreter: string
    readonly accessible: boolean
    readonly companion: string
  }
  readonly conversation: boolean
}

/** A key of the words, and what stands beside it: her own text, or another key. */
export type Line = readonly [label: string, told: { text: string } | { key: string }]

const text = (value: string) => ({ text: value })
const word = (key: string) => ({ key })

/** Why it cannot be given yet, and in which field; null: it can. */
export function missing(
  identity: Identity,
): readonly [field: string, key: string] | null {
  if (!identity.called) return ["called", "called-empty"]
  const { channel, value } = identity.contact
  if (channel !== "none" && !value) return ["contact-value", "contact-empty"]
  return null
}

/** Where she may be joined when she has already given it in another field. */
export function reachedAt(
  channel: Channel,
  { phone, email, address }: Pick<Identity, "phone" | "email" | "address">,
): string {
  const known = { none: "", phone, sms: phone, email, letter: address }
  return known[channel]
}

/** Exactly what goes, empty fields left out. */
export function linesOf(identity: Identity): Line[] {
  const { contact, wishes } = identity
  const given: [string, string][] = [
    ["called", identity.called],
    ["full-name", identity.name],
    ["born", identity.born],
    ["address", identity.address],
    ["phone", identity.phone],
    ["email", identity.email],
  ]
  const lines: Line[] = told(given)
  lines.push(["contact-title", word(`channel-${contact.channel}`)])
  if (contact.channel !== "none") {
    lines.push(
      ...told([
        ["contact-value", contact.value],
        ["contact-hours", contact.hours],
        ["contact-wording", contact.wording],
      ]),
    )
  }
  lines.push(["messages-left", word(contact.message ? "yes-message" : "never-message")])
  lines.push(["officer", word(`officer-${wishes.officer}`)])
  lines.push(...told([["interpreter", wishes.interpreter]]))
  if (wishes.accessible) lines.push(["accessible", word("whole-yes")])
  lines.push(...told([["companion", wishes.companion]]))
  lines.push(["report-goes", word("report-goes-what")])
  lines.push(["whole-short", word(identity.conversation ? "whole-yes" : "whole-no")])
  return lines
}

function told(given: readonly (readonly [string, string])[]): Line[] {
  return given.filter(([, value]) => value).map(([key, value]) => [key, text(value)])
}
