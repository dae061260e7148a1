/**
 * An address or a helper goes to her as a card does: at once, sealed, beside what is
 * being written, and a sealed note keeps that it went. She alone decides what follows.
 */
import { messageTold, noteOfCard, type Told } from "./card-text.ts"
import type { Referral } from "./course-shapes.ts"
import { dayShown } from "./zoned.ts"
import type { Station } from "./shapes.ts"
import type { Talk } from "./talk.ts"
import { words } from "./words.ts"

/** Seal and send. @throws {Correct} nothing may be said now. */
export function tellPlace(talk: Talk, told: Told): void {
  talk.say(messageTold(told), noteOfCard(told, "plain"))
}

/** Where to go. @param edition - the day of the list it comes from. */
export function stationTold(station: Station, edition: string): Told {
  const { id, name, address, postcode, commune, phone, hours } = station
  return {
    key: id,
    title: name,
    text: lines([
      `${address}, ${postcode} ${commune}`,
      phone && words.toldPhone(phone),
      hours && words.toldHours(hours),
      words.toldAnyStation,
    ]),
    version: dayNumber(edition),
  }
}

/** Who helps, and how to reach them. */
export function referralTold(referral: Referral): Told {
  const { name, address, phone, email, url, hours, checked } = referral
  return {
    key: keyNoted(referral),
    title: name,
    text: lines([
      address,
      phone && words.toldPhone(phone),
      email && words.toldEmail(email),
      url && words.toldSite(url),
      hours && words.toldHours(hours),
      words.toldChecked(dayShown(checked)),
      words.toldYouDecide,
    ]),
    version: dayNumber(checked),
  }
}

/** As the note has it: « line:116 006 » would not be read again there. */
export function keyNoted({ key }: Pick<Referral, "key">): string {
  return key.replace(/[\s(),]+/g, "-")
}

function lines(all: readonly string[]): string {
  return all.filter(Boolean).join("\n")
}

/** 2026-11-26 as 20261126: what stands as a version is the day of the list. */
function dayNumber(day: string): number {
  return Number(day.replace(/-/g, "")) || 0
}
