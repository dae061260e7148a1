/** A commune, by its name or postal code: Enter looks for it, one press chooses. */
import { useLayoutEffect, useId, useRef } from "preact/hooks"
import type { Signal } from "@preact/signals"
import { useConsole } from "../context.ts"
import type { PlaceSearch } from "../places.ts"
import { words } from "../words.ts"
import { Problem } from "./form.tsx"

interface Props {
  readonly search: PlaceSearch
  /** Which place it is about; « Commune ou code postal » where one only is asked. */
  readonly label?: string
  /** The field is to take the focus; taken back once given. */
  readonly focusAsked?: Signal<boolean>
}

export function PlaceField({ search, label, focusAsked }: Props) {
  const { api } = useConsole()
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const { typed, found, chosen, busy, trouble } = search
  useLayoutEffect(() => {
    if (!focusAsked?.value) return
    focusAsked.value = false
    box.current?.focus()
    box.current?.select() // what is typed next is another place
  }, [focusAsked?.value])
  const look = async () => {
    await search.search(api)
    // Several: the next key chooses. Whoever went elsewhere meanwhile is left alone.
    if (document.activeElement === box.current) {
      list.current?.querySelector("button")?.focus()
    }
  }
  return (
    <div class="place">
      <label for={id}>{label ?? words.placeField}</label>
      <p class="place__search">
        <input
          id={id}
          ref={box}
          type="text"
          autocomplete="off"
          spellcheck={false}
          maxLength={100}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value
            chosen.value = null
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return
            event.preventDefault()
            void look()
          }}
        />
        <button type="button" aria-disabled={busy.value} onClick={() => void look()}>
          {words.placeSearch}
        </button>
      </p>
      <p role="status" class="spoken">
        {found.value.length > 0 && words.placeFound(found.value.length)}
      </p>
      {found.value.length > 0 && (
        <ul class="place__found" ref={list}>
          {found.value.map((place) => (
            <li key={place.insee}>
              <button
                type="button"
                class="plain"
                onClick={() => {
                  search.choose(place)
                  box.current?.focus()
                }}
              >
                {words.placeChosen(place.name, place.insee)}
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen.value && (
        <p role="status">
          ✓ {words.placeChosen(chosen.value.name, chosen.value.insee)}
        </p>
      )}
      <Problem text={trouble.value} />
    </div>
  )
}
