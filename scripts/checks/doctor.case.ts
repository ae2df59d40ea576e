/** For package.test.ts: `doctor` as npm installs it, with the environment alone, before a gateway in good and bad states. */
import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { createSimulator, type SimulatorOptions } from '../../demo/simulator/gateway.js'
import { environment, ORIGIN, SECRET_KEY } from '../../server/testing/app.case.js'
import type { Environment } from '../../server/config/config.js'
import { temporaryStore } from '../../server/testing/serveProcess.case.js'
import { cli, installed } from './installed.case.js'

const known = { username: 'test', secret: 'a-secret-of-the-tests', participantId: 12345, now: Date.now }
type Check = { name: string; verdict: 'ok' | 'warning' | 'failed'; says: string; mend?: string }

async function listening(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export const startSimulator = (options: Partial<SimulatorOptions> = {}) =>
  listening(createSimulator({ ...known, ...options }))

/** What `doctor --json` says of an environment, and what it exits with. */
async function examine(settings: Environment): Promise<{ code: number; checks: Check[]; said: string }> {
  const env = { ...environment, CAPTURE_STORE: temporaryStore(), ...settings }
  return new Promise((resolve) => {
    const at = { env, cwd: installed.folder }
    execFile(process.execPath, [cli(), 'doctor', '--json'], at, (error, said) => {
      const { checks } = JSON.parse(said) as { checks: Check[] }
      resolve({ code: Number(error?.code ?? 0), checks, said })
    })
  })
}

it('doctor, all is well: every check, exit 0, and nothing was made at the gateway', async () => {
  const { code, checks } = await examine({ INGO_URL: await startSimulator() })
  const names = ['configuration', 'keys', 'origins', 'store', 'dns', 'clock', 'gateway']
  expect(checks.map(({ name, verdict }) => [name, verdict])).toEqual(names.map((name) => [name, 'ok']))
  expect(checks.at(-1)?.says).toBe('takes signature, username and participant_id (status 800)')
  expect(code).toBe(0)
})

const skewed = () => Date.now() + 20 * 60_000
/** As Kong answers, which knows no envelope. */
const kong = (message: string) =>
  listening(
    createServer((_request, response) =>
      response.writeHead(401, { 'Content-Type': 'application/json' }).end(JSON.stringify({ message })),
    ),
  )

type State = [state: string, settings: () => Promise<Environment>, name: string, says: RegExp, mend: RegExp]
const states: State[] = [
  [
    'a wrong secret',
    async () => ({ INGO_URL: await startSimulator({ secret: 'another' }) }),
    'gateway',
    /knows the HMAC username, but the signature/,
    /INGO_SECRET/,
  ],
  [
    'a wrong username',
    async () => ({ INGO_URL: await startSimulator({ username: 'another' }) }),
    'gateway',
    /does not know the HMAC username/,
    /INGO_USERNAME/,
  ],
  [
    'a skewed clock',
    async () => ({ INGO_URL: await startSimulator({ now: skewed }) }),
    'clock',
    /too far off \(402\)/,
    /NTP/,
  ],
  [
    'a wrong participant_id',
    async () => ({ INGO_URL: await startSimulator({ participantId: 54321 }) }),
    'gateway',
    /takes the signature, but not the participant_id/,
    /INGO_PARTICIPANT_ID/,
  ],
  [
    'a gateway that is down',
    () => Promise.resolve({ INGO_URL: 'http://127.0.0.1:1' }),
    'gateway',
    /does not answer \(ECONNREFUSED\)/,
    /INGO_URL/,
  ],
  [
    'a store that can’t be used',
    async () => ({ INGO_URL: await startSimulator(), CAPTURE_STORE: '/dev/null/store.db' }),
    'store',
    /^CAPTURE_STORE cannot be opened/,
    /CAPTURE_STORE/,
  ],
  [
    'Kong, and a wrong secret',
    async () => ({ INGO_URL: await kong('HMAC signature does not match') }),
    'gateway',
    /knows the HMAC username/,
    /INGO_SECRET/,
  ],
  [
    'Kong, which says no more than no',
    async () => ({ INGO_URL: await kong('Unauthorized') }),
    'gateway',
    /refuses the credentials \(HTTP 401\)/,
    /INGO_USERNAME and INGO_SECRET/,
  ],
  [
    'a server that is not Ingo’s',
    async () => ({ INGO_URL: await listening(createServer((_request, response) => response.end('hello'))) }),
    'gateway',
    /is not Ingo’s/,
    /INGO_URL/,
  ],
  [
    'a form on the shop’s own origin',
    async () => ({ INGO_URL: await startSimulator(), CAPTURE_PUBLIC_URL: ORIGIN }),
    'origins',
    /its scripts could read the form/,
    /CAPTURE_PUBLIC_URL/,
  ],
]

it.each(states)('doctor, %s: told from all others, with what to mend; exit 1', async (...state) => {
  const [, settings, name, says, mend] = state
  const { code, checks, said } = await examine(await settings())
  const [first] = checks.filter(({ verdict }) => verdict === 'failed')
  expect(first).toMatchObject({ name, says: expect.stringMatching(says) as string })
  expect(first?.mend).toMatch(mend)
  expect(said).not.toContain(known.secret)
  expect(said).not.toContain(SECRET_KEY)
  expect(code).toBe(1)
})

it('doctor, settings that are wrong: each one by its name, nothing of its value, exit 1', async () => {
  const { code, checks, said } = await examine({
    INGO_CVV: 'sometimes',
    CAPTURE_SECRET_KEY: 'too-short',
    INGO_CVVV: 'sometimes',
  })
  expect(checks.map(({ says }) => says.split(' ')[0])).toEqual([
    'CAPTURE_SECRET_KEY',
    'INGO_CVV',
    'INGO_CVVV',
  ])
  expect(checks.at(-1)).toMatchObject({ verdict: 'warning' })
  expect(said).not.toMatch(/sometimes|too-short/)
  expect(code).toBe(1)
})
