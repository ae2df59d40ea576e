/** For package.test.ts: `serve` as npm installs it, with the environment alone: asked, scraped, compared and drained. */
import { EventEmitter, once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { ORIGIN, SECRET_KEY } from '../../server/testing/app.case.js'
import { createSession } from '../../server/index.js'
import {
  capture,
  card,
  exitOf,
  isReady,
  startNode,
  temporaryStore,
  unlimited,
} from '../../server/testing/serveProcess.case.js'
import { startSimulator } from './doctor.case.js'
import { cli, installed } from './installed.case.js'
import { findFreePorts } from '../../e2e/harness/freePorts.js'

it('serve: the scrape counts what has been asked, on a port with nothing else; SIGTERM drains both', async () => {
  const gateway = new EventEmitter()
  const sleep = () => {
    gateway.emit('holds a card')
    return once(gateway, 'goes on')
  }
  const [metricsPort = 0] = await findFreePorts(1)
  const settings = {
    ...unlimited,
    INGO_URL: await startSimulator({ sleep }),
    CAPTURE_STORE: temporaryStore(),
    METRICS_PORT: String(metricsPort),
  }
  const node = await startNode(settings, { cli: cli(), cwd: installed.folder })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const server = { url: node.url, secretKey: SECRET_KEY }
  const attempt = async (recipient_last_name: string) => {
    const participant_unique_id1 = `order-${recipient_last_name}`
    const { url } = await createSession(server, { origin: ORIGIN, participant_unique_id1 })
    const init = { body: JSON.stringify({ ...card, recipient_last_name }) }
    return (await capture(node.url, new URL(url).hash.slice(1), crypto.randomUUID(), init)).status
  }
  expect(await Promise.all(['Rivera', 'Silva', 'declined'].map(attempt))).toEqual([200, 200, 422])

  const url = `http://127.0.0.1:${metricsPort}`
  const text = await (await fetch(`${url}/metrics`)).text()
  for (const line of [
    'attempts_total{merchant="demo",outcome="tokenized"} 2',
    'attempts_total{merchant="demo",outcome="card_declined"} 1',
    'requests_total{route="/v1/sessions",status="201"} 3',
    'requests_total{route="/v1/captures",status="200"} 2',
    'requests_total{route="/v1/captures",status="422"} 1',
    'gateway_duration_seconds_count{operation="verify--card",outcome="response"} 3',
    'gateway_in_flight{merchant="demo"} 0',
  ]) {
    expect(text).toContain(`ingo_capture_${line}`)
  }
  expect((await fetch(`${url}/healthz`)).status).toBe(404)
  expect((await fetch(`${node.url}/metrics`)).status).toBe(404)

  const held = once(gateway, 'holds a card')
  const underWay = attempt('slow')
  await held
  node.child.kill('SIGTERM')
  while (await isReady(node));
  gateway.emit('goes on')
  expect(await underWay).toBe(200)
  expect(await exitOf(node)).toBe(0)
  await expect(fetch(`${url}/metrics`)).rejects.toThrow()
})
