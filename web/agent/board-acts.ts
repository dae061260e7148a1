/**
 * What a supervisor does from the board, one act at a time: opened, explained, then
 * confirmed. What is typed lives here, not in the view: the board may be renewed, and
 * a refusal said, without losing a letter of it.
 */
import { signal } from "@preact/signals"
import type { Api } from "./api.ts"
import { Correct, explain } from "./explain.ts"
import { words } from "./words.ts"

export type ReasonedAct =
  "raise" | "move" | "reassign" | "take-over" | "join" | "release"
export type ActKind =
  ReasonedAct | "pause" | "unpause" | "close" | "reopen" | "capacity"

/** `subject`: a conversation, a desk or a member by the kind; "" for the service. */
export interface Opened {
  readonly kind: ActKind
  readonly subject: string
}

export const REASON_LEAST = 3 // signs
export const REASON_MOST = 200
export const CAPACITY_MOST = 50

/** In the order of the buttons. */
export const REASONED: readonly ReasonedAct[] = [
  "raise",
  "move",
  "reassign",
  "take-over",
  "join",
  "release",
]

export function asksReason(kind: ActKind): kind is ReasonedAct {
  return REASONED.some((one) => one === kind)
}

/** @throws {Correct} shorter than 3 signs or longer than 200, spaces around apart. */
export function reasonOf(typed: string): string {
  const reason = typed.trim()
  const signs = [...reason].length
  if (signs < REASON_LEAST || signs > REASON_MOST) throw new Correct(words.reasonLength)
  return reason
}

/** @throws {Correct} not a whole number from 1 to 50. */
export function capacityOf(typed: string): number {
  const capacity = /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : 0
  if (capacity < 1 || capacity > CAPACITY_MOST) throw new Correct(words.capacityRange)
  return capacity
}

export class Acting {
  readonly opened = signal<Opened | null>(null)
  readonly reason = signal("")
  /** A desk to move to, or a colleague; "" is the head of the line. */
  readonly target = signal("")
  readonly capacity = signal("")
  readonly trouble = signal("")
  readonly busy = signal(false)
  /** The last act that was done, in words. */
  readonly done = signal("")
  readonly #api: Api
  readonly #me: () => string
  readonly #after: (opened: Opened, answer: unknown) => void

  /**
   * @param me - the supervisor's own id.
   * @param after - what follows once the server has done it.
   */
  constructor(
    api: Api,
    me: () => string,
    after: (opened: Opened, answer: unknown) => void,
  ) {
    this.#api = api
    this.#me = me
    this.#after = after
  }

  /** Ask what is needed. The reason stays while the same conversation is spoken of. */
  begin(opened: Opened, choice = ""): void {
    if (this.busy.value) return
    if (this.opened.value?.subject !== opened.subject) this.reason.value = ""
    this.target.value = opened.kind === "capacity" ? "" : choice
    this.capacity.value = opened.kind === "capacity" ? choice : ""
    this.trouble.value = ""
    this.done.value = ""
    this.opened.value = opened
  }

  /** It cannot be asked, and this is why. */
  refuse(why: string): void {
    this.done.value = ""
    this.trouble.value = why
  }

  cancel(): void {
    if (this.busy.value) return
    this.forget()
  }

  /** Do it. A refusal stands in `trouble`, and what was typed stays. */
  async confirm(): Promise<void> {
    const opened = this.opened.value
    if (!opened || this.busy.value) return
    this.busy.value = true
    this.trouble.value = ""
    try {
      const [path, body] = this.#request(opened)
      const answer = await this.#api.post<unknown>(path, body)
      if (this.opened.value !== opened) return // locked or left meanwhile
      this.forget()
      this.done.value = words.actsDone[opened.kind]
      this.#after(opened, answer)
    } catch (refusal) {
      this.trouble.value = explain(refusal)
    } finally {
      this.busy.value = false
    }
  }

  /** Close it and forget what was typed. */
  forget(): void {
    this.opened.value = null
    this.reason.value = ""
    this.target.value = ""
    this.capacity.value = ""
    this.trouble.value = ""
    this.done.value = ""
  }

  /** @throws {Correct} something typed must be changed first. */
  #request({ kind, subject }: Opened): [string, object] {
    const at = encodeURIComponent(subject)
    if (kind === "close" || kind === "reopen") {
      return ["/v1/service", { closed: kind === "close" }]
    }
    if (kind === "pause" || kind === "unpause") {
      return [`/v1/desks/${at}/pause`, { paused: kind === "pause" }]
    }
    if (kind === "capacity") {
      const capacity = capacityOf(this.capacity.value)
      return [`/v1/members/${at}/capacity`, { capacity }]
    }
    return this.#reasoned(kind, `/v1/conversations/${at}`)
  }

  /** @throws {Correct} no reason, or no desk chosen. */
  #reasoned(kind: ReasonedAct, path: string): [string, object] {
    const reason = reasonOf(this.reason.value)
    const target = this.target.value
    if (kind === "raise") return [`${path}/raise`, { reason }]
    if (kind === "join" || kind === "release") return [`${path}/${kind}`, { reason }]
    if (kind === "take-over")
      return [`${path}/reassign`, { member: this.#me(), reason }]
    if (kind === "reassign") {
      return [`${path}/reassign`, { member: target || null, reason }]
    }
    if (!target) throw new Correct(words.moveChoose)
    return [`${path}/move`, { desk: target, reason }]
  }
}
