/** For tests: a marked card and a merchant's marked keys, sent through every path of a real process. */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ORIGIN, startGateway, success, type Sent } from './app.case.js'
import { createSession, retrieveSession } from 'ingo-capture/backend'
import { card as sample, type Node } from './serveProcess.case.js'
import { sendBytes } from './socket.case.js'

/** Ingo's test number for American Express, whose CVV has four digits. */
export const card = { ...sample, account: '378282246310005', cvv: '7391' }
const { account, cvv } = card
export const keys = {
  CAPTURE_SECRET_KEY: 'sk_marked_Vw3kQ9zRt7Lp2XbN8yHd',
  CAPTURE_SEALING_KEYS: createHash('sha256').update('a marked key').digest('base64'),
  INGO_USERNAME: 'marked-user-7QwZ',
  INGO_PARTICIPANT_ID: '987650321',
  INGO_SECRET: 'marked-hmac-Zt5Jw8KmQ2vYx7RbN4',
  INGO_API_KEY: 'marked-api-key-Xc6Lp9RwT3',
}

/** How the gateway responds, by the first part of `participant_unique_id1`. */
const behaviours: Record<string, (sent: Sent, response: ServerResponse) => void> = {
  good: (sent, response) => response.end(JSON.stringify(success(sent))),
  declined: (_sent, response) => response.end('{"status":852,"client_message":"Declined"}'),
  echoing: (sent, response) => {
    response.setHeader('X-Card', account).setHeader('Set-Cookie', `card=${account}`)
    const { account: _, cvv: __, participant_id: ___, ...rest } = sent
    const spaced = account.replace(/(.{4})/g, '$1 ')
    const data = {
      ...rest,
      account,
      cvv,
      [account]: 1,
      number: Number(account),
      deep: [{ CVV2: cvv }, spaced],
    }
    const body = {
      ...success(sent, data, 852),
      client_message: `No: ${JSON.stringify(sent)}`,
      raw: spaced,
    }
    response.end(JSON.stringify(body))
  },
  lying: (sent, response) =>
    response.end(
      JSON.stringify(success(sent, { customer_account_token: account, note: JSON.stringify(sent) })),
    ),
  mismatched: (sent, response) =>
    response.end(JSON.stringify(success(sent, { last_4: '0000', echo: JSON.stringify(sent) }))),
  broken: (sent, response) => response.writeHead(500).end(JSON.stringify(sent)),
  unknown: (_sent, response) => response.socket?.destroy(),
  held: () => undefined,
}

export function startLyingGateway() {
  return startGateway((sent, response: ServerResponse, _request: IncomingMessage) => {
    response.setHeader('Content-Type', 'application/json')
    behaviours[sent.participant_unique_id1.replace(/-.*/, '')]?.(sent, response)
  })
}

type Session = { id: string; sealed: string }

export async function createMarkedSession({ url }: Node, order: string): Promise<Session> {
  const backend = { url, secretKey: keys.CAPTURE_SECRET_KEY }
  const made = await createSession(backend, { origin: ORIGIN, participant_unique_id1: order })
  return { id: made.id, sealed: new URL(made.url).hash.slice(1) }
}

/** The session as the merchant's backend reads it. */
export function readSession({ url }: Node, { id }: Session) {
  return retrieveSession({ url, secretKey: keys.CAPTURE_SECRET_KEY }, id)
}

export function sendCapture(
  { url }: Node,
  { sealed }: Session,
  change: { body?: string; headers?: Record<string, string> } = {},
  path = '/v1/captures',
) {
  return fetch(`${url}${path}`, {
    method: 'POST',
    body: JSON.stringify(card),
    ...change,
    headers: {
      Authorization: `Bearer ${sealed}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
      ...change.headers,
    },
  })
}

/** A report of the funnel with a marked value in every name. */
const markedReport = {
  language: account,
  device: cvv,
  forms: {
    card: { fields: { [account]: [cvv], cvv: [account] }, outcomes: [account], first_key_seconds: 7391 },
  },
  [account]: cvv,
}

/** Requests that carry the marked values where they don't belong, each with the status of its response. */
export function sendMisplacedSecrets(
  node: Node,
  session: Session,
): Promise<(readonly [what: string, status: number])[]> {
  const { CAPTURE_SECRET_KEY: key, INGO_SECRET } = keys
  const whole = JSON.stringify(card)
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const changedBody = (change: object) => ({ body: JSON.stringify({ ...card, ...change }) })
  const changedHeaders = (headers: Record<string, string>) => ({ headers })
  const backend = (path: string, body: string, authorization = `Bearer ${key}`) =>
    sendCapture(node, session, { body, headers: { Authorization: authorization } }, path)
  const requests: [string, Promise<Response>][] = [
    ['an unknown key', sendCapture(node, session, changedBody({ pan: account }))],
    ['in a key’s name', sendCapture(node, session, changedBody({ [account]: cvv, [`a${account}`]: 1 }))],
    ['of another type', sendCapture(node, session, changedBody({ account: [account], cvv: { cvv } }))],
    ['in another field', sendCapture(node, session, changedBody({ recipient_zip: account }))],
    ['in an account type', sendCapture(node, session, changedBody({ account_type: account }))],
    ['as a text', sendCapture(node, session, changedHeaders({ 'Content-Type': 'text/plain' }))],
    [
      'as a form',
      sendCapture(node, session, { ...changedHeaders(form), body: `account=${account}&cvv=${cvv}` }),
    ],
    ['cut off', sendCapture(node, session, { body: whole.slice(0, -1) })],
    ['too long', sendCapture(node, session, { body: whole.repeat(100) })],
    [
      'in the query',
      sendCapture(node, session, { body: '{' }, `/v1/captures?account=${account}&cvv=${cvv}&key=${key}`),
    ],
    ['in the path', fetch(`${node.url}/v1/sessions/${account}/${session.sealed}/${key}`)],
    ['in a route', fetch(`${node.url}/frame/${account}`)],
    [
      'in a report of the funnel',
      sendCapture(node, session, { body: JSON.stringify(markedReport) }, '/v1/funnel/demo'),
    ],
    ['as the funnel’s merchant', sendCapture(node, session, { body: '{}' }, `/v1/funnel/${account}`)],
    ['as an origin', sendCapture(node, session, changedHeaders({ Origin: `https://x${account}.example` }))],
    ['as the content’s key', sendCapture(node, session, changedHeaders({ 'Idempotency-Key': account }))],
    ['as a bearer', sendCapture(node, session, changedHeaders({ Authorization: `Bearer ${account}` }))],
    [
      'the sealed one, touched',
      sendCapture(node, { ...session, sealed: `${session.sealed.slice(0, -4)}AAAA` }),
    ],
    ['the secret, a letter more', backend('/v1/sessions', whole, `Bearer ${key}x`)],
    ['the wrong secret', backend('/v1/sessions', whole, `Bearer ${INGO_SECRET}`)],
    ['the secret as Basic', backend('/v1/sessions', whole, `Basic ${btoa(`${key}:`)}`)],
    ['a session with a card', backend('/v1/sessions', whole)],
    ['a verification of a card', backend('/v1/verifications', whole)],
  ]
  return Promise.all(requests.map(async ([what, response]) => [what, (await response).status] as const))
}

/** Sends bytes that aren't HTTP: Node's own parser rejects them. */
export function sendInvalidHttp(node: Node, { sealed }: Session): Promise<string> {
  const head = `POST /v1/captures HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${sealed}\r\nX-Card : ${account}\r\n`
  return sendBytes(node, `${head}Content-Length: +5\r\n\r\n${JSON.stringify(card)}`)
}
