/** Simulator, capture server and shop as real processes on free ports, with a recorder before the simulator. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { findFreePorts } from '../../server/testing/freePorts.case.js'
import { createGatewayRecorder, type ReceivedRequest } from './gatewayRecorder.js'
import { createHostServer, type HostDocument } from './hostServer.js'
import { INGO, SECRET_KEY } from './settings.js'

export type Stack = {
  /** URLs of the shop, the spec's own host page, the capture server and the simulator. */
  shop: string
  host: string
  capture: string
  simulator: string
  /** The capture server's metrics. */
  metrics: string
  /** Sets what the host page serves. */
  show(page: HostDocument): void
  /** The requests that reached the gateway so far. */
  received: ReceivedRequest[]
  /** From now on, the gateway does not answer the requests that it receives, until the returned function is called. */
  holdGateway(): () => void
  /** Everything that the processes have written so far. */
  output(): string
  /** Disconnects the capture server from its gateway, or connects it again. */
  setGatewayReachable(reachable: boolean): Promise<void>
  stop(): Promise<void>
}

type Ports = {
  capture: number
  metrics: number
  shop: number
  simulator: number
  gateway: number
  host: number
}

/** Starts simulator, recorder, capture server and shop. */
export async function startStack(): Promise<Stack> {
  const [capture = 0, metrics = 0, shop = 0, simulator = 0, gateway = 0, host = 0] = await findFreePorts(6)
  const ports: Ports = { capture, metrics, shop, simulator, gateway, host }
  const urls = {
    capture: `http://127.0.0.1:${capture}`,
    shop: `http://localhost:${shop}`,
    host: `http://localhost:${host}`,
    simulator: `http://127.0.0.1:${simulator}`,
    metrics: `http://127.0.0.1:${metrics}/metrics`,
  }
  const { children, output } = startProcesses(ports, urls)
  const recorder = createGatewayRecorder(gateway, simulator)
  const { server: hostServer, show } = createHostServer()
  await once(hostServer.listen(host, 'localhost'), 'listening')
  await recorder.listen()
  const ready = [`${urls.simulator}/healthz`, `${urls.capture}/readyz`, `${urls.shop}/`]
  await Promise.all(ready.map((url) => waitUntilReady(url, children, output)))
  return {
    ...urls,
    show,
    received: recorder.received,
    holdGateway: recorder.hold,
    output,
    setGatewayReachable: (reachable) => (reachable ? recorder.listen() : recorder.close()),
    async stop() {
      await recorder.close()
      hostServer.closeAllConnections()
      hostServer.close()
      await Promise.all(children.map(stopProcess))
    },
  }
}

function startProcesses(ports: Ports, urls: Pick<Stack, 'capture' | 'shop' | 'host' | 'simulator'>) {
  let output = ''
  const start = (file: string, args: string[], env: Record<string, string>) => {
    const path = fileURLToPath(new URL(`../../dist/${file}`, import.meta.url))
    const child = spawn(process.execPath, [path, ...args], { env: { PATH: process.env.PATH, ...env } })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (output += text.toString()))
    return child
  }
  const ingo = {
    INGO_USERNAME: INGO.username,
    INGO_SECRET: INGO.secret,
    INGO_PARTICIPANT_ID: INGO.participantId,
  }
  const children = [
    start('demo/simulator/main.js', [], { ...ingo, SIMULATOR_PORT: String(ports.simulator) }),
    start('server/cli.js', ['serve'], {
      ...ingo,
      PORT: String(ports.capture),
      METRICS_PORT: String(ports.metrics),
      LOG_LEVEL: 'trace',
      CAPTURE_MERCHANT_ID: 'demo',
      CAPTURE_SECRET_KEY: SECRET_KEY,
      CAPTURE_ORIGINS: `${urls.shop},${urls.host}`,
      CAPTURE_STORE: ':memory:',
      // Limits are off: all specs share one address, and many of their cards are declined.
      CAPTURE_FAILED_PER_HOUR: '0',
      CAPTURE_FAILED_PER_DAY: '0',
      CAPTURE_ATTEMPTS_PER_MINUTE: '0',
      CAPTURE_SEALING_KEYS: Buffer.alloc(32, 9).toString('base64'),
      INGO_URL: `http://127.0.0.1:${ports.gateway}`,
      INGO_OPEN_BANKING_URL: `http://127.0.0.1:${ports.gateway}`,
    }),
    start('demo/shop/main.js', [], {
      SHOP_PORT: String(ports.shop),
      CAPTURE_URL: urls.capture,
      CAPTURE_SECRET_KEY: SECRET_KEY,
      SIMULATOR_URL: urls.simulator,
    }),
  ]
  return { children, output: () => output }
}

async function waitUntilReady(url: string, children: ChildProcess[], output: () => string): Promise<void> {
  while (children.every((child) => child.exitCode === null)) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`A process of the stack has ended:\n${output()}`)
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
