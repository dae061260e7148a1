/** Lets a test ask the page. */
import { across } from "./across.ts"

Object.assign(globalThis, { across })
