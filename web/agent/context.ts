/** How a view reaches the console it belongs to: the officers', or a station's. */
import { createContext } from "preact"
import { useContext } from "preact/hooks"
import type { Console } from "./console.ts"
import type { Session } from "./session.ts"
import type { KeyName } from "./shapes.ts"
import type { Team } from "./team.ts"

/** What the door, the team and the keys need: every console of the house has it. */
export interface House {
  readonly session: Session
  readonly team: Team
  /** The keys that whoever is here may make and renew. */
  readonly keyNames: readonly KeyName[]
  keyTitle(name: KeyName): string
}

const AnyHere = createContext<House | null>(null)
export const HouseHere = AnyHere.Provider

export function useHouse(): House {
  const found = useContext(AnyHere)
  if (!found) throw new Error("a view outside a console")
  return found
}

const Here = createContext<Console | null>(null)
export const ConsoleHere = Here.Provider

export function useConsole(): Console {
  const found = useContext(Here)
  if (!found) throw new Error("a view outside the console")
  return found
}
