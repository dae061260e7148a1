/**
 * Passing a conversation on: to whom, and what the server is told. The keys are sealed
 * here, in the browser; a colleague of the same desk holds its key already.
 */
import { Refused } from "./api.ts"
import { besideOf } from "./beside.ts"
import { Correct } from "./explain.ts"
import type { Keyring, SealedKey } from "./keyring.ts"
import type { Colleague, Desk, DeskView } from "./shapes.ts"
import type { Talk } from "./talk.ts"
import { words } from "./words.ts"

/** Someone, or the line of a desk, that may take it over. */
export interface Target {
  /** Stays the same while the desk is watched: what a form remembers. */
  readonly key: string
  readonly desk: Desk
  /** Null for the line of the desk. */
  readonly member: string | null
  readonly name: string
  /** Free places, or why it cannot be chosen. */
  readonly more: string
  readonly open: boolean
}

/** Who is here, those who can take it first. */
export function people(view: DeskView | null, desk: Desk, keys: Keyring): Target[] {
  const all = (view?.colleagues ?? []).map((one) => person(one, desk, keys))
  return [...all.filter(({ open }) => open), ...all.filter(({ open }) => !open)]
}

/** The lines of the desks that have a key; its own first. */
export function lines(desk: Desk, keys: Keyring): Target[] {
  const all = (Object.keys(words.desks) as Desk[]).filter((one) => keys.current(one))
  const sorted = [
    ...all.filter((one) => one === desk),
    ...all.filter((x) => x !== desk),
  ]
  return sorted.map((one) => ({
    key: `line ${one}`,
    desk: one,
    member: null,
    name: one === desk ? words.transferOwnDesk(words.desks[one]) : words.desks[one],
    more: "",
    open: true,
  }))
}

/** What a form chose, if it may still be chosen. */
export function chosen(targets: readonly Target[], key: string): Target | undefined {
  return targets.find((one) => one.key === key && one.open)
}

/**
 * Seal the keys to the target and announce the transfer to the visitor.
 * @throws {Correct | Refused | Unreachable | KeyRefused} nothing has gone.
 */
export async function announce(
  talk: Talk,
  target: Target,
  leaveNotes: boolean,
): Promise<void> {
  if (!talk.writable.value) throw new Correct(words.transferNotNow)
  const { desk, member } = target
  const stays = desk === talk.desk.value
  const sealed = stays ? null : await talk.sealedFor(desk)
  try {
    await talk.post("transfer", {
      fence: talk.held.value.fence,
      desk,
      member,
      envelope: sealed && withoutDesk(sealed.ck),
      note_envelope: sealed?.notes && !leaveNotes ? withoutDesk(sealed.notes) : null,
    })
  } catch (cause) {
    const gone = cause instanceof Refused && cause.code === "not-there"
    throw gone ? new Correct(words.transferNotThere) : cause
  }
}

/**
 * Take it back before it went, or put away her refusal; another may then be announced.
 * @throws {Refused | Unreachable}
 */
export async function takeBack(talk: Talk): Promise<void> {
  await talk.post("transfer-cancel", { fence: talk.held.value.fence })
  besideOf(talk).progress.value = "typing"
}

function person(one: Colleague, desk: Desk, keys: Keyring): Target {
  const keyed = one.desks.filter((each) => keys.current(each))
  const at = keyed.includes(desk) ? desk : keyed[0]
  const free = one.capacity - one.held
  const refusal = at ? refused(one, free) : words.transferNoKey
  return {
    key: `member ${one.member}`,
    desk: at ?? desk,
    member: one.member,
    name: `${one.shown_name} · ${words.desks[at ?? desk]}`,
    more: refusal || words.transferFree(free),
    open: refusal === "",
  }
}

function refused({ status }: Colleague, free: number): string {
  if (status === "pause") return words.transferPaused
  if (status === "away") return words.transferAway
  return free > 0 ? "" : words.transferFull
}

function withoutDesk({ epoch, sealed }: SealedKey) {
  return { epoch, sealed }
}
