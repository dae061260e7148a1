/** Pieces of forms: a labelled field, a problem said aloud, one act at a time. */
import { type Signal, useSignal } from "@preact/signals"
import type { ComponentChildren } from "preact"
import { useEffect, useId, useRef } from "preact/hooks"
import { explain } from "../explain.ts"

interface FieldProps {
  readonly label: string
  readonly name: string
  readonly type?: "text" | "password"
  readonly rule?: string
  readonly maxLength?: number
  /** The screen opens on it. */
  readonly focused?: boolean
}

/** One required line of text. Nothing is remembered by the browser. */
export function Field(props: FieldProps) {
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (props.focused) box.current?.focus()
  }, [])
  const same = {
    id,
    ref: box,
    name: props.name,
    required: true,
    autocomplete: "off",
    spellcheck: false,
    maxLength: props.maxLength ?? 200,
    "aria-describedby": props.rule ? `${id}-rule` : undefined,
  } as const
  return (
    <p class="field">
      <label for={id}>{props.label}</label>
      {props.type === "password" ? (
        <input {...same} type="password" />
      ) : (
        <input {...same} type="text" autocapitalize="none" />
      )}
      {props.rule && (
        <small id={`${id}-rule`} class="quiet">
          {props.rule}
        </small>
      )}
    </p>
  )
}

interface SelectProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly choices: Readonly<Partial<Record<T, string>>>
  readonly onChoice: (value: T) => void
}

export function Select<T extends string>(props: SelectProps<T>) {
  const id = useId()
  const choices = Object.entries(props.choices) as [T, string][]
  return (
    <p class="field">
      <label for={id}>{props.label}</label>
      <select
        id={id}
        value={props.value}
        onChange={(event) => props.onChoice(event.currentTarget.value as T)}
      >
        {choices.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </p>
  )
}

/** What went wrong and what to do next; announced as soon as it appears. */
export function Problem({ text }: { readonly text: string }) {
  return (
    <div role="alert" class="problem-place">
      {text && <p class="problem">{text}</p>}
    </div>
  )
}

/** A key that does the same as the button beside it; read through aria-keyshortcuts. */
export function Key({ children }: { readonly children: ComponentChildren }) {
  return <kbd aria-hidden="true">{children}</kbd>
}

export interface Act {
  readonly busy: Signal<boolean>
  readonly trouble: Signal<string>
  readonly run: (act: () => Promise<void>) => Promise<void>
}

/** One act at a time; a refusal becomes a sentence, and what was typed stays. */
export function useAct(): Act {
  const busy = useSignal(false)
  const trouble = useSignal("")
  const run = async (act: () => Promise<void>): Promise<void> => {
    if (busy.value) return
    busy.value = true
    trouble.value = ""
    try {
      await act()
    } catch (refusal) {
      trouble.value = explain(refusal)
    } finally {
      busy.value = false
    }
  }
  return { busy, trouble, run }
}

/** What was typed in a form's field. */
export function typed(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name)
  return typeof value === "string" ? value : ""
}
