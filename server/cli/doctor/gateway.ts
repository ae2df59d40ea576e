/**
 * Sends the gateway the token request of tokenProbe.ts. The gateway's refusal shows which setting is wrong.
 * Status codes: https://developers.ingopayments.com/docs/guides/errors. The texts of a 401 are those of Kong's
 * `hmac-auth` plugin.
 */
import { gatewayResponse } from '../../../contract/gatewayResponse.js'
import type { Merchant } from '../../config/merchant.js'
import { MAX_RESPONSE_BYTES } from '../../gateway/client.js'
import { connect } from '../../gateway/connections.js'
import { postOnce } from '../../gateway/postOnce.js'
import { requestHeaders } from '../../gateway/sign.js'
import { createTokenProbe } from '../../gateway/tokenProbe.js'
import type { Check } from './check.js'

const MAX_TIMEOUT_MS = 15_000
/** Ingo accepts ±300 s; an earlier limit leaves time to correct the clock. */
const [WARNING_SKEW_S, FAILED_SKEW_S] = [60, 240]

type ProbeResponse = {
  http: number
  /** Ingo's status code; undefined when the body is no documented response. */
  status: number | undefined
  text: string
  /** Undefined when the response has no `Date`. */
  clockSkewS: number | undefined
}

/** Checks the clock and the credentials with one request; `now` returns ms since 1970. */
export async function checkGateway(merchant: Merchant, now: () => number): Promise<Check[]> {
  const response = await sendProbe(merchant, now).catch((error: unknown) => failureCode(error))
  if (typeof response === 'string') {
    const summary = `does not answer (${response})`
    const remedy = 'check INGO_URL and that this machine may reach it; if it may, ask Ingo'
    return [{ name: 'gateway', status: 'failed', summary, remedy }]
  }
  return [checkClock(response), checkResponse(response)]
}

async function sendProbe(merchant: Merchant, now: () => number): Promise<ProbeResponse> {
  const { ingo } = merchant
  const { origin, pathname } = new URL(ingo.url)
  const { operation, body } = createTokenProbe(merchant, 'doctor', now())
  const path = `${pathname.replace(/\/$/, '')}/gateway/${operation}`
  const pool = connect(origin, ingo.proxy)
  try {
    const headers = requestHeaders(ingo.credentials, { path, body, now: now() })
    const timeoutMs = Math.min(ingo.timeoutMs, MAX_TIMEOUT_MS)
    const response = await postOnce(pool, { path, body, headers }, timeoutMs, MAX_RESPONSE_BYTES)
    const date = Date.parse(String(response.headers.date))
    const text = response.body?.toString() ?? ''
    const clockSkewS = Number.isNaN(date) ? undefined : Math.round((date - now()) / 1000)
    return { http: response.http, status: parseStatus(text), text, clockSkewS }
  } finally {
    await pool.destroy()
  }
}

function parseStatus(text: string): number | undefined {
  try {
    const response = gatewayResponse.safeParse(JSON.parse(text))
    return response.success ? response.data.status : undefined
  } catch {
    return undefined
  }
}

function isClockSkewed({ status, clockSkewS = 0 }: ProbeResponse): boolean {
  return status === 402 || Math.abs(clockSkewS) > FAILED_SKEW_S
}

function checkClock(response: ProbeResponse): Check {
  const { clockSkewS } = response
  const name = 'clock'
  const remedy = 'synchronize this machine’s clock by NTP: Ingo refuses requests stamped more than 300 s off'
  const skew =
    clockSkewS === undefined ? 'differs by an unknown amount' : `${Math.abs(clockSkewS)} s off the gateway’s`
  if (isClockSkewed(response)) {
    const summary = response.status === 402 ? 'the gateway refuses our date as too far off (402)' : skew
    return { name, status: 'failed', summary, remedy }
  }
  if (clockSkewS === undefined)
    return { name, status: 'warning', summary: 'the gateway’s response has no date' }
  const isFar = Math.abs(clockSkewS) > WARNING_SKEW_S
  return { name, status: isFar ? 'warning' : 'ok', summary: skew, ...(isFar && { remedy }) }
}

