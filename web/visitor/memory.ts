/** What this tab must forget when it is left: keys, texts, credential, sockets. */
import type { Bytes } from "../shared/bytes.ts"
import type { DirectionKeys } from "../shared/sealing.ts"
import type { Access } from "./exit.ts"

/** A conversation that this tab is in. It lives here and nowhere else. */
export interface Conversation {
  readonly id: string
  readonly token: string
  readonly ck: Bytes
  readonly keys: DirectionKeys
}

export class Memory {
  #conversation: Conversation | null = null
  #forgets: (() => void)[] = []
  #left = false

  get conversation(): Conversation | null {
    return this.#conversation
  }

  /** True once everything was forgotten: what arrives later is to be thrown away. */
  get left(): boolean {
    return this.#left
  }

  /** @returns false when the tab was left meanwhile; then nothing was kept. */
  hold(conversation: Conversation): boolean {
    if (this.#left) {
      conversation.ck.fill(0)
      return false
    }
    this.#conversation = conversation
    return true
  }

  /** Call `forget` when the tab is left. */
  onForget(forget: () => void): void {
    this.#forgets.push(forget)
  }

  access(): Access | null {
    return this.#conversation && accessTo(this.#conversation)
  }

  forget(): void {
    this.#left = true
    this.#conversation?.ck.fill(0)
    this.#conversation = null
    for (const forget of this.#forgets) {
      try {
        forget()
      } catch {
        // One that fails must not keep the others from forgetting.
      }
    }
    this.#forgets = []
  }
}

/** Where a conversation is left for good. */
export function accessTo({ id, token }: { id: string; token: string }): Access {
  return { door: `/v1/conversations/${id}/exit`, token }
}
