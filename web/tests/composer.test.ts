/** What she was writing when the conversation ended stays hers. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { closeComposer } from "../visitor/composer.ts"

/** As much of a form as the composer touches. */
function aForm(value: string) {
  const field = { value, readOnly: false }
  const form = { hidden: false, querySelector: () => field }
  return { field, form, closed: () => closeComposer(form as never) }
}

test("what was not sent stays to be read and copied, and cannot be changed", () => {
  const { field, form, closed } = aForm("Il est rentré, je")

  assert.equal(true, closed())
  assert.deepEqual({ value: "Il est rentré, je", readOnly: true }, field)
  assert.equal(false, form.hidden)
})

test("an empty field goes away", () => {
  const { form, closed } = aForm(" \n")

  assert.equal(false, closed())
  assert.equal(true, form.hidden)
})
