/**
 * Her appointment: the number is made here and told to nobody but her; the name to call
 * is sealed to the reception of that station.
 */
import { makeNumber, numberHash } from "../shared/appointment-number.ts"
import { randomId, toBase64 } from "../shared/bytes.ts"
import { currentDeskKey, deskPoint } from "../shared/desk-keys.ts"
import { sealName } from "../shared/reception.ts"
import type { Doors, Meeting, Slot, Taken } from "./course-doors.ts"
import { Unreachable } from "./server.ts"

/** An hour that was asked for, until it is known whether the asking arrived. */
interface Tried {
  readonly at: number
  readonly called: string
  readonly number: string
  readonly taken: Taken
}

export class Appointment {
  readonly #doors: Pick<Doors, "keys" | "take" | "move" | "cancel">
  #number = ""
  #tried: Tried | null = null
  #left = false

  constructor(doors: Pick<Doors, "keys" | "take" | "move" | "cancel">) {
    this.#doors = doors
  }

  /** The number of the hour that she has taken in this tab; else empty. */
  get number(): string {
    return this.#number
  }

  /**
   * Take an hour. Asked again after its answer was lost, it is the same number.
   *
   * @param called - what the reception may call.
   * @throws {Refused | Unreachable | BrokenChain} and then there is no number.
   */
  async take({ slot, at }: Slot, station: string, called: string): Promise<void> {
    const before = this.#tried
    const same = before?.taken.slot === slot && before.called === called
    const tried = same ? before : await this.#make(slot, at, station, called)
    if (this.#left) return
    this.#tried = tried
    await this.#doors.take(tried.taken)
    if (!this.#left) this.#number = tried.number
    this.#tried = null
  }

  /** What the server says of it: an answer that was lost is made up for. */
  follow(meeting: Meeting | null): void {
    if (meeting?.state !== "booked" || meeting.at !== this.#tried?.at) return
    this.#number = this.#tried.number
    this.#tried = null
  }

  /** Another hour for the same number. @throws {Refused | Unreachable} */
  move(slot: string): Promise<void> {
    return this.#doors.move(slot)
  }

  /** @throws {Refused | Unreachable} */
  async cancel(): Promise<void> {
    await this.#doors.cancel()
    this.#number = ""
    this.#tried = null
  }

  forget(): void {
    this.#left = true
    this.#number = ""
    this.#tried = null
  }

  async #make(
    slot: string,
    at: number,
    station: string,
    called: string,
  ): Promise<Tried> {
    const key = currentDeskKey(await this.#doors.keys(), `reception.${station}`)
    if (!key) throw new Unreachable("no key for that reception")
    const appointment = randomId()
    const number = makeNumber()
    const [sealed, hash] = await Promise.all([
      sealName(deskPoint(key), station, key.epoch, appointment, called),
      numberHash(number),
    ])
    const taken = {
      slot,
      appointment,
      number_hash: toBase64(hash),
      reception: { epoch: key.epoch, sealed: toBase64(sealed.key) },
      name: toBase64(sealed.name),
    }
    return { at, called, number, taken }
  }
}
