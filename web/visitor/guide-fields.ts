/**
 * The questions as fields of the page, each made once: hidden, it keeps what was ticked,
 * so that changing one answer loses no other.
 */
import type { Step } from "./guide-questions.ts"
import type { Choice, Question } from "./guide-tables.ts"

interface Made {
  readonly fieldset: HTMLFieldSetElement
  readonly inputs: ReadonlyMap<Choice, HTMLInputElement>
}

export class Fields {
  readonly #asked: HTMLElement
  readonly #made = new Map<string, Made>()

  /** @param asked - where they stand. */
  constructor(asked: HTMLElement) {
    this.#asked = asked
  }

  /** Show one question alone, with the answers of this step; null: none. */
  show(step: Step | null): void {
    for (const { fieldset } of this.#made.values()) fieldset.hidden = true
    if (!step) return
    const { fieldset, inputs } = this.#of(step.question)
    fieldset.hidden = false
    for (const [choice, input] of inputs) {
      input.parentElement?.toggleAttribute("hidden", !step.choices.includes(choice))
    }
    fieldset.querySelector("legend")?.focus({ preventScroll: true })
  }

  /** What is ticked among the answers of this step. */
  ticked({ question, choices }: Step): ReadonlySet<Choice> {
    const { inputs } = this.#of(question)
    return new Set(choices.filter((choice) => inputs.get(choice)?.checked))
  }

  /** Put the focus where an answer is missing. */
  focus({ question, choices: [first] }: Step): void {
    if (first) this.#of(question).inputs.get(first)?.focus()
  }

  forget(): void {
    for (const { inputs } of this.#made.values()) {
      for (const input of inputs.values()) input.checked = false
    }
    this.#made.clear()
    this.#asked.replaceChildren()
  }

  #of(question: Question): Made {
    const known = this.#made.get(question.key)
    if (known) return known
    const made = fieldsetOf(question)
    this.#made.set(question.key, made)
    this.#asked.append(made.fieldset)
    return made
  }
}

function fieldsetOf({ key, ask, hint, one, choices }: Question): Made {
  const fieldset = made("fieldset")
  const legend = made("legend", ask)
  legend.tabIndex = -1
  const said = made("p", hint)
  said.className = "quiet"
  said.id = `guide-${key}`
  fieldset.setAttribute("aria-describedby", `${said.id} guide-wrong`)
  fieldset.append(legend, said)
  const inputs = new Map<Choice, HTMLInputElement>()
  for (const choice of choices) {
    const input = made("input")
    input.name = key
    input.type = one ? "radio" : "checkbox"
    input.autocomplete = "off"
    const label = made("label", choice.text)
    label.className = "tap"
    label.prepend(input)
    fieldset.append(label)
    inputs.set(choice, input)
  }
  return { fieldset, inputs }
}

/** An element with its text. */
export function made<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  text = "",
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  element.textContent = text
  return element
}
