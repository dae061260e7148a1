/** Names and values of what was told. */

export type Row = readonly [name: string, value: string]

/** What is empty is left out. */
export function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const shown = rows.filter(([, value]) => value !== "")
  if (shown.length === 0) return null
  return (
    <dl class="told-rows">
      {shown.map(([name, value], rank) => (
        <div key={rank}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
