/** The built command line: output, errors and exit codes. */
import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { merchantsFile, shops } from './testing/merchantsFile.case.js'
import { runCli as run } from './testing/runCli.case.js'
import { temporaryStore } from './testing/serveProcess.case.js'

it.each([
  [[], /^Usage: ingo-capture-server <command>[^]+\n {2}serve [^]+$/],
  [['help', 'nope'], /^The command is unknown\. Expected one of serve, .+\n$/],
  [
    ['sign', '--merchant', 'a', '--path', '/x', '--body', '/dev/null'],
    /^sign: CAPTURE_CONFIG is missing.+\n$/,
  ],
  [['serv'], /^The command is unknown\. Is serve meant\? Expected one of serve, .+\n$/],
  [
    ['webhooks', 'lists'],
    /^webhooks: the action is missing or invalid; is list meant\? Expected list, .+\n$/,
  ],
  [['serve', '--port', '80'], /^serve: --port is invalid.+\n$/],
  [['sign', '--secret=hunter2'], /^sign: --secret is invalid.+\n$/],
  [['sign', '--path', 'gateway'], /^sign: --path is invalid.+\n$/],
  [['rehearse'], /^rehearse: the address is missing or invalid.+\n$/],
  [['rehearse', 'ftp://staging.example'], /^rehearse: the address is missing or invalid.+\n$/],
  [['rehearse', 'http://127.0.0.1:1', 'twice'], /^rehearse: an argument without an option is invalid.+\n$/],
  [['rehearse', 'http://127.0.0.1:1', '--only', 'nope'], /^rehearse: --only is invalid.+Spanish\n$/],
  [['rehearse', 'http://127.0.0.1:1', '--patience', '0'], /^rehearse: --patience is invalid.+\n$/],
  [['rehearse', 'http://127.0.0.1:1', '--spanish', 'es'], /^rehearse: --spanish is invalid.+\n$/],
  [['rehearse', 'http://127.0.0.1:1', '--browser', '/no/such/file'], /^rehearse: --browser is invalid.+\n$/],
  [['sign', '--path', '/x', '--body', '/no/such/file'], /^sign: --body is invalid.+\n$/],
])('prints one message to stderr and exits with 2: %j', async (args, line) => {
  const { code, out, err } = await run(args)
  expect(err).toMatch(line)
  expect(out).toBe('')
  expect(code).toBe(2)
})

const commands = ['serve', 'demo', 'simulator', 'doctor', 'rehearse', 'explain', 'sign', 'webhooks', 'keygen']
const wrongEverywhere = [['--secret', 'hunter2'], ['hunter2'], ['-phunter2'], ['INGO_SECRET=hunter2']]
const wrongUses = [
  ...wrongEverywhere,
  ['--secret=hunter2'],
  ['--', 'hunter2'],
  ['--hunter2'],
  ['--json=hunter2'],
  ['--path', '-hunter2', '--body', '/dev/null'],
  ['--path', 'hunter2', '--body', '/dev/null'],
  ['--path', '/hunter2', '--body', 'hunter2'],
  ['--path', '/x', '--body', '/dev/null', '--date', 'hunter2'],
  ['--path', '/x', '--body', '/dev/null', '--merchant', 'hunter2'],
  ['--frame', 'hunter2'],
  ['--frame', 'ftp://x.example/frame/hunter2'],
  ['--frame', 'https://user:hunter2@x.example/frame/shop'],
  ['--origins', 'hunter2'],
  ['--shapes', '--origins', 'hunter2'],
]

it.each([...commands, 'hunter2', 'INGO_SECRET=hunter2', 'help'])(
  'never repeats the arguments after an invalid use: %s',
  async (command) => {
    const uses = ['doctor', 'rehearse', 'sign'].includes(command) ? wrongUses : wrongEverywhere
    const results = await Promise.all(uses.map((args) => run([command, ...args])))
    for (const { code, out, err } of results) {
      expect(out + err).not.toContain('hunter2')
      expect(err).toMatch(/^.+\n$/)
      expect(code).toBe(2)
    }
  },
  60_000,
)

