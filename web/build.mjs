/**
 * Builds the front ends into src/havre/static: one script and one sheet each.
 * File names carry no hash: every answer is `no-store`, so nothing can go stale.
 */
import { build } from "esbuild"
import { mkdir } from "node:fs/promises"

const out = "src/havre/static"
await mkdir(out, { recursive: true })
await build({
  entryPoints: {
    visitor: "web/visitor/main.ts",
    reading: "web/visitor/reading.ts",
    questions: "web/visitor/questions.ts",
    guide: "web/visitor/guide.ts",
    course: "web/visitor/course.ts",
    words: "web/visitor/words.ts",
    agent: "web/agent/main.tsx",
    station: "web/station/main.tsx",
    "visitor-sheet": "web/styles/visitor.css",
    "reading-sheet": "web/styles/reading.css",
    "course-sheet": "web/styles/accord.css",
    "cards-sheet": "web/styles/cards.css",
    "agent-sheet": "web/styles/agent.css",
    "station-sheet": "web/styles/station.css",
  },
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  // Of 2020 and 2021, on phones of 2015: older ones would cost over 1 kB more.
  target: ["chrome84", "firefox90", "safari15"],
  // They know `?.`; before Chrome 91 only a call with spread arguments fails, which
  // tests/house/test_budgets.py forbids.
  supported: { "optional-chain": true },
  loader: { ".txt": "text" },
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  logLevel: "warning",
})
