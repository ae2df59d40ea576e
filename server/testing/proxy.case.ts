/** For tests: a CONNECT proxy on loopback that records what reaches it. */
import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

type Tunnel = { authority: string | undefined; authorization: string | undefined }

export type Proxy = {
  /** The proxy's URL, without user and password. */
  url: string
  host: string
  tunnels: Tunnel[]
  /** The number of requests that are no CONNECT, which would carry card data in the clear. */
  others: number
  /** Returns every byte that a client sent. */
  bytes: () => string
}

/** Starts a proxy that answers each CONNECT with this status. 200 opens the tunnel; 0 hangs up. */
export async function startProxy(status = 200): Promise<Proxy> {
  const chunks: Buffer[] = []
  const sockets = new Set<Socket>()
  const proxy: Proxy = {
    url: '',
    host: '',
    tunnels: [],
    others: 0,
    bytes: () => Buffer.concat(chunks).toString('latin1'),
  }
  const server = createServer((_request, response) => {
    proxy.others += 1
    response.end()
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  })
  server.on('connect', ({ url, headers }, client: Socket) => {
    proxy.tunnels.push({ authority: url, authorization: headers['proxy-authorization'] })
    client.on('error', () => undefined)
    if (status === 0) client.destroy()
    else if (status !== 200) client.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\n\r\n`)
    else {
      const { hostname, port } = new URL(`http://${url ?? ''}`)
      const target = connect(Number(port || 80), hostname, () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n')
        target.pipe(client).pipe(target)
      }).on('error', () => client.destroy())
      sockets.add(target)
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  proxy.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  proxy.url = `http://${proxy.host}`
  return proxy
}
