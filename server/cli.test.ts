/** The command line as a person and as a script meet it. */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { temporaryStore } from './node.case.js'

const cli = fileURLToPath(new URL('../dist/server/cli.js', import.meta.url))

/** What it says, and what it exits with. */
function run(args: string[], env: Record<string, string> = {}) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [cli, ...args], { env }, (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), out, err })
    })
  })
}

it.each([
  [[], /^Usage: ingo-capture <command>[^]+\n {2}serve [^]+$/],
  [['serv'], /^There is no command serv: see ingo-capture --help\n$/],
  [['serve', '--port', '80'], /^serve: can’t do with --port: see ingo-capture serve --help\n$/],
  [['sign', '--secret=hunter2'], /^sign: can’t do with --secret: .+\n$/],
  [['sign', '--path', 'gateway'], /^sign: --path should be a path such as .+\n$/],
  [['sign', '--path', '/x', '--body', '/no/such/file'], /^sign: --body names a file that cannot be read\n$/],
])('%j: told what to do instead, exit 2', async (args, line) => {
  const { code, out, err } = await run(args)
  expect(err).toMatch(line)
  expect(out).toBe('')
  expect(code).toBe(2)
})

it('help: the list of commands with what each is for, the exit codes, and each one’s own', async () => {
  const { code, out } = await run(['--help'])
  expect(code).toBe(0)
  const names = [...out.matchAll(/^ {2}(\w+) {2,}\S/gm)].map(([, name = '']) => name)
  expect(names).toEqual(['serve', 'demo', 'simulator', 'doctor', 'sign', 'keygen'])
  expect(out).toContain('Exit codes: 0 ')
  for (const name of ['doctor', 'sign']) {
    const help = await run([name, '--help'])
    expect(help).toMatchObject({ code: 0, err: '' })
    expect(help.out).toMatch(new RegExp(`^Usage: ingo-capture ${name} \\[options\\]\\n\\n.+\\n\\n {2}--`))
    expect(Math.max(...help.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
  }
})

type Vector = Record<'username' | 'secret' | 'x_date' | 'body' | 'string_to_sign' | 'authorization', string>

it('sign: the known answer, of the bytes in a file; the secret comes from a file too and is not shown', async () => {
  const file = new URL('./ingo/signing-vectors.json', import.meta.url)
  const [vector] = JSON.parse(await readFile(file, 'utf8')) as [Vector]
  const [body, secret] = [temporaryStore(), temporaryStore()]
  writeFileSync(body, vector.body)
  writeFileSync(secret, `${vector.secret}\n`)
  const args = ['sign', '--path', '/gateway/verify--card', '--body', body, '--date', vector.x_date]
  const { code, out } = await run(args, { INGO_USERNAME: vector.username, INGO_SECRET_FILE: secret })
  expect(code).toBe(0)
  expect(out).toContain(`\n${vector.string_to_sign}\n`)
  expect(out).toContain(`Authorization: ${vector.authorization}\n`)
  expect(out).not.toContain(vector.secret)
  expect(out).not.toContain('participant_id')
})
