/** `webhooks listen`: prints new events, and forwards each to a receiver on the developer's machine. */
import { randomBytes } from 'node:crypto'
import type { ListedEvent } from '../../../contract/webhookList.js'
import { decodeSecret } from '../../config/webhook.js'
import { signWebhook } from '../../webhooks/sign.js'
import { print } from '../command.js'
import { failureCode, ServerError, type ServerAccess } from '../captureServer.js'
import { connectEvents, type EventSource } from './events.js'
import { formatEvent } from './format.js'

const POLL_MS = 1000
const TIMEOUT_MS = 10_000

type Listening = { access: ServerAccess; forward?: string; now: () => number; signal: AbortSignal }

/** Runs until the signal. Does not print events from before its start. */
export async function listen({ access, forward, now, signal }: Listening): Promise<void> {
  const server = connectEvents(access)
  const [newest] = (await server.list({ limit: 1 })).events
  const secret = access.webhookSecret ?? `whsec_${randomBytes(32).toString('base64')}`
  print(`Listening for events at ${access.url}. Ctrl+C ends it.`)
  if (forward !== undefined && access.webhookSecret === undefined)
    print(`The requests are signed with this secret, for this run: CAPTURE_WEBHOOK_SECRET=${secret}`)
  let last = newest?.id
  while (!signal.aborted) {
    const events = await listNew(server, last)
    if (events === undefined) last = undefined
    for (const event of events ?? []) {
      last = event.id
      const result = forward === undefined ? '' : `  → ${await forwardEvent(event, { forward, secret, now })}`
      print(`${formatEvent(event)}${result}`)
    }
    await pause(signal)
  }
}

/**
 * The new events, oldest first. Empty if the server does not answer, so that a restarting server is asked again.
 * Undefined if the server doesn't have the event `last`: its store was replaced, so all its events are new.
 */
async function listNew(server: EventSource, last?: string): Promise<ListedEvent[] | undefined> {
  try {
    const { events } = await server.list(last === undefined ? {} : { after: last })
    return last === undefined ? events.reverse() : events
  } catch (error) {
    if (last !== undefined && error instanceof ServerError && error.status === 400) return undefined
    print((error as Error).message)
    return []
  }
}

type Forwarding = { forward: string; secret: string; now: () => number }

/** Sends the event like the server, without a token. Resolves to the HTTP status, or to the code of a failure. */
async function forwardEvent({ id, type, timestamp, data }: ListedEvent, to: Forwarding): Promise<string> {
  const body = JSON.stringify({ type, timestamp, data })
  const headers = signWebhook([decodeSecret(to.secret)], id, body, to.now())
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  try {
    const response = await fetch(to.forward, { method: 'POST', body, headers, signal, redirect: 'manual' })
    await response.body?.cancel()
    return String(response.status)
  } catch (error) {
    return failureCode(error)
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, POLL_MS)
    signal.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
