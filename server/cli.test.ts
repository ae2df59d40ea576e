/** The command line as a person and as a script meet it. */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { merchantsFile, shops } from './testing/merchantsFile.case.js'
import { temporaryStore } from './testing/serveProcess.case.js'

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
  [['help', 'nope'], /^There is no command nope: .+\n$/],
  [['sign', '--merchant', 'a', '--path', '/x', '--body', '/dev/null'], /^sign: --merchant goes with .+\n$/],
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
  expect((await run(['help', 'sign'])).out).toBe((await run(['sign', '--help'])).out)
  for (const name of ['doctor', 'sign']) {
    const help = await run([name, '--help'])
    expect(help).toMatchObject({ code: 0, err: '' })
    expect(help.out).toMatch(new RegExp(`^Usage: ingo-capture ${name} \\[options\\]\\n\\n.+\\n\\n {2}--`))
    expect(Math.max(...help.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
  }
})

type Vector = Record<'username' | 'secret' | 'x_date' | 'body' | 'string_to_sign' | 'authorization', string>

it('sign: the known answer, of the bytes in a file; the secret comes from a file too and is not shown', async () => {
  const file = new URL('./gateway/signing-vectors.json', import.meta.url)
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

it('sign with several merchants: which one is asked for, by name', async () => {
  const { settings, write } = merchantsFile()
  write(shops.a, shops.b)
  const args = ['sign', '--path', '/x', '--body', '/dev/null']
  const env = { CAPTURE_CONFIG: settings.CAPTURE_CONFIG }
  expect(await run(args, env)).toEqual({
    code: 2,
    out: '',
    err: 'sign: --merchant should be one of CAPTURE_CONFIG’s: shop-a, shop-b\n',
  })
  const { code, out } = await run([...args, '--merchant', 'shop-b'], env)
  expect([code, out]).toEqual([0, expect.stringContaining('username="user-b"')])
})

it.each([
  ['CAPTURE_PORT should be a port.', { CAPTURE_PORT: 'http' }],
  ['CAPTURE_PORT, SHOP_PORT, SIMULATOR_PORT should be three different ports.', { SHOP_PORT: '4180' }],
])('demo: %s exit 2', async (line, env) => {
  expect(await run(['demo'], env)).toEqual({ code: 2, out: '', err: `${line}\n` })
})
