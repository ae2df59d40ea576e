/**
 * The steps of each peer for a capture, as a merchant's team would write them: it opens the session with jose,
 * validates with zod, signs for Ingo, and keeps a record. Arguments of a peer: its port, the gateway's URL,
 * the file of its records.
 */
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
database.pragma('journal_mode = WAL')
database.pragma('synchronous = NORMAL')
database.exec('CREATE TABLE captures (key TEXT PRIMARY KEY, session TEXT, state TEXT, answer TEXT)')
const insert = database.prepare("INSERT INTO captures VALUES (?, ?, 'sent', NULL)")
const update = database.prepare("UPDATE captures SET state = 'done', answer = ? WHERE key = ?")

const text = z.string().min(1).max(50)
const card = z.strictObject({
  account_type: z.literal('card'),
  account: z.string().regex(/^\d{12,19}$/),
  expiration_date: z.string().regex(/^\d{4}$/),
  cvv: z.string().regex(/^\d{3,4}$/),
  ...{ recipient_first_name: text, recipient_last_name: text, recipient_address1: text },
  ...{
    recipient_city: text,
    recipient_state: z.string().length(2),
    recipient_zip: z.string().regex(/^\d{5}$/),
  },
})

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
  const headers = {
    'X-Date': date,
    'Content-Type': 'application/json',
    'Content-sha512': digest,
    Authorization,
  }
  return { bytes, headers }
}

/** Records the gateway's answer. */
export function finish(idempotencyKey: string, status: number, answer: unknown): void {
  update.run(JSON.stringify(answer), idempotencyKey)
  captures.inc({ status })
  log.info({ status }, 'capture')
}
