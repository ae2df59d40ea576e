/** Measures the time to a ready server and to the demo's page, without the installation. */
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { findFreePort, findFreePorts } from '../../server/testing/freePorts.case.js'
import { startChild } from './cleanup.js'
import { row, type Row } from './figures.js'
import { startBench } from './proxy/subjects.js'

const part = 'start'
const ROUNDS = 5

async function measureSeconds(url: string, start: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  const started = start()
  for (;;) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) break
    await new Promise((done) => setTimeout(done, 10))
  }
  const seconds = (performance.now() - began) / 1000
  await started
  return seconds
}

async function demo(): Promise<number> {
  const [capture = 0, shop = 0, simulator = 0] = await findFreePorts(3)
  const cli = fileURLToPath(new URL('../../server/cli.js', import.meta.url))
  const ports = { CAPTURE_PORT: String(capture), SHOP_PORT: String(shop), SIMULATOR_PORT: String(simulator) }
  const child = startChild(process.execPath, [cli, 'demo'], {
    env: { PATH: process.env.PATH, CAPTURE_STORE: ':memory:', ...ports },
    stdio: 'ignore',
  })
  const seconds = await measureSeconds(`http://localhost:${shop}/`, () => Promise.resolve())
  child.kill('SIGTERM')
  await once(child, 'exit')
  return seconds
}

/** Measures both starts. */
export async function start(): Promise<Row[]> {
  const bench = await startBench({})
  const serving: number[] = []
  const demos: number[] = []
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const port = await findFreePort()
      const serve = () => bench.serve(`start ${round}`, { PORT: String(port) })
      serving.push(await measureSeconds(`http://127.0.0.1:${port}/readyz`, serve))
      demos.push(await demo())
    }
  } finally {
    await bench.stop()
  }
  return [
    row(serving, { part, name: 'serve, until it is ready', unit: 's', target: { atMost: 1 } }),
    row(demos, { part, name: 'demo, until its page is there', unit: 's' }),
  ]
}
