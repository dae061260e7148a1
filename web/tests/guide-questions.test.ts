/** Which questions are asked, and what is found. Answers are what a visitor ticks. */
import assert from "node:assert/strict"
import { test } from "node:test"
import type { Day } from "../shared/law/tables.ts"
import { lawOf } from "../visitor/guide-tables.ts"
import {
  answered,
  asking,
  named,
  NONE,
  questions,
  type Story,
  TABLE,
} from "./guide-asked.ts"

const RAPE: Story = {
  kind: ["Un acte sexuel"],
  act: ["Une pénétration"],
  consent: ["Pendant le sommeil"],
  who: ["Un ex"],
  age: ["18 ans"],
}
const STREET: Story = {
  kind: ["Des paroles"],
  act: ["Des remarques"],
  who: ["Un inconnu"],
  place: ["Dans la rue"],
  often: ["Une fois"],
}

/** What is found: each offence, and « ? » where something is missing. */
function found(story: Story, day: Day | null = null): string[] {
  const { answers } = answered(story)
  const { steps } = asking.path(answers)
  const told = asking.told(steps, answers, day)
  return asking
    .found(told, steps, answers)
    .map(({ id, state }) => named(id) + (state === "open" ? "?" : ""))
}

/** Where to look for what was not an offence yet. */
function older(story: Story, day: Day): string[] | null {
  const { answers } = answered(story)
  const ids = asking.older(asking.told(asking.path(answers).steps, answers, day))
  return ids && [...ids].map(named)
}

function asked(story: Story): string {
  return answered(story).asked.join(" ")
}

test("a question is asked only while an answer can change what is found", () => {
  assert.equal("kind act consent who age", asked(RAPE))
  assert.equal("kind act", asked({ kind: ["Un acte"], act: ["L'agression filmée"] }))
  assert.equal("kind act who age place often more", asked(STREET))
})

test("nobody goes through more than eight questions before the dates", () => {
  for (const kind of questions[0]?.choices ?? []) {
    for (const act of questions[1]?.choices.filter((one) => one.kind === kind.kind) ??
      []) {
      const { length } = answered({ kind: [kind.text], act: [act.text] }).asked
      assert.ok(length <= 8, act.text)
    }
  }
})

test("whatever happened, something is found as soon as it is told", () => {
  for (const kind of questions[0]?.choices ?? []) {
    for (const act of questions[1]?.choices.filter((one) => one.kind === kind.kind) ??
      []) {
      const story = { kind: [kind.text], act: [act.text], more: null }
      assert.ok(found(story).length > 0, act.text)
    }
  }
})

test("once is enough for an outrage in the street, and a past partner aggravates", () => {
  assert.deepEqual(["OUTR"], found(STREET))
  assert.deepEqual(["VIOL_AGG"], found(RAPE))
})

test("« Je ne sais pas » tells nothing, and closes nothing", () => {
  const unknown = { ...RAPE, consent: null, who: null, age: null, more: null }

  assert.ok(found(unknown).includes("VIOL?"))
  assert.equal("kind act consent who age gap more", asked(unknown))
})

test("without what happened no other question is asked, and nothing is found", () => {
  const { asked: steps, answers } = answered({ kind: null })

  assert.deepEqual(["kind"], steps)
  assert.equal(true, asking.path(answers).lost)
  assert.deepEqual([], found({ kind: null }))
  assert.deepEqual([], found({ kind: ["Un acte sexuel"], act: null }))
})

test("« rien de cela » leaves out what would need it", () => {
  const insult: Story = { kind: ["Des paroles"], act: ["Des insultes"], often: ["Une"] }

  assert.ok(found({ ...insult, more: null }).length > 0)
  assert.deepEqual([], found({ ...insult, more: NONE }))
})

test("nothing ticked is not known: it closes nothing", () => {
  const insult: Story = { kind: ["Des paroles"], act: ["Des insultes"], often: ["Une"] }

  assert.deepEqual(found({ ...insult, more: null }), found({ ...insult, more: [] }))
  const said = ["Parce que c'est une femme"]
  assert.ok(found({ ...insult, more: said }).includes("INJ_P?"))
  assert.deepEqual(["INJ_NP"], found({ ...insult, more: [...said, ...NONE] }))
})

test("what is told of a question that is no longer asked tells nothing", () => {
  const { answers } = answered(RAPE)
  const changed = new Map(answers)
  const other = questions[1]?.choices.filter(({ text }) =>
    text.startsWith("L'agression filmée"),
  )
  changed.set("act", new Set(other))
  const { steps } = asking.path(changed)

  assert.deepEqual(
    ["kind", "act"],
    steps.map(({ question }) => question.key),
  )
  assert.deepEqual(
    ["relation", "age"].filter((key) => asking.told(steps, changed).facts[key]),
    [],
  )
})

test("facts older than an offence lead to what was punished before it", () => {
  const glass: Story = { kind: ["Un acte"], act: ["Un produit"] }

  assert.equal("SUBST", found(glass, "2020-01-01")[0])
  assert.ok(found(glass, "2020-01-01").includes("VIOL?")) // memory may lack
  const before = found(glass, "2010-01-01")
  assert.ok(before.length > 0)
  assert.ok(before.every((one) => one.endsWith("?")))
})

test("what was done keeps older pistes that fit it, and no other", () => {
  const whistled: Story = {
    kind: ["Des paroles"],
    act: ["Siffler"],
    who: ["Un inconnu"],
    place: ["Dans la rue"],
  }
  const shown: Story = { kind: ["Des messages"], act: ["Une image intime montrée"] }

  for (const [story, day] of [
    [whistled, "2010-06-01"],
    [shown, "2012-06-01"],
  ] as const) {
    for (const more of [NONE, null]) {
      const told = { ...story, more }
      const wrong = found(told, day).filter((one) => /^(AS|MEN|VC)/.test(one))
      assert.deepEqual([], wrong)
      assert.ok(older(told, day))
    }
  }
  assert.equal(null, older(whistled, "2024-06-01"))
  assert.ok(
    older({ kind: ["Un acte"], act: ["Un produit"] }, "2010-01-01")?.includes(
      "VIOL_AGG",
    ),
  )
})

test("the age is asked once a date needs it, whatever else it changes", () => {
  const filmed: Story = { kind: ["Un acte sexuel"], act: ["L'agression filmée"] }
  const keys = asking.path(answered(filmed).answers, true).steps

  assert.deepEqual(
    ["kind", "act", "age"],
    keys.map(({ question }) => question.key),
  )
})

test("a lack of reaction before November 2025 is not turned away", () => {
  const frozen: Story = { ...RAPE, consent: ["Pas de réaction"], who: ["Un inconnu"] }

  assert.deepEqual(["VIOL"], found({ ...frozen, more: NONE }, "2026-01-01"))
  assert.ok(found({ ...frozen, more: NONE }, "2019-01-01").includes("VIOL?"))
})

test("at most five are shown", () => {
  const every = questions[1]?.choices ?? []
  const story = {
    kind: questions[0]?.choices.map(({ text }) => text) ?? [],
    act: [...new Set(every.map(({ text }) => text))].slice(0, 12),
    more: null,
  }
  assert.equal(5, found(story).length)
})

test("the table reads back as the evaluators want it", () => {
  const law = lawOf(TABLE)

  assert.equal(58, law.offences.length)
  assert.ok(law.facts.some(({ key, closed }) => key === "relation" && closed))
  assert.ok(law.offences.every(({ when, limitation }) => when[0] && limitation[0]))
})
