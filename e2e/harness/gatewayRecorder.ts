/** A proxy between capture server and simulator that records the requests. */
import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'

/** A gateway request as received over the wire. */
export type ReceivedRequest = { requestLine: string; headers: Record<string, string>; body: string }

type GatewayRecorder = {
  received: ReceivedRequest[]
  /** From now on, does not forward requests to the simulator, until the returned function is called. */
  hold: () => () => void
  listen: () => Promise<void>
  close: () => Promise<void>
}

/** Creates a recorder that listens on `port` and forwards to the simulator. */
export function createGatewayRecorder(port: number, simulatorPort: number): GatewayRecorder {
  const received: ReceivedRequest[] = []
  let released = Promise.resolve()
  const server = createForwarder(simulatorPort, received, () => released)
  return {
    received,
    hold() {
      let release: () => void = () => undefined
      released = new Promise((resolve) => (release = resolve))
      return release
    },
    async listen() {
      await once(server.listen(port, '127.0.0.1'), 'listening')
    },
    async close() {
      if (!server.listening) return
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** Records each request, and forwards it byte for byte once `whenReleased` resolves. */
function createForwarder(
  simulatorPort: number,
  received: ReceivedRequest[],
  whenReleased: () => Promise<void>,
): Server {
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
      const forwarded = request(options, (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers)
        response.pipe(outgoing)
      })
      forwarded.on('error', () => incoming.socket.destroy())
      void whenReleased().then(() => forwarded.end(body))
    })
  })
}
