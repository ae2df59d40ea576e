/** The headers of the form's document for merchants with many origins, and with the origin of an app. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkDeployment } from '../cli/doctor/deployment.js'
import { parseConfig } from '../config/config.js'
import { createLog } from '../observability/log.js'
import { environment, ORIGIN, readResponse, startApp } from '../testing/app.case.js'
import { warnLargeHeads } from './frameHeadSize.js'

function manyOrigins(count: number): string {
  return Array.from({ length: count }, (_, index) => `https://shop-${index + 1}.checkout.example.com`).join(
    ',',
  )
}

async function headBytes(origins: string): Promise<{ bytes: number; head: string }> {
  const { app } = startApp({ CAPTURE_ORIGINS: origins })
  const { headers } = await app.request('/frame/demo')
  const head = [...headers].map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return { bytes: Buffer.byteLength(head), head }
}

function warnings(origins: string): string[] {
  const lines: string[] = []
  const log = createLog('warn', { write: (line) => void lines.push(line) }, Date.now)
  warnLargeHeads(parseConfig({ ...environment, CAPTURE_ORIGINS: origins }).merchants, log)
  return lines
}

it('names each origin once in the head, which stays below nginx’ 4 KiB for 40 of them', async () => {
  const { bytes, head } = await headBytes(manyOrigins(40))
  expect(bytes).toBeLessThan(4000)
  expect(head.split('https://shop-40.checkout.example.com')).toHaveLength(2)
})

it.each([1, 10, 40, 60, 100, 200])(
  'warns about %d origins exactly when the head has more than 3000 bytes',
  async (count) => {
    const { bytes } = await headBytes(manyOrigins(count))
    const lines = warnings(manyOrigins(count))
    expect(lines).toHaveLength(bytes > 3000 ? 1 : 0)
    for (const line of lines) expect(line).toMatch(/CAPTURE_ORIGINS .*proxy_buffer_size.*CAPTURE_CONFIG/)
  },
)

it('docs/deploy.md names the size of the head without origins, and what each origin adds', async () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/deploy.md'), 'utf8')
  const named = Number(/other\s+headers take about (\d+) bytes/.exec(page)?.[1])
  const { bytes } = await headBytes(ORIGIN)
  // The process adds headers that the app does not have, such as the date.
  expect(Math.abs(bytes - ORIGIN.length - 1 - named)).toBeLessThanOrEqual(50)
  const longer = await headBytes(`${ORIGIN},https://another.example`)
  expect(longer.bytes - bytes).toBe('https://another.example'.length + 1)
})

it('doctor warns, too', async () => {
  const settings = { ...environment, CAPTURE_ORIGINS: manyOrigins(100), INGO_URL: 'http://127.0.0.1:9' }
  const checks = await checkDeployment(settings, Date.now)
  expect(checks).toContainEqual(
    expect.objectContaining({
      name: 'origins',
      status: 'warning',
      remedy: expect.stringContaining('nginx') as string,
    }),
  )
})

it.each([
  'capacitor://localhost',
  'ionic://localhost',
  'capacitor://shop',
  'https://localhost',
  'http://localhost',
])('lets the app at %s embed the form of a session for it', async (origin) => {
  const { app, open } = startApp({ CAPTURE_ORIGINS: `${ORIGIN},${origin}` })
  const { headers } = await app.request('/frame/demo')
  expect(headers.get('content-security-policy')).toContain(`frame-ancestors ${ORIGIN} ${origin};`)
  const { sealed } = await open({ origin })
  const response = await app.request('/v1/session', { headers: { Authorization: `Bearer ${sealed}` } })
  expect(await response.json()).toMatchObject({ origin })
})

it.each(['capacitor://localhost:8080', 'capacitor://', 'app://localhost', 'file://', 'null'])(
  'rejects %s, and shows the origin format of an app',
  async (origin) => {
    expect(() => parseConfig({ ...environment, CAPTURE_ORIGINS: origin })).toThrow(
      /^CAPTURE_ORIGINS is invalid\. Entry 1 /,
    )
    const { create } = startApp({})
    expect(await readResponse(create({ origin }))).toMatchObject({
      http: 400,
      field: 'origin',
      detail: expect.stringContaining('capacitor://localhost') as string,
    })
  },
)
