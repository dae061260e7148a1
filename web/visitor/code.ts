/**
 * The code to come back with: made here, shown once, and read again on the first page,
 * where the code that follows a file is read as well.
 * The server learns neither the code nor the key it wraps.
 */
import { fromBase64, toBase64 } from "../shared/bytes.ts"
import {
  authHash,
  makeCode,
  NotACode,
  parseCode,
  resumeKeys,
  showCode,
  unwrapKey,
  wrapKey,
} from "../shared/resume-code.ts"
import { directionKeys } from "../shared/sealing.ts"
import type { Memory } from "./memory.ts"
import { keepCode, Refused, resume } from "./server.ts"
import { the } from "./views.ts"
import type { Words } from "./words.ts"

/** Make a code when asked to, and show it once it is sure to work. */
export function watchCodeMaking(words: Words, memory: Memory): void {
  const shown = the("code-shown")
  const said = the("code-said")
  the("make-code").addEventListener("click", () => {
    void make(memory)
      .then((code) => {
        if (!code || memory.left) return
        said.replaceChildren(words.element("code-write"))
        shown.textContent = showCode(code)
        shown.scrollIntoView({ block: "nearest" })
      })
      .catch(() => said.replaceChildren(words.element("code-failed")))
  })
  // Put away, it is gone: another one can be made, which replaces it.
  the("keep").addEventListener("toggle", () => {
    shown.replaceChildren()
    said.replaceChildren()
  })
}

async function make(memory: Memory): Promise<string | null> {
  const { conversation } = memory
  if (!conversation) return null
  const code = makeCode()
  const keys = await resumeKeys(code)
  const wrapped = await wrapKey(keys, conversation.id, conversation.ck)
  const hash = await authHash(keys.auth)
  await keepCode(conversation, {
    auth_hash: toBase64(hash),
    wrapped: toBase64(wrapped),
  })
  return code
}

/**
 * Come back with a code; a slip in its digits is found before anything is sent.
 *
 * @param ready - awaited first: a code that was used and then cannot be shown anything
 *   would have closed the former tab for nothing.
 * @param follow - what opens with the code when no conversation does; the word for what
 *   went wrong, or null.
 */
export function watchCodeDoor(
  words: Words,
  memory: Memory,
  ready: () => Promise<void>,
  onResumed: () => void,
  follow: (code: string) => Promise<string | null>,
): void {
  const digits = the<HTMLInputElement>("digits")
  the("code-door").hidden = false
  the("code").addEventListener("submit", (event) => {
    event.preventDefault()
    the("code-wrong").replaceChildren()
    const typed = digits.value
    comeBack(typed, memory, ready)
      .then((back) => {
        if (back) onResumed()
        return null
      })
      .catch((refusal: unknown) => {
        const other = refusal instanceof Refused && refusal.code === "not-found"
        return other ? follow(parseCode(typed)).catch(() => "down") : reason(refusal)
      })
      .then((wrong) => {
        if (memory.left) return
        if (!wrong) {
          digits.value = ""
          return
        }
        the("code-wrong").replaceChildren(words.element(wrong))
        digits.focus()
      })
  })
}

async function comeBack(
  typed: string,
  memory: Memory,
  ready: () => Promise<void>,
): Promise<boolean> {
  const code = await resumeKeys(parseCode(typed))
  await ready()
  const found = await resume(toBase64(code.auth))
  const { conversation: id, token, wrapped } = found
  const ck = await unwrapKey(code, id, fromBase64(wrapped))
  return memory.hold({ id, token, ck, keys: await directionKeys(ck) })
}

function reason(refusal: unknown): string {
  if (refusal instanceof NotACode) return "code-slip"
  if (!(refusal instanceof Refused)) return "down"
  return refusal.code === "slow-down" ? "slow-down" : "down"
}
