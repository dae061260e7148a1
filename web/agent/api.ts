/**
 * Asking the server, with the credential that lives in this tab's memory only.
 * A refusal is a `Refused` with the server's stable word; no network, `Unreachable`.
 */

/** The server said no, on purpose. `code` is listed in docs/reference/errors.md. */
export class Refused extends Error {
  override readonly name = "Refused"
  readonly code: string
  readonly status: number

  constructor(code: string, status: number) {
    super(code)
    this.code = code
    this.status = status
  }
}

/** Nothing answered, or something that is not Havre did. */
export class Unreachable extends Error {
  override readonly name = "Unreachable"
}

/** What is asked of the network: `fetch`, or a test's own. */
export type Ask = (path: string, init: RequestInit) => Promise<Response>

export class Api {
  readonly #ask: Ask
  #token: string | null = null

  constructor(ask: Ask) {
    this.#ask = ask
  }

  /** The credential, for the line of a conversation. Empty when signed out. */
  get token(): string {
    return this.#token ?? ""
  }

  /** Bear this credential from now on; `null` forgets it. */
  bear(token: string | null): void {
    this.#token = token
  }

  /** @throws {Refused | Unreachable} */
  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.#go<T>(path, signal ? { method: "GET", signal } : { method: "GET" })
  }

  /**
   * Answers `null` for an empty answer (204).
   * @throws {Refused | Unreachable}
   */
  post<T = null>(path: string, body?: object): Promise<T> {
    if (body === undefined) return this.#go<T>(path, { method: "POST" })
    return this.#go<T>(path, { method: "POST", body: JSON.stringify(body) })
  }

  /** A last word that outlives the page; its answer is not awaited. */
  farewell(path: string): void {
    void this.#go(path, { method: "POST", keepalive: true }).catch(() => null)
  }

  async #go<T>(path: string, init: RequestInit): Promise<T> {
    const headers = new Headers()
    if (init.body) headers.set("Content-Type", "application/json")
    if (this.#token) headers.set("Authorization", `Bearer ${this.#token}`)
    const answer = await this.#reach(path, { ...init, headers, cache: "no-store" })
    if (answer.status === 204) return null as T
    const said: unknown = await answer.json().catch(() => null)
    if (answer.ok && said !== null) return said as T
    throw new Refused(codeOf(said), answer.status)
  }

  async #reach(path: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#ask(path, init)
    } catch (cause) {
      if (init.signal?.aborted) throw cause
      throw new Unreachable("no answer")
    }
  }
}

function codeOf(said: unknown): string {
  if (said && typeof said === "object" && "code" in said) {
    if (typeof said.code === "string") return said.code
  }
  return "unexpected"
}
