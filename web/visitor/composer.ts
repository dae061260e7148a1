/** The field where the visitor writes. Enter makes a new line; Ctrl+Enter sends. */

const LINES_MAX = 5

/**
 * @param send - what is written, never empty.
 * @param typing - something was typed; never what.
 */
export function watchComposer(
  form: HTMLFormElement,
  send: (text: string) => void,
  typing: () => void,
): void {
  const field = form.querySelector("textarea")
  if (!field) return
  const grow = () => {
    field.style.blockSize = "auto"
    const line = parseFloat(getComputedStyle(field).lineHeight)
    const most = line * LINES_MAX + field.offsetHeight - field.clientHeight
    field.style.blockSize = `${Math.min(field.scrollHeight + 2, most + line)}px`
  }
  const submit = () => {
    const text = field.value
    if (text.trim() === "" || field.readOnly) return
    field.value = ""
    grow()
    // Where she is writing stays where she is writing, and the keyboard stays open.
    field.focus()
    send(text)
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    submit()
  })
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    submit()
  })
  field.addEventListener("input", () => {
    grow()
    if (field.value !== "") typing()
  })
}

/**
 * Nothing can be sent any more: what she was writing stays, to be read and copied.
 *
 * @returns whether there is such a text.
 */
export function closeComposer(form: HTMLFormElement): boolean {
  const field = form.querySelector("textarea")
  const unsent = field !== null && field.value.trim() !== ""
  if (field) field.readOnly = true
  form.hidden = !unsent
  return unsent
}
