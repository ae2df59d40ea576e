/** The peer with the fastest libraries: Fastify 5 and undici. */
import Fastify from 'fastify'
import { Pool } from 'undici'
import { begin, finish, gateway, PATH, port } from './duties.js'

const pool = new Pool(gateway, { allowH2: false })
const app = Fastify({ logger: false })

app.post('/v1/captures', async (request, reply) => {
  const key = String(request.headers['idempotency-key'])
  const { bytes, headers } = await begin(request.headers.authorization, key, request.body)
  const response = await pool.request({ method: 'POST', path: PATH, body: bytes, headers })
  const answer = await response.body.json()
  finish(key, response.statusCode, answer)
  return reply.code(response.statusCode).send(answer)
})
await app.listen({ port: Number(port), host: '127.0.0.1' })
