/** Part of package.test.ts: the installed `doctor`, configured by the environment, against gateways in good and bad states. */
import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { createSimulator, type SimulatorOptions } from '../../demo/simulator/gateway.js'
import { environment, ORIGIN, SECRET_KEY } from '../../server/testing/app.case.js'
import type { Environment } from '../../server/config/config.js'
import { temporaryStore } from '../../server/testing/serveProcess.case.js'
import { cli, installed } from './installed.case.js'

const credentials = { username: 'test', secret: 'a-secret-of-the-tests', participantId: 12345, now: Date.now }
type Check = { name: string; status: 'ok' | 'warning' | 'failed'; summary: string; remedy?: string }

async function startServer(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export const startSimulator = (options: Partial<SimulatorOptions> = {}) =>
  startServer(createSimulator({ ...credentials, ...options }))

/** Runs `doctor --json` in an environment: its exit code, its checks, and its whole output. */
async function runDoctor(settings: Environment): Promise<{ code: number; checks: Check[]; stdout: string }> {
  const env = { ...environment, CAPTURE_STORE: temporaryStore(), ...settings }
  return new Promise((resolve) => {
    const options = { env, cwd: installed.folder }
    execFile(process.execPath, [cli(), 'doctor', '--json'], options, (error, stdout) => {
      const { checks } = JSON.parse(stdout) as { checks: Check[] }
      resolve({ code: Number(error?.code ?? 0), checks, stdout })
    })
  })
}

it('doctor passes every check with correct settings, and exits with 0', async () => {
  const { code, checks } = await runDoctor({ INGO_URL: await startSimulator() })
  const names = ['configuration', 'keys', 'origins', 'store', 'dns', 'clock', 'gateway']
  expect(checks.map(({ name, status }) => [name, status])).toEqual(names.map((name) => [name, 'ok']))
  expect(checks.at(-1)?.summary).toBe('accepts signature, username and participant_id (status 800)')
  expect(code).toBe(0)
})

const skewedClock = () => Date.now() + 20 * 60_000
/** Rejects like Kong, the API gateway in front of Ingo: a JSON message without Ingo's envelope. */
const startKong = (message: string) =>
  startServer(
    createServer((_request, response) =>
      response.writeHead(401, { 'Content-Type': 'application/json' }).end(JSON.stringify({ message })),
    ),
  )

type State = [
  state: string,
  settings: () => Promise<Environment>,
  name: string,
  summary: RegExp,
  remedy: RegExp,
]
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
    'a missing API key',
    async () => ({
      INGO_URL: await startSimulator({ apiKey: { header: 'x-api-key', key: 'a-key-of-the-tests' } }),
    }),
    'gateway',
    /does not accept the API key/,
    /INGO_API_KEY/,
  ],
  [
    'a skewed clock',
    async () => ({ INGO_URL: await startSimulator({ now: skewedClock }) }),
    'clock',
    /too far off \(402\)/,
    /NTP/,
  ],
  [
    'a wrong participant_id',
    async () => ({ INGO_URL: await startSimulator({ participantId: 54321 }) }),
    'gateway',
    /accepts the signature, but not the participant_id/,
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
    'a store that can’t be opened',
    async () => ({ INGO_URL: await startSimulator(), CAPTURE_STORE: `${import.meta.filename}/store.db` }),
    'store',
    /^CAPTURE_STORE cannot be opened/,
    /CAPTURE_STORE/,
  ],
  [
    'a wrong secret at Kong',
    async () => ({ INGO_URL: await startKong('HMAC signature does not match') }),
    'gateway',
    /knows the HMAC username/,
    /INGO_SECRET/,
  ],
  [
    'Kong without a reason',
    async () => ({ INGO_URL: await startKong('Unauthorized') }),
    'gateway',
    /refuses the credentials \(HTTP 401\)/,
    /INGO_USERNAME and INGO_SECRET/,
  ],
  [
    'a server that is not Ingo’s',
    async () => ({
      INGO_URL: await startServer(createServer((_request, response) => response.end('hello'))),
    }),
    'gateway',
    /is not Ingo’s/,
    /INGO_URL/,
  ],
  [
    'a form on the shop’s own origin',
    async () => ({ INGO_URL: await startSimulator(), CAPTURE_PUBLIC_URL: ORIGIN }),
    'origins',
    /scripts could read the form/,
    /CAPTURE_PUBLIC_URL/,
  ],
]

it.each(states)(
  'doctor identifies %s, names the fix, prints no secret, and exits with 1',
  async (...state) => {
    const [, settings, name, summary, remedy] = state
    const { code, checks, stdout } = await runDoctor(await settings())
    const [first] = checks.filter(({ status }) => status === 'failed')
    expect(first).toMatchObject({ name, summary: expect.stringMatching(summary) as string })
    expect(first?.remedy).toMatch(remedy)
    expect(stdout).not.toContain(credentials.secret)
    expect(stdout).not.toContain(SECRET_KEY)
    expect(code).toBe(1)
  },
)

it('doctor lists each invalid setting by its name, without its value, and exits with 1', async () => {
  const { code, checks, stdout } = await runDoctor({
    INGO_CVV: 'sometimes',
    CAPTURE_SECRET_KEY: 'too-short',
    INGO_CVVV: 'sometimes',
  })
  expect(checks.map(({ summary }) => summary.split(' ')[0])).toEqual([
    'CAPTURE_SECRET_KEY',
    'INGO_CVV',
    'INGO_CVVV',
  ])
  expect(checks.at(-1)).toMatchObject({ status: 'warning' })
  expect(stdout).not.toMatch(/sometimes|too-short/)
  expect(code).toBe(1)
})
