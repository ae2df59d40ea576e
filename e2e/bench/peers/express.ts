/** The peer with the most common libraries: Express 5 and fetch. */
import express from 'express'
import { begin, finish, gateway, PATH, port } from './duties.js'

const app = express()
app.use(express.json())

app.post('/v1/captures', async (request, response) => {
  const key = String(request.headers['idempotency-key'])
  const { bytes, headers } = await begin(request.headers.authorization, key, request.body)
  const answered = await fetch(`${gateway}${PATH}`, { method: 'POST', body: bytes, headers })
  const answer: unknown = await answered.json()
  finish(key, answered.status, answer)
  response.status(answered.status).json(answer)
})
app.listen(Number(port), '127.0.0.1')
