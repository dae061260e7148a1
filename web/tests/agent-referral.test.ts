/** Who else helps: the nearest first, sent as a card, and she alone decides. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { sentCards } from "../agent/card-text.ts"
import type { Referral } from "../agent/course-shapes.ts"
import { offeredReferrals } from "../agent/referral-list.ts"
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
    km: 3,
    ...but,
  }
}

const NATIONAL = aReferral("national", { scope: "national", km: null })
const NEAR = aReferral("near", { km: 1.2, need: ["logement", "enfants"] })
const FAR = aReferral("far", { km: 12 })
const UNPLACED = aReferral("unplaced", { km: null })

test("the nearest come first, and those of everywhere last", () => {
  const offered = offeredReferrals([NATIONAL, FAR, UNPLACED, NEAR], null)

  assert.deepEqual(
    ["near", "far", "unplaced", "national"],
    offered.map(({ key }) => key),
  )
})

test("a need leaves only who helps with it", () => {
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
  tellPlace(talk, referralTold(NEAR))
  assert.deepEqual([], talk.notes.shown.value)
  const [text = ""] = line.said
  line.view?.said(message({ key: SAID_KEYS + 1, side: "agent", n: 1, text }))
  await until(() => talk.notes.shown.value.length > 0)

  const [noted] = sentCards(talk.notes.shown.value)
  assert.equal("near", noted?.key)
  assert.equal(20261120, noted?.version)
})
