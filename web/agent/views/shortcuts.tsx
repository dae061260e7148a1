/** The page of shortcuts: the table of keys as it is, by where each one works. */
import { useConsole } from "../context.ts"
import { allKeys, type KeyRow } from "../keys-pressed.ts"
import { words } from "../words.ts"
import { Key } from "./form.tsx"

export function Shortcuts() {
  const { supervises } = useConsole()
  const places = (["everywhere", "desk", "room"] as const).filter(
    (place) => place !== "room" || supervises,
  )
  return (
    <main class="page" tabIndex={0}>
      <h1>{words.keysTitle}</h1>
      <p class="quiet">{words.keysWhat}</p>
      {places.map((place) => (
        <Table
          key={place}
          caption={words.keysPlaces[place]}
          rows={allKeys().filter((row) => row.place === place)}
        />
      ))}
      <Table caption={words.keysTyping} rows={words.keysOfFields} />
    </main>
  )
}

interface TableProps {
  readonly caption: string
  readonly rows: readonly Pick<KeyRow, "keys" | "label">[]
}

function Table({ caption, rows }: TableProps) {
  if (rows.length === 0) return null
  return (
    <table class="shortcuts">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.keysKey}</th>
          <th scope="col">{words.keysDoes}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ keys, label }) => (
          <tr key={`${keys} ${label}`}>
            <th scope="row">
              <Key>{keys}</Key>
              <span class="spoken">{keys}</span>
            </th>
            <td>{label}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
