/** A conversation that leads somewhere: a station, an accord, what she gave. */
import type { Course } from "../agent/course.ts"
import { courseOf } from "../agent/course.ts"
import type { FileNeeds } from "../agent/file-making.ts"
import type { Station } from "../agent/shapes.ts"
import { toBase64 } from "../shared/bytes.ts"
import type { Identity } from "../shared/documents.ts"
import { makeKeyPair, type RawPair } from "../shared/envelopes.ts"
import { fileKeys, newFile, sealIdentity } from "../shared/file.ts"
import type { Course as ToldCourse } from "../shared/frames.ts"
import { sealTo } from "../shared/sealing.ts"
import { anOpenTalk, type Open } from "./agent-line.ts"
import { anIdentity } from "./documents.ts"

export const STATION: Station = {
  id: "fictif-pn-75111",
  force: "PN",
  name: "Commissariat fictif du 11e",
  address: "1 rue Fictive",
  postcode: "75011",
  commune: "Paris 11e",
  phone: "01 00 00 00 11",
  hours: "tous les jours, 24 h sur 24",
  km: 0.4,
  competent: true,
  havre: true,
  zone: "Europe/Paris",
  seasonal: false,
}

export interface Led extends Open {
  readonly course: Course
  readonly needs: () => FileNeeds
  /** Of the station, in the chain; its private part is for the test alone. */
  readonly investigation: RawPair
  /** The door of this conversation: "POST /v1/conversations/…/file". */
  readonly door: (method: string, act: string) => string
  /** The state tells where it leads. */
  readonly tell: (but?: Partial<ToldCourse>, report?: boolean) => void
  /** She has agreed, and gives this. */
  readonly give: (but?: Partial<Identity>, revision?: number) => Promise<void>
}

/** A report is open and nothing is asked yet. @param havre - the station has a key. */
export async function aLedTalk(havre = true): Promise<Led> {
  const open = await anOpenTalk()
  const { house, talk, line, held } = open
  const investigation = await makeKeyPair()
  if (havre) {
    const point = toBase64(investigation.publicKey)
    await house.server.addRow(`investigation.${STATION.id}`, 1, point)
  }
  const { gives } = house.server
  const door = (method: string, act: string) =>
    `${method} /v1/conversations/${talk.id}/${act}`
  gives.set(`GET /v1/stations/${STATION.id}`, STATION)
  gives.set(door("GET", "report-text"), {
    envelopes: [],
    memory: false,
    version: 0,
    parts: [],
  })
  const course = courseOf(talk, house.api)
  const needs = () => ({ api: house.api, keys: house.session.keys, talk, course })
  const tell = (but: Partial<ToldCourse> = {}, report = true) => {
    const told = { station: STATION.id, accord: "given", slots: [], appointment: null }
    line.state(held, { report, course: { ...told, ...but } as ToldCourse })
  }
  const { id: file, fk } = newFile()
  const give = async (but: Partial<Identity> = {}, revision = 1) => {
    const identity = anIdentity(but)
    const keys = await fileKeys(fk)
    const text = JSON.stringify(identity)
    const sealed = await sealIdentity(keys, file, revision, text)
    const label = {
      purpose: "file",
      subject: file,
      target: "police",
      epoch: 1,
    } as const
    const envelope = toBase64(await sealTo(house.desk.publicKey, label, fk))
    gives.set(door("GET", "identity"), {
      file,
      revision,
      envelope: { desk: "police", epoch: 1, sealed: envelope },
      identity: toBase64(sealed),
      conversation: identity.conversation,
    })
  }
  return { ...open, course, needs, investigation, door, tell, give }
}
