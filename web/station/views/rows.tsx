/** Names and values of a file, those with nothing in them left out. */
export type RowOf = readonly [string, string]

export function Rows({ rows }: { readonly rows: readonly RowOf[] }) {
  const shown = rows.filter(([, value]) => value.trim() !== "")
  if (shown.length === 0) return null
  return (
    <dl class="rows">
      {shown.map(([name, value], rank) => (
        <div key={rank}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
