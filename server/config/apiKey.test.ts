/** `INGO_API_KEY`: the accepted values, and that the key reaches the gateway and no output. */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, vi } from 'vitest'
import { checkDeployment } from '../cli/doctor/deployment.js'
import { environment, json, SECRET_KEY, startApp, startGateway, success } from '../testing/app.case.js'
import { merchantsFile, shops, temporaryFolder } from '../testing/merchantsFile.case.js'
import { parseConfig } from './config.js'
import { ConfigError, withSecretFiles, type Environment } from './environment.js'

const KEY = 'marked-key-Hk4Tz9Qw'

function collectProblems(settings: Environment): string[] {
  try {
    parseConfig(withSecretFiles({ ...environment, ...settings }))
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

/** The values of a header that the gateway received, by the header's exact name. */
function headerValues({ rawHeaders }: { rawHeaders: string[] }, name: string): string[] {
  return rawHeaders.filter((_value, index) => index % 2 === 1 && rawHeaders[index - 1] === name)
}

it.each<[string, Environment, string]>([
  ['without the setting', {}, ''],
  ['in X-API-Key', { INGO_API_KEY: KEY }, 'X-API-Key'],
  ['in the header that is set', { INGO_API_KEY: KEY, INGO_API_KEY_HEADER: 'Ingo-Key' }, 'Ingo-Key'],
])('sends the key with captures, verifications and doctor’s request: %s', async (_name, settings, header) => {
  const { url, received } = await startGateway(
    json((sent) => success({ ...sent, account: '4111111111111111' })),
  )
  const { open, app } = startApp({ INGO_URL: url, ...settings })
  await (await open()).capture()
  await app.request('/v1/verifications', {
    method: 'POST',
    headers: { Authorization: `Bearer ${SECRET_KEY}`, 'Content-Type': 'application/json' },
    body: '{"account_type":"card","customer_account_token":"token-1","participant_unique_id1":"order-2"}',
  })
  await checkDeployment({ ...environment, INGO_URL: url, ...settings }, Date.now)
  expect(received).toHaveLength(3)
  for (const request of received) {
    expect(headerValues(request, header)).toEqual(header === '' ? [] : [KEY])
    expect(request.rawHeaders.filter((value) => value === KEY)).toHaveLength(header === '' ? 0 : 1)
    expect(headerValues(request, 'Authorization')[0]).not.toMatch(/api-key|ingo-key/i)
  }
})

it('sends each merchant’s own key, from a file too', async () => {
  const { url, received } = await startGateway(json(() => ({ status: 800 })))
  const INGO_API_KEY_FILE = join(temporaryFolder(), 'key')
  writeFileSync(INGO_API_KEY_FILE, `${KEY}\n`, { mode: 0o600 })
  const file = merchantsFile()
  file.write(
    { ...shops.a, INGO_URL: url, INGO_API_KEY_FILE },
    { ...shops.b, INGO_URL: url, INGO_API_KEY: 'key-of-b' },
  )
  await checkDeployment({ ...environment, ...file.settings }, Date.now)
  expect(received.flatMap((request) => headerValues(request, 'X-API-Key'))).toEqual([KEY, 'key-of-b'])
})

it('tries a corrected key at once, even if the circuit breaker has stopped calls with the rejected key', async () => {
  const gateway = await startGateway((sent, response, request) => {
    const isAccepted = request.headers['x-api-key'] === KEY
    if (isAccepted) json((s) => success(s))(sent, response, request)
    else response.writeHead(401).end()
  })
  const { open, config, metrics } = startApp({ INGO_URL: gateway.url, INGO_API_KEY: 'wrong' })
  const ask = async () => (await (await open()).capture()).status
  for (let times = 0; times < 3; times++) await ask()
  // The gateway gets three captures and the server's probe.
  await vi.waitFor(async () => {
    expect((await metrics.circuitOpen.get()).values).toContainEqual(
      expect.objectContaining({ value: 1, labels: { merchant: 'demo', circuit: 'credentials' } }),
    )
  }, 15_000)
  expect(await ask()).toBe(503)
  expect(gateway.received).toHaveLength(4)
  config.merchants = parseConfig({ ...environment, INGO_URL: gateway.url, INGO_API_KEY: KEY }).merchants
  expect(await ask()).toBe(200)
})

it.each<[string, Environment, string]>([
  ['a control character', { INGO_API_KEY: 'marked\u0007' }, 'INGO_API_KEY is invalid'],
  ['a line end', { INGO_API_KEY: 'marked\r\nX-Other: 1' }, 'INGO_API_KEY is invalid'],
  ['a letter outside ASCII', { INGO_API_KEY: 'markéd' }, 'INGO_API_KEY is invalid'],
  ['a blank', { INGO_API_KEY: ' marked' }, 'INGO_API_KEY is invalid'],
  ['a sample value', { INGO_API_KEY: 'your-key-marked' }, 'INGO_API_KEY is rejected'],
  ['a header without a key', { INGO_API_KEY_HEADER: 'X-Marked' }, 'INGO_API_KEY is missing'],
  ...[
    ...[
      'Authorization',
      'X-Date',
      'Date',
      'Host',
      'Connection',
      'Content-Type',
      'content-length',
      'CONTENT-SHA512',
    ],
    ...['Content-sha256', 'Transfer-Encoding', 'Proxy-Authorization', 'Expect', 'Accept-Encoding', 'Upgrade'],
    ...['X Marked', 'X-Marked:', 'X-Markéd', '1marked', 'x'.repeat(65)],
  ].map((name): [string, Environment, string] => [
    `the header ${name}`,
    { INGO_API_KEY: KEY, INGO_API_KEY_HEADER: name },
    'INGO_API_KEY_HEADER is invalid',
  ]),
])('rejects %s in one line, without the value', (_name, settings, rule) => {
  const [problem = '', ...more] = collectProblems(settings)
  expect(problem.startsWith(rule)).toBe(true)
  expect(problem).not.toMatch(/mark[eé]d|\n/i)
  expect(more).toEqual([])
})

it('sign prints the name of the header, and not the key', async () => {
  const cli = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url))
  const env = {
    INGO_USERNAME: 'user',
    INGO_SECRET: 'secret',
    INGO_API_KEY: KEY,
    INGO_API_KEY_HEADER: 'Ingo-Key',
  }
  const run = (settings: Record<string, string>) =>
    new Promise<{ code: number; said: string }>((resolve) => {
      const args = [cli, 'sign', '--path', '/x', '--body', '/dev/null']
      execFile(process.execPath, args, { env: settings }, (error, out, err) => {
        resolve({ code: Number(error?.code ?? 0), said: out + err })
      })
    })
  const { code, said } = await run(env)
  expect([code, said]).toEqual([0, expect.stringMatching(/^Ingo-Key: \(.*not shown\)$/m)])
  expect(said).not.toContain(KEY)
  const { INGO_API_KEY: _, ...rest } = env
  expect(await run({ ...rest, INGO_API_KEY: 'mark\u00e9d' })).toEqual({
    code: 2,
    said: expect.stringMatching(/^INGO_API_KEY is invalid[^\n]+\n$/) as string,
  })
})
