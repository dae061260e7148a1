/**
 * The last six hours, drawn by the server: a document of figures, with the same as a
 * table. XMLHttpRequest, because Trusted Types 'none' lets nothing else turn text into
 * markup.
 */

/** The same figures twice: to be seen, and to be read. */
export interface Hours {
  readonly drawing: Element
  readonly table: Element
}

/** Ask for them; `null` when they could not be read. Answers how to stop asking. */
export function readHours(
  token: string,
  done: (found: Hours | null) => void,
): () => void {
  const request = new XMLHttpRequest()
  request.open("GET", "/v1/board/hours")
  request.setRequestHeader("Authorization", `Bearer ${token}`)
  request.responseType = "document"
  request.onload = () =>
    done(request.status === 200 ? parts(request.responseXML) : null)
  request.onerror = () => done(null)
  request.send()
  return () => request.abort()
}

function parts(found: Document | null): Hours | null {
  const drawing = found?.querySelector("main figure")
  const table = found?.querySelector("main table")
  if (!drawing || !table) return null
  return { drawing: document.adoptNode(drawing), table: document.adoptNode(table) }
}
