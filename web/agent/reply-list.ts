/**
 * Which ready replies are offered, in which order. With a minor the talk must not become
 * a leading interview: the group `mineurs` comes first and alone, and what an offence may
 * be is never proposed (CPP 706-52: a child is heard once, and not by us).
 */
import { signal } from "@preact/signals"
import { folded } from "./french.ts"
import type { Reply } from "./shapes.ts"

/** The search field is to take the focus; taken back once given. */
export const filterAsked = signal(false)

export const MINORS = "mineurs"
const DANGER = "danger"
const LEADING = "qualification"
/** What an older service offers in place of the group `mineurs`. */
const FOR_MINORS = ["ecoute-mineur", "procedure-mineur-seul", "orientation-119"]

export interface Asked {
  /** Words typed to find a reply. */
  readonly filter: string
  readonly minor: boolean
  readonly danger: boolean
  /** With a minor: the other groups too. */
  readonly all: boolean
}

/** One group and its replies, none empty. */
export type Group = readonly [string, readonly Reply[]]

export function offered(replies: readonly Reply[], asked: Asked): readonly Group[] {
  const open = asked.minor ? forMinor(replies, asked.all) : ordered(replies, asked)
  const wanted = folded(asked.filter).split(/\s+/)
  const found = open.filter((reply) => {
    const text = folded(`${reply.title} ${reply.text}`)
    return wanted.every((word) => text.includes(word))
  })
  return grouped(found)
}

/** In danger, what helps then comes first. */
function ordered(replies: readonly Reply[], { danger }: Asked): readonly Reply[] {
  if (!danger) return replies
  const first = replies.filter(({ group }) => group === DANGER)
  return [...first, ...replies.filter((one) => !first.includes(one))]
}

function forMinor(replies: readonly Reply[], all: boolean): readonly Reply[] {
  const theirs = replies.filter(({ group }) => group === MINORS)
  const first = theirs.length > 0 ? theirs : replies.filter(isForMinors)
  if (!all) return first
  const rest = replies.filter((one) => !first.includes(one) && one.group !== LEADING)
  return [...first, ...rest]
}

function isForMinors({ key }: Reply): boolean {
  return FOR_MINORS.includes(key)
}

function grouped(replies: readonly Reply[]): readonly Group[] {
  const groups = new Map<string, Reply[]>()
  for (const reply of replies) {
    const group = groups.get(reply.group)
    if (group) group.push(reply)
    else groups.set(reply.group, [reply])
  }
  return [...groups]
}
