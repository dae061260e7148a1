/** Reads one question on standard input, writes the answer on standard output. */
import { readFileSync } from "node:fs"
import { across, type Question } from "./across.ts"

const question = JSON.parse(readFileSync(0, "utf-8")) as Question
process.stdout.write(JSON.stringify(await across(question)))
