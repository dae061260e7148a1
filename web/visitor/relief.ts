/**
 * Calling other desks in: when the desks that know her conversation stay silent, the
 * server asks this tab to seal the conversation's key to others. It is done behind,
 * once for each key; one that fails is tried again when the next state asks for it.
 */
import { type Bytes, fromBase64, toBase64 } from "../shared/bytes.ts"
import type { Target } from "../shared/frames.ts"
import { sealTo } from "../shared/sealing.ts"
import type { Envelope } from "./server.ts"

/** `CK` sealed to each of `targets`. */
export function sealToEach(
  targets: readonly Target[],
  purpose: "conversation" | "relief",
  subject: string,
  ck: Bytes,
): Promise<Envelope[]> {
  return Promise.all(
    targets.map(async ({ desk, epoch, public: key }) => {
      const label = { purpose, subject, target: desk, epoch }
      const sealed = await sealTo(fromBase64(key), label, ck)
      return { desk, epoch, sealed: toBase64(sealed) }
    }),
  )
}

/** A conversation whose key is still in this tab; null once it was forgotten. */
type Keeper = () => { readonly id: string; readonly ck: Bytes } | null

export class Relief {
  readonly #held: Keeper
  readonly #send: (envelopes: readonly Envelope[]) => Promise<void>
  #done = new Set<string>()

  /** @param held - asked again once sealed: a key forgotten meanwhile is all zeros. */
  constructor(held: Keeper, send: (envelopes: readonly Envelope[]) => Promise<void>) {
    this.#held = held
    this.#send = send
  }

  /** Seal to each key of `wanted` that was not sealed to before. Never fails. */
  async seal(wanted: readonly Target[]): Promise<void> {
    const asked = wanted.filter((target) => !this.#done.has(name(target)))
    const held = this.#held()
    if (!held || asked.length === 0) return
    for (const target of asked) this.#done.add(name(target))
    try {
      const envelopes = await sealToEach(asked, "relief", held.id, held.ck)
      if (this.#held() === held) await this.#send(envelopes)
    } catch {
      for (const target of asked) this.#done.delete(name(target))
    }
  }
}

function name({ desk, epoch }: Target): string {
  return `${desk} ${epoch}`
}
