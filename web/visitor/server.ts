/**
 * What a visitor asks of the server, and the two ways it can fail: `Refused`, on purpose,
 * with a stable word; `Unreachable`, when nothing of ours answered.
 * Source: docs/reference/protocol.md §3.
 */
import type { Target } from "../shared/frames.ts"

/** The server said no. `code` is listed in docs/reference/errors.md. */
export class Refused extends Error {
  override readonly name = "Refused"
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

export class Unreachable extends Error {
  override readonly name = "Unreachable"
}

export interface Route {
  readonly communes: readonly { readonly insee: string; readonly name: string }[]
  readonly ask_commune: boolean
  readonly both: boolean
  readonly unstated: boolean
  readonly desk: string | null
  readonly targets: readonly Target[]
  /** Who can answer now; an older server does not say. */
  readonly open?: "open" | "unstaffed" | "closed"
}

/** The credential of a conversation. */
export interface Held {
  readonly id: string
  readonly token: string
}

/** `CK` sealed to one desk key. */
export interface Envelope {
  readonly desk: string
  readonly epoch: number
  /** Base64. */
  readonly sealed: string
}

export interface Commune {
  readonly insee: string
  readonly name: string
  readonly departement: string
}

export interface Opening {
  readonly conversation: string
  readonly postcode: string | null
  readonly commune: string | null
  readonly danger: boolean
  readonly minor: boolean
  readonly language: string
  readonly envelopes: readonly Envelope[]
}

export interface Resumed {
  readonly conversation: string
  readonly token: string
  readonly wrapped: string
}

/** @throws {Refused | Unreachable} */
export async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  let answer: Response
  let said: unknown = null
  try {
    const asked = { cache: "no-store", credentials: "omit", ...init } as const
    answer = await fetch(path, asked)
    if (answer.status !== 204) said = await answer.json()
  } catch {
    throw new Unreachable("no answer")
  }
  if (answer.ok) return said as T
  const { code } = said as { code?: unknown }
  throw new Refused(typeof code === "string" ? code : "unexpected")
}

/** @throws {Refused | Unreachable} */
export function post<T>(path: string, body: object, token?: string): Promise<T> {
  const headers: Record<string, string> = { "Content-Type": "application/json" }
  if (token) headers["Authorization"] = `Bearer ${token}`
  return ask(path, { method: "POST", body: JSON.stringify(body), headers })
}

/** @throws {Refused | Unreachable} `unknown-postcode` when there is no such code. */
export function route(postcode: string | null, commune: string | null): Promise<Route> {
  const query = new URLSearchParams()
  if (postcode) query.set("postcode", postcode)
  if (commune) query.set("commune", commune)
  return ask(`/v1/route?${query}`)
}

/** @throws {Refused | Unreachable} */
export async function communes(name: string): Promise<readonly Commune[]> {
  const query = new URLSearchParams({ q: name })
  return (await ask<{ communes: Commune[] }>(`/v1/communes?${query}`)).communes
}

/** @throws {Refused | Unreachable} `service-closed` when no conversation can be opened. */
export async function open(opening: Opening): Promise<string> {
  return (await post<{ token: string }>("/v1/conversations", opening)).token
}

/** @throws {Refused | Unreachable} */
export function keepCode(
  held: Held,
  code: { readonly auth_hash: string; readonly wrapped: string },
): Promise<void> {
  return postAt(held, "resume-code", code)
}

/** @throws {Refused | Unreachable} `bad-request` when a key is not asked for any more. */
export function addEnvelopes(
  held: Held,
  envelopes: readonly Envelope[],
): Promise<void> {
  return postAt(held, "envelopes", { envelopes })
}

/** @throws {Refused | Unreachable} `wrong-step` when there is no transfer to answer. */
export function answerTransfer(held: Held, agree: boolean): Promise<void> {
  return postAt(held, "transfer-answer", { agree })
}

/** @throws {Refused | Unreachable} `not-found` when it opens nothing. */
export function resume(auth: string): Promise<Resumed> {
  return post("/v1/resume", { auth })
}

/** @throws {Refused | Unreachable} */
export function postAt<T = void>(
  { id, token }: Held,
  door: string,
  body: object,
): Promise<T> {
  return post(`/v1/conversations/${id}/${door}`, body, token)
}
