/**
 * The officer's keys while the console is open: the private key, and the desk keys that
 * grants give. The only file that opens a grant or seals to a desk.
 *
 * A desk key is used only if its public part stands in the verified chain: a server
 * that hands out another key is refused, whichever way the key goes.
 */
import { signal } from "@preact/signals"
import type { Api } from "./api.ts"
import { type Bytes, fromBase64, toBase64 } from "../shared/bytes.ts"
import {
  BrokenChain,
  currentDeskKey,
  deskPoint,
  verifyDeskKeys,
} from "../shared/desk-keys.ts"
import { importPair, openSealed, type RawPair } from "../shared/envelopes.ts"
import { type Purpose, sealTo } from "../shared/sealing.ts"
import { KeyRefused, ListRefused } from "./explain.ts"
import type {
  Desk,
  DeskKeyList,
  DeskKeyRow,
  Envelope,
  Grants,
  KeyName,
} from "./shapes.ts"

export const RECOVERY = "recovery"
const RECOVERY_EPOCH = 1

/** What is known of desk keys; nothing here is secret. */
export interface KeyNews {
  readonly rows: readonly DeskKeyRow[]
  readonly recovery: string | null
  readonly grants: Grants
}

/** A secret sealed to the key of a desk. */
export interface SealedKey {
  readonly desk: Desk
  readonly epoch: number
  readonly sealed: string
}

/** A secret, as sealed for a desk, a station or the recovery key. */
export interface SealedFor {
  readonly target: KeyName | typeof RECOVERY
  readonly epoch: number
  readonly sealed: string
}

/** What must stay the same from sign-in to sign-out, through locks. */
export interface Known {
  /** The recovery key first shown; null before there is one. */
  recovery: string | null
}

export class Keyring {
  readonly news = signal<KeyNews | null>(null)
  /** The list of desk keys does not hold together: seal nothing, open nothing. */
  readonly broken = signal(false)
  /** The server shows another recovery key than it did: seal nothing to it. */
  readonly swapped = signal(false)
  readonly #api: Api
  readonly #member: string
  readonly #known: Known
  #own: CryptoKeyPair | null
  #pairs = new Map<string, Promise<CryptoKeyPair>>()

  /**
   * @param own - the officer's pair, its private part not extractable.
   * @param known - what this session has seen already.
   */
  constructor(api: Api, member: string, own: CryptoKeyPair, known: Known) {
    this.#api = api
    this.#member = member
    this.#known = known
    this.#own = own
  }

  /** Forget every private key. What is asked afterwards is refused. */
  drop(): void {
    this.#own = null
    this.#pairs = new Map()
    this.news.value = null
  }

