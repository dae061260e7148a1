/** The doors of the report room behaving, in front of a server of console tests. */
import type { Court, Transmission } from "../agent/court-shapes.ts"
import { type Bytes, fromBase64 } from "../shared/bytes.ts"
import { readReport, type Report } from "../shared/documents.ts"
import { openReport, reportKey } from "../shared/report.ts"
import type { Server } from "./agent-server.ts"

interface Version {
  readonly version: number
  readonly parts: readonly string[]
}

export const COURT: Court = {
  id: "tj-paris",
  name: "tribunal judiciaire de Paris",
  address: "Parvis du tribunal, 75017 Paris",
  phone: "01 00 00 00 00",
  email: "permanence@exemple.fr",
}

/** What these doors keep. */
export class ReportDoors {
  versions: Version[] = []
  readonly transmissions: Record<string, unknown>[] = []
  readonly #server: Server
  readonly #id: string

  constructor(server: Server, conversation: string) {
    this.#server = server
    this.#id = conversation
    const at = `/v1/conversations/${conversation}`
    server.gives.set(`GET ${at}/report-text`, () => [200, this.#latest()])
    server.gives.set(`POST ${at}/report-text`, (body: Version) => this.#write(body))
    server.gives.set(`POST ${at}/transmissions`, (body: object) => {
      const transmission = `t${this.transmissions.push({ ...body })}`
      return [201, { transmission }]
    })
    server.gives.set("GET /v1/courts", {
      court: COURT,
      others: [],
      certain: true,
      doubt: "",
      day: "2026-11-01",
      source: "Ministère de la justice",
    })
    server.gives.set("GET /v1/centres", {
      centres: [
        {
          force: "PN",
          name: "CIC de Paris",
          phone: "0100000017",
          checked: "2026-11-01",
        },
      ],
      day: "2026-11-01",
    })
  }

  /** What stands on the server, opened. */
  async read(ck: Bytes): Promise<Report> {
    const { version, parts } = this.#latest()
    const key = await reportKey(ck)
    return readReport(await openReport(key, this.#id, version, parts.map(fromBase64)))
  }

  /** Accept acts on a transmission. */
  follow(transmission: string): void {
    for (const act of ["sent", "acknowledged", "outcome"]) {
      this.#server.accepts.add(`POST /v1/transmissions/${transmission}/${act}`)
    }
  }

  #latest(): Version {
    return this.versions.at(-1) ?? { version: 0, parts: [] }
  }

  #write({ version, parts }: Version): [number, unknown] {
    if (version !== this.#latest().version + 1) return [409, { code: "taken" }]
    this.versions.push({ version, parts })
    return [204, null]
  }
}

export function aTransmission(but: Partial<Transmission> = {}): Transmission {
  return {
    transmission: "t1",
    conversation: "c1",
    kind: "prosecutor",
    target: "tj-paris",
    name: COURT.name,
    urgent: false,
    at: 1,
    by: "m1",
    sent_at: null,
    sent_by: null,
    channel: null,
    acknowledged_at: null,
    acknowledged_by: null,
    outcome: null,
    withdrawn_at: null,
    overdue: false,
    hash: null,
    readable: false,
    kept: false,
    ...but,
  }
}
