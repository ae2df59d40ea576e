/** The embedded server keeps failed attempts through a restart. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { card, environment, startApp } from '../testing/app.case.js'
import { json, startGateway } from '../testing/gateway.case.js'

const HOUR_MS = 3_600_000

/** `restart` closes the server and starts another one on the same file. */
async function startOnFile() {
  const gateway = await startGateway(json(() => ({ status: 852 })))
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const common = { INGO_URL: gateway.url, CAPTURE_STORE: join(folder, 'store.db') }
  const restart = (settings: Record<string, string>, passedMs = 0) => {
    const app = startApp({ ...common, INGO_REQUESTS_PER_SECOND: '0', ...settings })
    app.time.now += passedMs
    app.peer.address = '192.0.2.77'
    const capture = async () => (await app.open()).capture(card)
    return { ...app, capture, stop: () => app.store.close() }
  }
  return { folder, restart }
}

it('continues from the failed attempts in the store’s file, even with another limit and sealing key', async () => {
  const { folder, restart } = await startOnFile()
  const first = restart({ CAPTURE_FAILED_PER_HOUR: '2' })
  expect((await first.capture()).status).toBe(422)
  await first.stop()
  const second = restart({ CAPTURE_FAILED_PER_HOUR: '2' })
  expect((await second.capture()).status).toBe(422)
  expect((await second.capture()).status).toBe(429)
  await second.stop()
  const old = environment.CAPTURE_SEALING_KEYS ?? ''
  const next = Buffer.alloc(32, 7).toString('base64')
  const three = { CAPTURE_FAILED_PER_HOUR: '3' }
  const third = restart({ ...three, CAPTURE_SEALING_KEYS: `${next},${old}` })
  expect((await third.capture()).status).toBe(422)
  expect(Number((await third.capture()).headers.get('retry-after'))).toBeGreaterThan(3500)
  third.peer.address = '192.0.2.78'
  expect((await third.capture()).status).toBe(422)
  await third.stop()
  expect((await restart({ ...three, CAPTURE_SEALING_KEYS: next }).capture()).status).toBe(429)
  for (const name of readdirSync(folder))
    expect(readFileSync(join(folder, name), 'latin1')).not.toContain('192.0.2.7')
})

it('counts no attempt that is older than the limit', async () => {
  const { restart } = await startOnFile()
  const first = restart({ CAPTURE_FAILED_PER_HOUR: '1' })
  expect((await first.capture()).status).toBe(422)
  await first.stop()
  const second = restart({ CAPTURE_FAILED_PER_HOUR: '1' }, HOUR_MS)
  expect((await second.capture()).status).toBe(422)
  await second.stop()
  const perDay = { CAPTURE_FAILED_PER_HOUR: '0', CAPTURE_FAILED_PER_DAY: '2' }
  const third = restart(perDay, 23 * HOUR_MS)
  expect((await third.capture()).status).toBe(429)
  await third.stop()
  expect((await restart(perDay, 24 * HOUR_MS).capture()).status).toBe(422)
})
