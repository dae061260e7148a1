/** Bundles every `*.test.ts` and runs them under Node's own test runner. */
import { build } from "esbuild"
import { spawnSync } from "node:child_process"
import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

const here = "web/tests"
const tests = (await readdir(here)).filter((name) => name.endsWith(".test.ts"))
const out = await mkdtemp(join(tmpdir(), "havre-web-"))
try {
  await build({
    entryPoints: tests.map((name) => join(here, name)),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    loader: { ".txt": "text" },
    logLevel: "warning",
  })
  const files = tests.map((name) => join(out, name.replace(/\.ts$/, ".mjs")))
  const run = spawnSync("node", ["--test", ...files], { stdio: "inherit" })
  process.exitCode = run.status ?? 1
} finally {
  await rm(out, { recursive: true })
}
