/** For tests: captures a card, and collects what the backend, the store's file and the log contain. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { SessionInput } from '../../contract/sessionRequest.js'
import { card, startApp, startGateway, type Behaviour } from '../testing/app.case.js'

export const NUMBER = '4000009876543219'
export const CVV = '907'
/** No value is part of another, so that a search for one value can't find another. */
export const submitted = {
  ...card,
  account: NUMBER,
  cvv: CVV,
  recipient_first_name: 'Zephyrine',
  recipient_last_name: 'Quackenbush',
  recipient_address1: '81 Marmalade Row',
  recipient_city: 'Xylophone Falls',
}
export const credentials = {
  INGO_USERNAME: 'hmac-user-of-tests',
  INGO_SECRET: 'hmac-secret-of-the-tests',
  INGO_API_KEY: 'api-key-of-the-tests',
}

export async function start(behaviour: Behaviour) {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const gateway = await startGateway(behaviour)
  const settings = { INGO_URL: gateway.url, CAPTURE_STORE: join(folder, 'store.db'), ...credentials }
  const server = startApp(settings)
  const readFiles = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'))
  return { ...server, readFiles }
}

/** Captures the card. `left` is the text of everything that the server has stored or logged. */
export async function capture(
  behaviour: Behaviour,
  body: Partial<SessionInput> = {},
  content: object = submitted,
) {
  const server = await start(behaviour)
  const session = await server.open(body)
  const answer = (await (await session.capture(content)).json()) as Record<string, unknown>
  const status = await session.status()
  const left = [JSON.stringify(answer), JSON.stringify(status), ...server.readFiles(), ...server.lines]
  return { answer, gateway: status.gateway as Record<string, unknown> | undefined, left: left.join('\n') }
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