  /**
   * Read the list of desk keys and the grants again.
   * @throws {ListRefused} the list was altered, or cut since it was last read; or the
   *   recovery key is not the one first seen in this session.
   */
  async refresh(): Promise<KeyNews> {
    const [list, grants] = await Promise.all([
      this.#api.get<DeskKeyList>("/v1/desk-keys"),
      this.#api.get<Grants>("/v1/grants"),
    ])
    const known = this.news.value?.rows.at(-1)
    try {
      await verifyDeskKeys(list.keys, known)
    } catch (cause) {
      this.broken.value = true
      throw cause instanceof BrokenChain ? new ListRefused("chain") : cause
    }
    this.expectRecovery(list.recovery)
    const news = { rows: list.keys, recovery: list.recovery, grants }
    if (this.#own) this.news.value = news
    return news
  }

  /**
   * From the first one on, every recovery key must be that one.
   * @throws {ListRefused} it is another, or gone.
   */
  expectRecovery(shown: string | null): void {
    this.#known.recovery ??= shown
    this.swapped.value = this.#known.recovery !== shown
    if (this.swapped.value) throw new ListRefused("recovery")
  }

  /** Whether a grant of this desk's present key is ours. */
  holds(desk: KeyName): boolean {
    const row = this.current(desk)
    return row !== undefined && this.#granted(desk, row.epoch)
  }

  /** The same, those that a grant of ours opens first: after a transfer, several lie. */
  oursFirst(envelopes: readonly Envelope[]): readonly Envelope[] {
    const ours = envelopes.filter(({ desk, epoch }) => this.#granted(desk, epoch))
    return [...ours, ...envelopes.filter((one) => !ours.includes(one))]
  }

  /** The row of the key in use, if the desk has one. */
  current(desk: KeyName): DeskKeyRow | undefined {
    const rows = this.news.value?.rows ?? []
    return currentDeskKey(rows, desk) as DeskKeyRow | undefined
  }

  /**
   * Open what is sealed to a desk, with a key one of our grants gives.
   * @throws {KeyRefused} no grant of that epoch, or not of the key in the chain.
   * @throws {CannotOpen} not sealed for this conversation and purpose.
   */
  async open(envelope: Envelope, conversation: string): Promise<Bytes> {
    const { desk, epoch, purpose } = envelope
    const pair = await this.#pair(desk, epoch)
    const label = { purpose, subject: conversation, target: desk, epoch }
    return openSealed(pair, label, fromBase64(envelope.sealed))
  }

  /**
   * The pair of a key's epoch, to open what is sealed to it.
   * @throws {KeyRefused} no grant of that epoch, or not of the key in the chain.
   */
  pair(name: KeyName, epoch: number): Promise<CryptoKeyPair> {
    return this.#pair(name, epoch)
  }

  /**
   * The private part of a desk key, to grant it to somebody. `fill(0)` it afterwards.
   * @throws {KeyRefused} no grant of that epoch, or not of the key in the chain.
   */
  async deskPair(desk: KeyName, epoch: number): Promise<RawPair> {
    const news = this.news.value ?? (await this.refresh())
    const row = news.rows.find((one) => one.desk === desk && one.epoch === epoch)
    const grant = news.grants.mine.find(
      (one) => one.desk === desk && one.epoch === epoch,
    )
    if (!row || !grant || !this.#own) throw new KeyRefused("no such key here")
    const label = {
      purpose: "grant",
      subject: this.#member,
      target: desk,
      epoch,
    } as const
    try {
      const privateKey = await openSealed(this.#own, label, fromBase64(grant.sealed))
      const pair = { privateKey, publicKey: deskPoint(row) }
      await importPair(pair) // refuses a private key that is not the chain's
      return pair
    } catch {
      throw new KeyRefused("a grant of another key")
    }
  }

  /** @throws {KeyRefused} the desk has no key in the verified chain. */
  async sealToDesk(
    desk: Desk,
    purpose: Purpose,
    conversation: string,
    secret: Bytes,
  ): Promise<SealedKey> {
    const { epoch, point } = this.#keyOf(desk)
    const label = { purpose, subject: conversation, target: desk, epoch }
    return { desk, epoch, sealed: toBase64(await sealTo(point, label, secret)) }
  }

  /**
   * The two envelopes that put a conversation outside erase.
   * @throws {KeyRefused} no desk key in the chain, or no recovery key.
   */
  async sealReport(desk: Desk, conversation: string, ck: Bytes): Promise<SealedFor[]> {
    await this.refresh()
    return this.#sealAll([desk], "report", conversation, ck)
  }

  /**
   * The envelopes of a file: for the station if it has Havre, the desk, and recovery.
   * @throws {Refused | Unreachable | KeyRefused}
   */
  async sealFile(
    desk: Desk,
    station: string,
    file: string,
    fk: Bytes,
  ): Promise<SealedFor[]> {
    await this.refresh()
    const investigation = `investigation.${station}` as const
    const targets = this.current(investigation) ? [investigation, desk] : [desk]
    return this.#sealAll(targets, "file", file, fk)
  }

  /**
   * The key of a file, as her tab sealed it to a desk. `fill(0)` it afterwards.
   * @throws {KeyRefused} no grant of that epoch, or not of the key in the chain.
   * @throws {CannotOpen} not sealed for this file.
   */
  async openFile({ desk, epoch, sealed }: SealedKey, file: string): Promise<Bytes> {
    const pair = await this.#pair(desk, epoch)
    const label = { purpose: "file", subject: file, target: desk, epoch } as const
    return openSealed(pair, label, fromBase64(sealed))
  }

  /** Seal to each of these keys of the chain, and to recovery. @throws {KeyRefused} */
  async #sealAll(
    targets: readonly KeyName[],
    purpose: "report" | "file",
    subject: string,
    secret: Bytes,
  ): Promise<SealedFor[]> {
    const recovery = this.news.value?.recovery
    if (!recovery) throw new KeyRefused("no recovery key")
    const toRecovery = {
      target: RECOVERY,
      epoch: RECOVERY_EPOCH,
      point: fromBase64(recovery),
    } as const
    const all = [...targets.map((target) => this.#keyOf(target)), toRecovery]
    return Promise.all(
      all.map(async ({ target, epoch, point }) => {
        const sealed = await sealTo(point, { purpose, subject, target, epoch }, secret)
        return { target, epoch, sealed: toBase64(sealed) }
      }),
    )
  }

  /** @throws {KeyRefused} it has no key in the verified chain. */
  #keyOf(target: KeyName) {
    const row = this.current(target)
    if (!row || this.broken.value) throw new KeyRefused("a key outside the chain")
    return { target, epoch: row.epoch, point: deskPoint(row) }
  }

  #granted(desk: KeyName, epoch: number): boolean {
    const mine = this.news.value?.grants.mine ?? []
    return mine.some((grant) => grant.desk === desk && grant.epoch === epoch)
  }

  #pair(desk: KeyName, epoch: number): Promise<CryptoKeyPair> {
    const name = `${desk} ${epoch}`
    const known = this.#pairs.get(name)
    if (known) return known
    const pair = this.#opened(desk, epoch)
    this.#pairs.set(name, pair)
    pair.catch(() => this.#pairs.delete(name))
    return pair
  }

  async #opened(desk: KeyName, epoch: number): Promise<CryptoKeyPair> {
    if (!this.#granted(desk, epoch)) await this.refresh() // it may have come since
    const raw = await this.deskPair(desk, epoch)
    const pair = await importPair(raw)
    raw.privateKey.fill(0)
    return pair
  }
}