type Fault = [matches: (response: ProbeResponse) => boolean, summary: string, remedy: string]

/**
 * The first row that matches applies. Newer versions of Kong use one text for a wrong username and a wrong secret. The
 * row of that text names both settings.
 */
const faults: Fault[] = [
  [
    isClockSkewed,
    'cannot be checked further while the clock is off',
    'set the clock right and run doctor again',
  ],
  [
    (response) => isUnauthorized(response) && /api[ -]?key/i.test(response.text),
    'does not accept the API key',
    'check INGO_API_KEY and INGO_API_KEY_HEADER: the key that Ingo gave for this INGO_USERNAME',
  ],
  [
    (response) => isUnauthorized(response) && /username|cannot be verified/i.test(response.text),
    'does not know the HMAC username',
    'check INGO_USERNAME: it is neither the secret nor the participant_id, and differs between sandbox and production',
  ],
  [
    (response) => isUnauthorized(response) && /signature does not match/i.test(response.text),
    'knows the HMAC username, but the signature does not match',
    'check INGO_SECRET: the whole secret, without quotation marks or a newline',
  ],
  [
    (response) => isUnauthorized(response) && /algorithm/i.test(response.text),
    'does not accept the algorithm',
    'check INGO_ALGORITHM with Ingo: hmac-sha512 unless another was agreed',
  ],
  [
    isUnauthorized,
    'refuses the credentials',
    'check INGO_USERNAME and INGO_SECRET, that they belong to this INGO_URL, and whether Ingo expects an INGO_API_KEY',
  ],
  [
    ({ http, status }) => status === undefined && http === 403,
    'is behind a firewall that refuses this machine’s request',
    'ask Ingo whether it accepts this machine’s address',
  ],
  [
    ({ http, status }) => status === 404 || (status === undefined && http === 404),
    'answers, but has nothing at this path',
    'check the path of INGO_URL: /gateway/verify--card is appended to it',
  ],
  [
    ({ status = 0, text }) => status === 403 || (isBetween(400, 499, status) && /participant/i.test(text)),
    'accepts the signature, but not the participant_id',
    'check INGO_PARTICIPANT_ID: the number that belongs to this INGO_USERNAME',
  ],
  [
    ({ status = 0 }) => isBetween(400, 499, status),
    'accepts the signature, but not the request or its account',
    'ask Ingo whether this participant is configured for verify--card',
  ],
  [
    ({ http, status = 0 }) => http >= 500 || isBetween(500, 599, status) || isBetween(900, 999, status),
    'fails by itself',
    'try again; if it keeps failing, ask Ingo',
  ],
  [
    ({ status }) => status === undefined,
    'is not Ingo’s: its response is not a documented one',
    'check INGO_URL',
  ],
]

/** Whether the gateway refused the credentials. Kong refuses with JSON; another HTTP 403 is a firewall's. */
function isUnauthorized({ http, status, text }: ProbeResponse): boolean {
  return status === 401 || (status === undefined && (http === 401 || (http === 403 && isJson(text))))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function isBetween(min: number, max: number, status: number): boolean {
  return status >= min && status <= max
}

function checkResponse(response: ProbeResponse): Check {
  const code = response.status === undefined ? `HTTP ${response.http}` : `status ${response.status}`
  const fault = faults.find(([matches]) => matches(response))
  const name = 'gateway'
  if (!fault)
    return { name, status: 'ok', summary: `accepts signature, username and participant_id (${code})` }
  const [, summary, remedy] = fault
  return { name, status: 'failed', summary: `${summary} (${code})`, remedy }
}

/** The error's code. Leaves out its message, which may contain anything. */
function failureCode(error: unknown): string {
  const { cause = error } = error as Error
  const { code, name } = cause as NodeJS.ErrnoException
  return code ?? name
}
