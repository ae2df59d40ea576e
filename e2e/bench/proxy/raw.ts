/** The lower bound: forwards requests and responses without reading them. Arguments: its port, the gateway's URL. */
import { createServer } from 'node:http'
import { Pool } from 'undici'

const [port, gateway = ''] = process.argv.slice(2)
const pool = new Pool(gateway, { allowH2: false })

createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks)
    pool
      .request({
        method: 'POST',
        path: '/gateway/verify--card',
        body,
        headers: { 'Content-Type': 'application/json', 'Content-Length': String(body.length) },
      })
      .then(async (gatewayResponse) => {
        const text = Buffer.from(await gatewayResponse.body.arrayBuffer())
        const headers = { 'Content-Type': 'application/json', 'Content-Length': text.length }
        response.writeHead(gatewayResponse.statusCode, headers).end(text)
      })
      .catch(() => response.writeHead(502).end())
  })
}).listen(Number(port), '127.0.0.1')
