/** What has become of her accord and her hour is told, whoever did it. */
import assert from "node:assert/strict"
import { test } from "node:test"
import type { Course } from "../shared/frames.ts"
import { courseNews } from "../visitor/course-news.ts"

const AT = Date.UTC(2027, 2, 12, 13, 30)
const SLOT = { slot: "s", at: AT, minutes: 45 }

function course(accord: Course["accord"], more: Partial<Course> = {}): Course {
  return { station: "fictif-pn-75111", accord, slots: [], appointment: null, ...more }
}

function meeting(state: "booked" | "cancelled", at = AT) {
  return { appointment: { at, minutes: 45, state } }
}

test("what was given, refused, sent or taken back is told once", () => {
  const [asked, given] = [course("asked"), course("given")]
  assert.equal("course-given", courseNews(asked, given))
  assert.equal(null, courseNews(given, given))
  assert.equal("course-refused", courseNews(asked, course("refused")))
  assert.equal("course-sent-paper", courseNews(given, course("prepared")))
  assert.equal("course-sent", courseNews(course("prepared"), course("sent")))
})

test("taken back, it is told to be destroyed, and the hour goes with it untold", () => {
  const booked = course("given", meeting("booked"))
  assert.equal("erased", courseNews(booked, course("withdrawn", meeting("cancelled"))))
})

test("an hour that is booked, moved or cancelled is told", () => {
  const [none, booked] = [course("given"), course("given", meeting("booked"))]
  assert.equal("course-booked", courseNews(none, booked))
  assert.equal("moved", courseNews(booked, course("given", meeting("booked", AT + 1))))
  assert.equal(
    "number-cancelled",
    courseNews(booked, course("given", meeting("cancelled"))),
  )
})

test("an older state that comes late does not say that an hour is cancelled", () => {
  assert.equal(null, courseNews(course("given", meeting("booked")), course("given")))
})

test("hours are told when there were none, and not while an accord is asked", () => {
  const offered = { slots: [SLOT] }
  assert.equal("course-slots", courseNews(course("given"), course("given", offered)))
  assert.equal(null, courseNews(course("asked"), course("asked", offered)))
})

test("what she is shown first is no news", () => {
  assert.equal(null, courseNews(null, course("given", meeting("booked"))))
  assert.equal(null, courseNews(course("given"), null))
})
