/** Who else helps: the nearest first, sent as a card, and she alone decides. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { sentCards } from "../agent/card-text.ts"
import type { Referral } from "../agent/course-shapes.ts"
import { offeredReferrals } from "../agent/referral-list.ts"
import { ENTRY_TEMPLATE, mustBeEntry } from "../agent/text-entry.ts"
import { referralTold, tellPlace } from "../agent/told-places.ts"
import { until } from "./agent-desk.ts"
import { anOpenTalk, message, SAID_KEYS } from "./agent-line.ts"

function aReferral(key: string, but: Partial<Referral> = {}): Referral {
  return {
    key,
    need: ["logement"],
    name: `Aide ${key}`,
    address: "2 rue Fictive, 75011 Paris",
    phone: "01 00 00 00 22",
    email: "",
    url: "",
    hours: "lundi au vendredi, 9 h à 17 h",
    scope: "departement",
    checked: "2026-11-20",
    source: "annuaire fictif",
    certain: true,
    km: 3,
    ...but,
  }
}

const NATIONAL = aReferral("national", { scope: "national", km: null })
const NEAR = aReferral("near", { km: 1.2, need: ["logement", "enfants"] })
const FAR = aReferral("far", { km: 12 })

test("a need leaves only who helps with it, in the order of the service", () => {
  const all = [FAR, NEAR, NATIONAL]
  assert.deepEqual(all, offeredReferrals(all, null))
  assert.deepEqual([NEAR], offeredReferrals([NATIONAL, FAR, NEAR], "enfants"))
  assert.deepEqual([], offeredReferrals([NATIONAL, FAR], "lgbt"))
})

test("it goes as a card that says since when it is true, and that she decides", () => {
  const { title, text, version } = referralTold(NEAR)

  assert.equal("Aide near", title)
  assert.match(text, /01 00 00 00 22/)
  assert.match(text, /Vérifié le 20\snovembre 2026/)
  assert.match(text, /vous qui décidez/)
  assert.doesNotMatch(text, /Courriel|Site/)
  assert.equal(20261120, version)
})

test("it is noted once the service has it, as a card is", async () => {
  const { talk, line } = await anOpenTalk()
  tellPlace(talk, referralTold(aReferral("line:116 006")))
  assert.deepEqual([], talk.notes.shown.value)
  const [text = ""] = line.said
  line.view?.said(message({ key: SAID_KEYS + 1, side: "agent", n: 1, text }))
  await until(() => talk.notes.shown.value.length > 0)

  const [noted] = sentCards(talk.notes.shown.value)
  assert.equal("line:116-006", noted?.key)
  assert.equal(20261120, noted?.version)
})

test("an entry of the address book is refused before it is sent, in words", () => {
  const refused = (text: string) => {
    try {
      mustBeEntry(text)
    } catch (cause) {
      return (cause as Error).message
    }
    return ""
  }

  assert.equal("", refused("Téléphone : 01 99 00 00 00\nPORTEE : département 35"))
  assert.match(refused("Téléphone : 01 99 00 00 00"), /portée/)
  assert.match(refused(ENTRY_TEMPLATE), /comment les joindre/)
  assert.match(refused("Fax : 1\nPortée : France"), /«\sFax\s: 1\s»/)
  assert.match(refused("Site : a\nSite : b\nPortée : France"), /«\sSite\s: b\s»/)
  assert.match(refused("Portée France"), /ne se lit pas/)
})
