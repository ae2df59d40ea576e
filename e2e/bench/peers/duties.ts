/** The duties of each peer. Arguments of its process: its port, the gateway’s URL, the file of its records. */
import { createHash, createHmac } from 'node:crypto'
import { compactDecrypt } from 'jose'
import Database from 'libsql'
import { pino } from 'pino'
import { Counter } from 'prom-client'
import * as z from 'zod'

export const [port = '', gateway = '', file = ''] = process.argv.slice(2)
export const PATH = '/gateway/verify--card'
export const log = pino()
export const captures = new Counter({ name: 'captures', help: 'Captures by status.', labelNames: ['status'] })

const key = Buffer.alloc(32, 5)
const database = new Database(file)
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
database.exec('CREATE TABLE captures (key TEXT PRIMARY KEY, session TEXT, state TEXT, answer TEXT)')
const insert = database.prepare("INSERT INTO captures VALUES (?, ?, 'sent', NULL)")
const update = database.prepare("UPDATE captures SET state = 'done', answer = ? WHERE key = ?")

const text = z.string().min(1).max(50)
const digits = (min: number, max = min) => z.string().regex(new RegExp(`^\\d{${min},${max}}$`))
const payment = { account: digits(12, 19), expiration_date: digits(4), cvv: digits(3, 4) }
const owner = { recipient_first_name: text, recipient_last_name: text, recipient_address1: text }
const place = { recipient_city: text, recipient_state: z.string().length(2), recipient_zip: digits(5) }
const card = z.strictObject({ account_type: z.literal('card'), ...payment, ...owner, ...place })

/** Opens the session, validates the body, records the attempt, and returns the signed request. */
export async function begin(authorization = '', idempotencyKey: string, body: unknown) {
  const { plaintext } = await compactDecrypt(authorization.slice('Bearer '.length), key)
  const session = z.object({ id: z.string() }).parse(JSON.parse(Buffer.from(plaintext).toString()))
  const timestamp = Math.floor(Date.now() / 1000)
  const sent = { ...card.parse(body), account_type: 'CA', participant_id: 12345, timestamp, version: 11 }
  const bytes = Buffer.from(JSON.stringify(sent))
  insert.run(idempotencyKey, session.id)
  const date = new Date().toUTCString()
  const digest = createHash('sha512').update(bytes).digest('base64')
  const signed = `POST ${PATH} HTTP/1.1\nx-date: ${date}\ncontent-type: application/json\ncontent-length: ${bytes.length}\ncontent-sha512: ${digest}`
  const signature = createHmac('sha512', 'bench-secret-not-real').update(signed).digest('base64')
  const names = 'request-line x-date content-type content-length content-sha512'
  const Authorization = `hmac username="bench", algorithm="hmac-sha512", headers="${names}", signature="${signature}"`
  const content = { 'Content-Type': 'application/json', 'Content-sha512': digest }
  return { bytes, headers: { 'X-Date': date, Authorization, ...content } }
}

/** Records the gateway's answer. */
export function finish(idempotencyKey: string, status: number, answer: unknown): void {
  update.run(JSON.stringify(answer), idempotencyKey)
  captures.inc({ status })
  log.info({ status }, 'capture')
}
