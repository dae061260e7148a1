/**
 * Who is at the console: out, joining, in, or locked. Holds the credential and the
 * officer's keys, in memory only; a reload signs out.
 */
import { signal } from "@preact/signals"
import { fromBase64, toBase64 } from "../shared/bytes.ts"
import { deriveKey } from "../shared/blocks.ts"
import { importPair, makeKeyPair } from "../shared/envelopes.ts"
import {
  deriveMember,
  type MemberKeys,
  newSalt,
  unwrapPrivate,
  wrapPrivate,
} from "../shared/member-key.ts"
import { CannotOpen } from "../shared/sealing-errors.ts"
import type { Api } from "./api.ts"
import { Correct, KeyRefused } from "./explain.ts"
import { Keyring, type Known } from "./keyring.ts"
import type { Invited, Member, SignedIn } from "./shapes.ts"
import { words } from "./words.ts"

export const PASSWORD_LEAST = 12 // characters
const UNLOCKS = 5 // wrong passwords, then signed out

export type Phase = "out" | "joining" | "in" | "locked"

/** What the rest of the console does when keys come and go. */
export interface Around {
  /** The keys are there: watch the desk. */
  opened(): void
  /** The keys are gone: drop every word and key of every conversation. */
  shut(why: "locked" | "out"): void
}

export class Session {
  readonly phase = signal<Phase>("out")
  readonly member = signal<Member | null>(null)
  /** Why the officer is out, when it was not asked for. */
  readonly notice = signal("")
  invitation = ""
  readonly #api: Api
  readonly #around: Around
  #wrapped: SignedIn | null = null
  #keys: Keyring | null = null
  #known: Known = { recovery: null }
  #failures = 0
  #unsaidKey: CryptoKey | null = null

  constructor(api: Api, around: Around) {
    this.#api = api
    this.#around = around
  }

  /** Whether this member answers visitors. */
  get answers(): boolean {
    return this.member.value?.roles.includes("agent") ?? false
  }

  /** @throws {KeyRefused} locked or signed out. */
  get keys(): Keyring {
    if (!this.#keys) throw new KeyRefused("locked")
    return this.#keys
  }

  /** Seals what was being written while locked; the same after the password. */
  get unsaidKey(): CryptoKey | null {
    return this.#unsaidKey
  }

  /** @throws {Refused | Unreachable | KeyRefused} */
  async signIn(name: string, password: string): Promise<void> {
    const { salt } = await this.#api.post<{ salt: string }>("/v1/sign-in/salt", {
      name,
    })
    const mine = await deriveMember(password, fromBase64(salt))
    const auth = toBase64(mine.auth)
    const signedIn = await this.#api.post<SignedIn>("/v1/sign-in", { name, auth })
    await this.#enter(signedIn, mine)
  }

  beginJoining(code: string): void {
    this.invitation = code
    this.phase.value = "joining"
  }

  forgetInvitation(): void {
    this.invitation = ""
    this.phase.value = "out"
  }

  /** What an invitation offers. @throws {Refused | Unreachable} */
  look(code: string): Promise<Invited> {
    return this.#api.post<Invited>("/v1/invitations/look", { code })
  }

  /** Make this officer's key here, and join. @throws {Refused | Unreachable} */
  async join(code: string, name: string, password: string): Promise<void> {
    const salt = newSalt()
    const mine = await deriveMember(password, salt)
    const pair = await makeKeyPair()
    const wrapped = await wrapPrivate(mine.wrap, name, pair.privateKey)
    pair.privateKey.fill(0)
    const signedIn = await this.#api.post<SignedIn>("/v1/join", {
      code,
      name,
      auth: toBase64(mine.auth),
      salt: toBase64(salt),
      public: toBase64(pair.publicKey),
      wrapped: toBase64(wrapped),
    })
    this.invitation = ""
    await this.#enter(signedIn, mine)
  }

  /** Drop keys and words; the credential stays, the password opens again. */
  lock(): void {
    if (this.phase.value !== "in") return
    this.#shut("locked")
    this.phase.value = "locked"
  }

  /**
   * Check the password here, by unwrapping the key: the server is not asked.
   * @throws {Correct} wrong.
   */
  async unlock(password: string): Promise<void> {
    const held = this.#wrapped
    if (!held || this.phase.value !== "locked") return
    const mine = await deriveMember(password, fromBase64(held.salt))
    try {
      await this.#open(held, mine)
    } catch (cause) {
      if (!(cause instanceof CannotOpen)) throw cause
      this.#failures += 1
      if (this.#failures < UNLOCKS) throw new Correct(words.unlockWrong)
      this.signOut(words.unlockTooMany)
    }
  }

  /**
   * Both parts change in one transaction of the server's; other sessions end.
   * @throws {Correct | Refused | Unreachable}
   */
  async changePassword(now: string, next: string): Promise<void> {
    const held = this.#wrapped
    if (!held) return
    const { name } = held.member
    const former = await deriveMember(now, fromBase64(held.salt))
    const privateKey = await unwrapPrivate(
      former.wrap,
      name,
      fromBase64(held.wrapped),
    ).catch(() => {
      throw new Correct(words.unlockWrong)
    })
    const salt = newSalt()
    const mine = await deriveMember(next, salt)
    const wrapped = toBase64(await wrapPrivate(mine.wrap, name, privateKey))
    privateKey.fill(0)
    await this.#api.post("/v1/password", {
      auth: toBase64(former.auth),
      new_auth: toBase64(mine.auth),
      new_salt: toBase64(salt),
      new_wrapped: wrapped,
    })
    this.#wrapped = { ...held, salt: toBase64(salt), wrapped }
  }

  /** Forget everything here first; then tell the server, if it answers. */
  signOut(notice = ""): void {
    if (this.phase.value === "out") return
    this.#shut("out")
    this.#wrapped = null
    this.#failures = 0
    this.member.value = null
    this.notice.value = notice
    this.phase.value = "out"
    this.#api.farewell("/v1/sign-out")
    this.#api.bear(null)
  }

  async #enter(signedIn: SignedIn, mine: MemberKeys): Promise<void> {
    this.#api.bear(signedIn.token)
    this.#wrapped = signedIn
    this.#known = { recovery: null }
    this.notice.value = ""
    try {
      await this.#open(signedIn, mine)
    } catch (cause) {
      this.phase.value = "locked" // so that signing out forgets the credential
      this.signOut()
      throw cause instanceof CannotOpen ? new KeyRefused("own key") : cause
    }
  }

  async #open(held: SignedIn, mine: MemberKeys): Promise<void> {
    const { member } = held
    const wrapped = fromBase64(held.wrapped)
    const privateKey = await unwrapPrivate(mine.wrap, member.name, wrapped)
    const publicKey = fromBase64(member.public)
    const own = await importPair({ privateKey, publicKey })
    this.#unsaidKey = await deriveKey(privateKey, "havre unsaid")
    privateKey.fill(0)
    this.#failures = 0
    this.#keys = new Keyring(this.#api, member.id, own, this.#known)
    this.member.value = member
    this.phase.value = "in"
    this.#around.opened()
  }

  #shut(why: "locked" | "out"): void {
    this.#keys?.drop()
    this.#keys = null
    this.#around.shut(why)
    this.#unsaidKey = null
  }
}