it('doctor: omits the sealed session in a report about a session’s URL', async () => {
  const { code, out, err } = await run([
    'doctor',
    '--frame',
    'http://127.0.0.1:1/frame/shop?form=card#hunter2',
  ])
  expect([code, err]).toEqual([1, ''])
  expect(out).toContain('http://127.0.0.1:1/frame/shop?form=card')
  expect(out).not.toContain('hunter2')
  for (const url of ['shop%23hunter2', 'shop?form=card%23hunter2', 'shop?session=hunter2', 'shop/hunter2']) {
    const mangled = await run(['doctor', '--frame', `http://127.0.0.1:1/frame/${url}`])
    expect(mangled.code).toBeGreaterThan(0)
    expect(mangled.out + mangled.err).not.toContain('hunter2')
  }
}, 60_000)

it('names an unknown option, and one without a value', async () => {
  expect((await run(['sign', '--secret', 'hunter2'])).err).toMatch(/^sign: --secret is invalid here\./)
  expect((await run(['sign', '--path', '/x', '--body'])).err).toMatch(
    /^sign: --body is invalid here: its <file> is missing\./,
  )
  expect((await run(['doctor', '--json=1'])).err).toMatch(
    /^doctor: --json is invalid here: it takes no value\./,
  )
  expect((await run(['doctor', '--jsn'])).err).toMatch(
    /^doctor: --jsn is invalid here\. Is --json meant\? See/,
  )
  expect((await run(['serve', '--port', '80'])).err).toMatch(
    /^serve: --port is invalid here: settings of the environment configure the command\. See /,
  )
  expect((await run(['keygen', 'x'])).err).toMatch(/^keygen: an argument without an option is invalid here\./)
})

it('prints the list of commands with exit codes, and the help of each command', async () => {
  const { code, out } = await run(['--help'])
  expect(code).toBe(0)
  const names = [...out.matchAll(/^ {2}(\w+) {2,}\S/gm)].map(([, name = '']) => name)
  expect(names).toEqual(commands)
  expect(out).toContain('Exit codes: 0 ')
  expect((await run(['help', 'sign'])).out).toBe((await run(['sign', '--help'])).out)
  for (const name of ['doctor', 'rehearse', 'sign']) {
    const help = await run([name, '--help'])
    expect(help).toMatchObject({ code: 0, err: '' })
    expect(help.out).toMatch(
      new RegExp(`^Usage: ingo-capture-server ${name}(?: <url>)? \\[options\\]\\n\\n.+\\n\\n {2}--`),
    )
    expect(Math.max(...help.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
  }
})

type Vector = Record<'username' | 'secret' | 'x_date' | 'body' | 'string_to_sign' | 'authorization', string>

it('sign: prints the known signature of a body file without showing the secret', async () => {
  const file = new URL('./gateway/signing-vectors.json', import.meta.url)
  const [vector] = JSON.parse(await readFile(file, 'utf8')) as [Vector]
  const [body, secret] = [temporaryStore(), temporaryStore()]
  writeFileSync(body, vector.body)
  writeFileSync(secret, `${vector.secret}\n`, { mode: 0o600 })
  const args = ['sign', '--path', '/gateway/verify--card', '--body', body, '--date', vector.x_date]
  const { code, out } = await run(args, { INGO_USERNAME: vector.username, INGO_SECRET_FILE: secret })
  expect(code).toBe(0)
  expect(out).toContain(`\n${vector.string_to_sign}\n`)
  expect(out).toContain(`Authorization: ${vector.authorization}\n`)
  expect(out).not.toContain(vector.secret)
  expect(out).not.toContain('participant_id')
})

it('sign: needs --merchant if CAPTURE_CONFIG has several merchants', async () => {
  const { settings, write } = merchantsFile()
  write(shops.a, shops.b)
  const args = ['sign', '--path', '/x', '--body', '/dev/null']
  const env = { CAPTURE_CONFIG: settings.CAPTURE_CONFIG }
  expect(await run(args, env)).toEqual({
    code: 2,
    out: '',
    err: expect.stringMatching(/^sign: --merchant is missing.+shop-a, shop-b\n$/) as string,
  })
  const { code, out } = await run([...args, '--merchant', 'shop-b'], env)
  expect([code, out]).toEqual([0, expect.stringContaining('username="user-b"')])
})

it.each([
  ['an invalid port', { CAPTURE_PORT: 'http' }, /^CAPTURE_PORT is invalid.+\n$/],
  ['a duplicate port', { SHOP_PORT: '4180' }, /^CAPTURE_PORT, SHOP_PORT.+duplicate.+\n$/],
])('demo: exits with 2 for %s', async (_name, env, line) => {
  expect(await run(['demo'], env)).toEqual({
    code: 2,
    out: '',
    err: expect.stringMatching(line) as string,
  })
})
