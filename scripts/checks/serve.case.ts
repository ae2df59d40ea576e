/** Part of package.test.ts: the installed `serve`, configured by the environment: requests, metrics and a graceful stop. */
import { EventEmitter, once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { ORIGIN, SECRET_KEY } from '../../server/testing/app.case.js'
import { createSession } from 'ingo-capture/backend'
import {
  capture,
  card,
  exitCode,
  isReady,
  startNode,
  temporaryStore,
  unlimited,
} from '../../server/testing/serveProcess.case.js'
import { startSimulator } from './doctor.case.js'
import { cli, installed } from './installed.case.js'
import { findFreePorts } from '../../server/testing/freePorts.case.js'

it('serve counts requests on the metrics port, which serves nothing else, and finishes open requests on SIGTERM', async () => {
  const gateway = new EventEmitter()
  const sleep = () => {
    gateway.emit('request')
    return once(gateway, 'respond')
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
  const submit = async (recipient_last_name: string) => {
    const participant_unique_id1 = `order-${recipient_last_name}`
    const { url } = await createSession(server, { origin: ORIGIN, participant_unique_id1 })
    const init = { body: JSON.stringify({ ...card, recipient_last_name }) }
    return (await capture(node.url, new URL(url).hash.slice(1), crypto.randomUUID(), init)).status
  }
  expect(await Promise.all(['Rivera', 'Silva', 'declined'].map(submit))).toEqual([200, 200, 422])

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

  const received = once(gateway, 'request')
  const inFlight = submit('slow')
  await received
  node.child.kill('SIGTERM')
  while (await isReady(node));
  gateway.emit('respond')
  expect(await inFlight).toBe(200)
  expect(await exitCode(node)).toBe(0)
  await expect(fetch(`${url}/metrics`)).rejects.toThrow()
})
