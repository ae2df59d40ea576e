/** For tests: runs the built command `explain` on a log. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../../../dist/server/cli.js', import.meta.url))

type Run = { code: number; out: string; err: string }

export function run(log: string, args: string[], env: Record<string, string> = {}): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, 'explain', ...args], { env })
    let [out, err] = ['', '']
    child.stdout.on('data', (text: Buffer) => (out += text.toString()))
    child.stderr.on('data', (text: Buffer) => (err += text.toString()))
    child.stdin.on('error', () => undefined)
    child.stdin.end(log)
    child.once('close', (code) => {
      resolve({ code: code ?? 1, out, err })
    })
  })
}
