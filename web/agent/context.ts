/** How a view reaches the console it belongs to. */
import { createContext } from "preact"
import { useContext } from "preact/hooks"
import type { Console } from "./console.ts"

const Here = createContext<Console | null>(null)
export const ConsoleHere = Here.Provider

export function useConsole(): Console {
  const found = useContext(Here)
  if (!found) throw new Error("a view outside the console")
  return found
}
