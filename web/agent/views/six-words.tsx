/** A public key as six words, made here from the key itself. */
import { useSignal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import { fromBase64 } from "../../shared/bytes.ts"
import { fingerprint } from "../../shared/fingerprint.ts"

interface SixWordsProps {
  /** The 65-byte point, in base64. */
  readonly point: string
  readonly onWords?: (words: string) => void
}

export function SixWords({ point, onWords }: SixWordsProps) {
  const shown = useSignal("")
  useEffect(() => {
    let current = true
    shown.value = ""
    const reading = async () => {
      const words = await fingerprint(fromBase64(point))
      if (!current) return
      shown.value = words
      onWords?.(words)
    }
    void reading().catch(() => null) // not a key: no words, so nothing to vouch for
    return () => {
      current = false
    }
  }, [point])
  return <b class="six-words">{shown.value}</b>
}
