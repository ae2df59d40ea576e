/** For tests: the built command line in a process of its own. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url))

/** Runs the built command; resolves to its exit code and output. `flags` are Node's own. */
export function runCli(
  args: string[],
  env: Record<string, string> = {},
  cwd = process.cwd(),
  flags: string[] = [],
) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [...flags, cli, ...args], { env, cwd }, (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), out, err })
    })
  })
}
