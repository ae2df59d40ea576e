/** The whole line as real processes on free ports, with a recorder between capture server and simulator. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createHostServer, type HostPage } from './hostPage.js'
import { INGO, SECRET_KEY } from './settings.js'

export type Received = { requestLine: string; headers: Record<string, string>; body: string }

export type Stack = {
  shop: string
  /** Another page of the merchant's, as the spec has it shown. */
  host: string
  show(document: string, page: HostPage): void
  capture: string
  simulator: string
  /** What reached the gateway, as it came over the wire. */
  received: Received[]
  /** Everything that the processes have written, so far. */
  output(): string
  /** Cuts the capture server off from its gateway, and back. */
  cut(off: boolean): Promise<void>
  stop(): Promise<void>
}

/** Starts simulator, recorder, capture server and shop. */
export async function startStack(): Promise<Stack> {
  const ports = (await freePorts(5)) as [number, number, number, number, number]
  const [capturePort, shopPort, simulatorPort, gatewayPort, hostPort] = ports
  const urls = {
    capture: `http://127.0.0.1:${capturePort}`,
    shop: `http://localhost:${shopPort}`,
    host: `http://localhost:${hostPort}`,
    simulator: `http://127.0.0.1:${simulatorPort}`,
  }
  const ingo = {
    INGO_USERNAME: INGO.username,
    INGO_SECRET: INGO.secret,
    INGO_PARTICIPANT_ID: INGO.participantId,
  }
  let output = ''
  const start = (file: string, args: string[], env: Record<string, string>) => {
    const path = fileURLToPath(new URL(`../../dist/${file}`, import.meta.url))
    const child = spawn(process.execPath, [path, ...args], { env: { PATH: process.env.PATH, ...env } })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (output += text.toString()))
    return child
  }
  const children = [
    start('demo/simulator/main.js', [], { ...ingo, SIMULATOR_PORT: String(simulatorPort) }),
    start('server/cli.js', ['serve'], {
      ...ingo,
      PORT: String(capturePort),
      LOG_LEVEL: 'trace',
      CAPTURE_MERCHANT_ID: 'demo',
      CAPTURE_SECRET_KEY: SECRET_KEY,
      CAPTURE_ORIGINS: `${urls.shop},${urls.host}`,
      CAPTURE_STORE: ':memory:',
      // The specs are one address, and are declined a lot.
      CAPTURE_FAILED_PER_HOUR: '0',
      CAPTURE_FAILED_PER_DAY: '0',
      CAPTURE_ATTEMPTS_PER_MINUTE: '0',
      CAPTURE_SEALING_KEYS: Buffer.alloc(32, 9).toString('base64'),
      INGO_URL: `http://127.0.0.1:${gatewayPort}`,
      INGO_OPEN_BANKING_URL: `http://127.0.0.1:${gatewayPort}`,
    }),
    start('demo/shop/main.js', [], {
      SHOP_PORT: String(shopPort),
      CAPTURE_URL: urls.capture,
      CAPTURE_SECRET_KEY: SECRET_KEY,
      SIMULATOR_URL: urls.simulator,
    }),
  ]
  const received: Received[] = []
  const recorder = createRecorder(simulatorPort, received)
  const listen = async () => {
    await once(recorder.listen(gatewayPort, '127.0.0.1'), 'listening')
  }
  const unlisten = async () => {
    recorder.closeAllConnections()
    await new Promise((done) => recorder.close(done))
  }
  const { server: hostServer, show } = createHostServer()
  await once(hostServer.listen(hostPort, 'localhost'), 'listening')
  await listen()
  const ready = [`${urls.simulator}/healthz`, `${urls.capture}/readyz`, `${urls.shop}/`]
  await Promise.all(ready.map((url) => answers(url, children, () => output)))
  return {
    ...urls,
    show,
    received,
    output: () => output,
    cut: (off) => (off ? unlisten() : listen()),
    async stop() {
      if (recorder.listening) await unlisten()
      hostServer.closeAllConnections()
      hostServer.close()
      await Promise.all(children.map(ended))
    },
  }
}

/** Passes each request on, byte for byte, and keeps what came. */
function createRecorder(simulatorPort: number, received: Received[]): Server {
  return createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const body = Buffer.concat(chunks)
      const { method = '', url = '', httpVersion, rawHeaders: raw } = incoming
      const pairs = raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []))
      const headers = Object.fromEntries(pairs) as Record<string, string>
      received.push({ requestLine: `${method} ${url} HTTP/${httpVersion}`, headers, body: body.toString() })
      const options = { port: simulatorPort, host: '127.0.0.1', method, path: url, headers }
      const onward = request(options, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      })
      onward.on('error', () => incoming.socket.destroy())
      onward.end(body)
    })
  })
}

/** Ports that nobody listens on right now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))))
  return ports
}

async function answers(url: string, children: ChildProcess[], output: () => string): Promise<void> {
  while (children.every((child) => child.exitCode === null)) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`A process of the stack has ended:\n${output()}`)
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
