/** Her answer to a transfer that is announced: given once, and again if it was lost. */
import type { Transfer } from "../shared/frames.ts"
import { Refused } from "./server.ts"

export class TransferAnswer {
  readonly #send: (agree: boolean) => Promise<void>
  #asked = ""
  #given = false
  #lost = false

  constructor(send: (agree: boolean) => Promise<void>) {
    this.#send = send
  }

  /** True while she may answer. */
  get wanted(): boolean {
    return this.#asked !== "" && !this.#given
  }

  /** True when the answer did not reach the server. */
  get lost(): boolean {
    return this.#lost
  }

  /** What is announced now; another one wants another answer. */
  follow(transfer: Transfer | null): void {
    const asked = transfer && !transfer.refused
    const now = asked ? JSON.stringify([transfer.desk, transfer.agent]) : ""
    if (now !== this.#asked) this.#given = this.#lost = false
    this.#asked = now
  }

  /** Never fails: what is lost is `lost`, and may be given again. */
  async give(agree: boolean): Promise<void> {
    if (!this.wanted) return
    this.#given = true
    this.#lost = false
    try {
      await this.#send(agree)
    } catch (refusal) {
      // Refused, there is none to answer any more: the next state says where she is.
      this.#lost = !(refusal instanceof Refused)
      this.#given = !this.#lost
    }
  }
}
