/** A gateway that verifies every card. Arguments: its port, and its latency in ms. */
import { createServer } from 'node:http'

const [port, latencyMs] = process.argv.slice(2).map(Number)

type Sent = { account: string; expiration_date: string; participant_unique_id1?: string }

createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const sent = JSON.parse(Buffer.concat(chunks).toString()) as Sent
    const body = JSON.stringify({
      status: 100,
      client_message: 'Success',
      data: {
        customer_account_token: 'bench-token',
        last_4: sent.account.slice(-4),
        participant_unique_id1: sent.participant_unique_id1 ?? '',
        participant_unique_id2: '',
        expiration_date: sent.expiration_date,
      },
      time: '0.1',
    })
    const end = () => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length }).end(body)
    }
    if (latencyMs) setTimeout(end, latencyMs)
    else end()
  })
}).listen(port, '127.0.0.1')
