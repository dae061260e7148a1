/** How a view reaches the station's console. */
import { createContext } from "preact"
import { useContext } from "preact/hooks"
import type { StationConsole } from "./console.ts"

const Here = createContext<StationConsole | null>(null)
export const StationHere = Here.Provider

export function useStation(): StationConsole {
  const found = useContext(Here)
  if (!found) throw new Error("a view outside the station's console")
  return found
}
