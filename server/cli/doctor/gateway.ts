/**
 * Asks the gateway about a token that can't be anybody's, signed as every request is: grouping 1 of `verify--card`,
 * which has no card data and creates nothing. How it is refused tells what is right and what isn't.
 * Status codes: https://developers.ingopayments.com/docs/guides/errors; the texts of a 401 are Kong's `hmac-auth`'s.
 */
import { randomUUID } from 'node:crypto'
import { gatewayResponse } from '../../../contract/gatewayResponse.js'
import type { Merchant } from '../../config/merchant.js'
import { MAX_RESPONSE_BYTES, connect } from '../../gateway/client.js'
import { postOnce } from '../../gateway/postOnce.js'
import { sign } from '../../gateway/sign.js'
import type { Check } from './deployment.js'

const NOBODY = '00000000-0000-0000-0000-000000000000'
const MOST_MS = 15_000
/** Ingo takes ±300 s; the server is not ready beyond 240. */
const [FAR_S, TOO_FAR_S] = [60, 240]

type Heard = { http: number; status: number | undefined; text: string; driftS: number | undefined }

/** What its clock and its answer say; `now` in ms since 1970. */
export async function askGateway(merchant: Merchant, now: () => number): Promise<Check[]> {
  const heard = await hear(merchant, now).catch((error: unknown) => codeOf(error))
  if (typeof heard === 'string') {
    const mend = 'check INGO_URL and that this machine may reach it; if it may, ask Ingo'
    return [{ name: 'gateway', verdict: 'failed', says: `does not answer (${heard})`, mend }]
  }
  return [clockOf(heard), answerOf(heard)]
}

async function hear({ ingo }: Merchant, now: () => number): Promise<Heard> {
  const { origin, pathname } = new URL(ingo.url)
  const path = `${pathname.replace(/\/$/, '')}/gateway/verify--card`
  const asked = {
    participant_id: ingo.participantId,
    account_type: 'CA',
    customer_account_token: NOBODY,
    participant_unique_id1: `doctor-${randomUUID()}`,
    timestamp: Math.floor(now() / 1000),
    version: 11,
  }
  const body = Buffer.from(JSON.stringify(asked))
  const pool = connect(origin)
  try {
    const sent = { path, body, headers: sign(ingo.credentials, { path, body, now: now() }) }
    const answer = await postOnce(pool, sent, Math.min(ingo.timeoutMs, MOST_MS), MAX_RESPONSE_BYTES)
    const date = Date.parse(String(answer.headers.date))
    const text = answer.body?.toString() ?? ''
    const driftS = Number.isNaN(date) ? undefined : Math.round((date - now()) / 1000)
    return { http: answer.http, status: statusOf(text), text, driftS }
  } finally {
    await pool.destroy()
  }
}

function statusOf(text: string): number | undefined {
  try {
    const answer = gatewayResponse.safeParse(JSON.parse(text))
    return answer.success ? answer.data.status : undefined
  } catch {
    return undefined
  }
}

function isClock({ status, driftS = 0 }: Heard): boolean {
  return status === 402 || Math.abs(driftS) > TOO_FAR_S
}

function clockOf(heard: Heard): Check {
  const { driftS } = heard
  const name = 'clock'
  const mend = 'set this machine’s clock by NTP: Ingo refuses what is stamped more than 300 s off'
  const off = driftS === undefined ? 'of unknown drift' : `${Math.abs(driftS)} s off the gateway’s`
  if (isClock(heard)) {
    const says = heard.status === 402 ? 'the gateway refuses our date as too far off (402)' : off
    return { name, verdict: 'failed', says, mend }
  }
  if (driftS === undefined) return { name, verdict: 'warning', says: 'the gateway’s answer has no date' }
  const far = Math.abs(driftS) > FAR_S
  return { name, verdict: far ? 'warning' : 'ok', says: off, ...(far && { mend }) }
}

type Fault = [fits: (heard: Heard) => boolean, says: string, mend: string]

/** The first row that fits. Kong's newer versions say the same of a username and of a secret: then both are named. */
const faults: Fault[] = [
  [isClock, 'can’t tell more while the clock is off', 'set the clock right and ask again'],
  [
    (heard) => isRefusal(heard) && /username|cannot be verified/i.test(heard.text),
    'does not know the HMAC username',
    'check INGO_USERNAME: it is neither the secret nor the participant_id, and of sandbox or production',
  ],
  [
    (heard) => isRefusal(heard) && /signature does not match/i.test(heard.text),
    'knows the HMAC username, but the signature does not match',
    'check INGO_SECRET: the whole of it, without quotation marks or a newline',
  ],
  [
    (heard) => isRefusal(heard) && /algorithm/i.test(heard.text),
    'does not take the algorithm',
    'check INGO_ALGORITHM with Ingo: hmac-sha512 unless it was agreed otherwise',
  ],
  [
    isRefusal,
    'refuses the credentials',
    'check INGO_USERNAME and INGO_SECRET, and that they are of this INGO_URL',
  ],
  [
    ({ http, status }) => status === 404 || (status === undefined && http === 404),
    'answers, but has nothing at this path',
    'check INGO_URL: /gateway/verify--card is put behind it, so it has a path of its own or none as Ingo says',
  ],
  [
    ({ status = 0, text }) => status === 403 || (isOf(400, 499, status) && /participant/i.test(text)),
    'takes the signature, but not the participant_id',
    'check INGO_PARTICIPANT_ID: a number that goes with this INGO_USERNAME',
  ],
  [
    ({ status = 0 }) => isOf(400, 499, status),
    'takes the signature, but not the request or its account',
    'ask Ingo whether this participant is configured for verify--card',
  ],
  [
    ({ http, status = 0 }) => http >= 500 || isOf(500, 599, status) || isOf(900, 999, status),
    'fails by itself',
    'try again; if it stays so, ask Ingo',
  ],
  [
    ({ status }) => status === undefined,
    'is not Ingo’s: its answer is not a documented one',
    'check INGO_URL',
  ],
]

function isRefusal({ http, status }: Heard): boolean {
  return status === 401 || (status === undefined && (http === 401 || http === 403))
}

function isOf(from: number, to: number, status: number): boolean {
  return status >= from && status <= to
}

function answerOf(heard: Heard): Check {
  const { http, status } = heard
  const code = status === undefined ? `HTTP ${http}` : `status ${status}`
  const fault = faults.find(([fits]) => fits(heard))
  const name = 'gateway'
  if (!fault) return { name, verdict: 'ok', says: `takes signature, username and participant_id (${code})` }
  const [, says, mend] = fault
  return { name, verdict: 'failed', says: `${says} (${code})`, mend }
}

/** A code alone: a message may name anything. */
function codeOf(error: unknown): string {
  const { cause = error } = error as Error
  const { code, name } = cause as NodeJS.ErrnoException
  return code ?? name
}
