/** « Orientation »: who else helps, by need and place; a digit sends one as a card. */
import { useSignal } from "@preact/signals"
import { sentCards } from "../card-text.ts"
import { useConsole } from "../context.ts"
import { type Course, courseOf } from "../course.ts"
import { type Need, NEEDS, type Referral } from "../course-shapes.ts"
import { offeredReferrals } from "../referral-list.ts"
import { strayKey } from "../stray-key.ts"
import type { Talk } from "../talk.ts"
import { hour } from "../times.ts"
import { keyNoted, referralTold, tellPlace } from "../told-places.ts"
import { words } from "../words.ts"
import { dayShown } from "../zoned.ts"
import { DigitList } from "./digit-list.tsx"
import { Problem } from "./form.tsx"
import { useBack } from "./pistes.tsx"
import { PlaceField } from "./place-field.tsx"
import { kilometres } from "./station-list.tsx"

export function ReferralPanel({ talk }: { readonly talk: Talk }) {
  const course = courseOf(talk, useConsole().api)
  const all = course.referrals.value
  const asked = course.place.chosen.value !== null
  return (
    <div class="referrals">
      <PlaceField
        search={course.place}
        label={words.referralPlace}
        focusAsked={course.placeAsked}
      />
      <Needs course={course} />
      {all && <Found talk={talk} course={course} all={all} />}
      {!all && asked && !course.referralsTrouble.value && (
        <p class="quiet">{words.referralReading}</p>
      )}
      <Problem text={course.referralsTrouble.value} />
    </div>
  )
}

/** A press shows who helps with that; pressed again, all. */
function Needs({ course }: { readonly course: Course }) {
  const { need } = course
  const button = (one: Need | null, label: string) => (
    <button
      key={label}
      type="button"
      class="small"
      aria-pressed={need.value === one}
      onClick={() => (need.value = need.value === one ? null : one)}
    >
      {label}
    </button>
  )
  return (
    <div role="group" aria-label={words.referralNeeds} class="needs">
      {button(null, words.referralAll)}
      {NEEDS.map((one) => button(one, words.referralNeed[one]))}
    </div>
  )
}

interface FoundProps {
  readonly talk: Talk
  readonly course: Course
  readonly all: readonly Referral[]
}

function Found({ talk, course, all }: FoundProps) {
  const back = useBack(talk)
  const said = useSignal("")
  const offered = offeredReferrals(all, course.need.value)
  const sent = new Map(
    sentCards(talk.notes.shown.value).map(({ key, at }) => [key, at]),
  )
  const send = (key: string, event?: KeyboardEvent) => {
    const found = offered.find((one) => one.key === key)
    if (!found || event?.repeat || !talk.writable.value) return
    if (event) strayKey.sent(event)
    tellPlace(talk, referralTold(found))
    said.value = words.referralSent(found.name)
    back()
  }
  return (
    <section aria-labelledby="referrals-found">
      <h3 id="referrals-found">{words.referralList}</h3>
      <p class="quiet">
        {talk.writable.value ? words.referralHow : words.referralNotNow}{" "}
        {words.referralDecides}
      </p>
      {offered.length === 0 && <p>{words.referralNone}</p>}
      <DigitList
        label={words.referralList}
        rows={offered.map((one) => {
          const at = sent.get(keyNoted(one))
          return {
            key: one.key,
            text: one.name,
            note: at === undefined ? "" : words.referralSentAt(hour(at)),
            more: factsOf(one),
          }
        })}
        disabled={!talk.writable.value}
        insert={send}
        back={back}
        goesAtOnce
        focusAsked={course.referralsAsked}
      />
      <p role="status" class="spoken">
        {said.value}
      </p>
    </section>
  )
}

/** What must be known before it is sent: how, when, how far, and since when it is true. */
function factsOf(one: Referral): readonly string[] {
  const { phone, email, url, hours, address, scope, km, checked, source, certain } = one
  const far = km === null ? [] : [words.stationKm(kilometres.format(km))]
  return [
    [phone, email, url].filter(Boolean).join(" · "),
    hours,
    address,
    [words.referralScope[scope], ...far].join(" · "),
    [
      ...(certain ? [] : [`◔ ${words.cardsToCheck}`]),
      words.referralChecked(dayShown(checked)),
      words.referralSource(source),
    ].join(" · "),
  ].filter(Boolean)
}
