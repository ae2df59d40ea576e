/**
 * A harmless request: `verify--card` with a token that can't exist (grouping 1, which carries no card data and creates
 * nothing). The gateway's refusal shows whether it answers and accepts the signature. `doctor` sends this request, and
 * so does the server before it opens or closes a circuit.
 */
import { randomUUID } from 'node:crypto'
import type { GatewayAccount } from './account.js'
import type { GatewayClient, GatewayRequest } from './client.js'
import type { GatewayResult } from './gatewayResult.js'
import type { Queue } from './queue.js'

const UNKNOWN_TOKEN = '00000000-0000-0000-0000-000000000000'
/** Ingo takes about two and a half seconds. A probe that takes longer than this time-out counts as failed. */
const TIMEOUT_MS = 10_000

/** The request; `name` begins its participant_unique_id1. `now` in ms since 1970. */
export function createTokenProbe(
  { ingo }: GatewayAccount,
  name: 'doctor' | 'probe',
  now: number,
): Pick<GatewayRequest, 'operation' | 'body'> {
  const request = {
    participant_id: ingo.participantId,
    account_type: 'CA',
    customer_account_token: UNKNOWN_TOKEN,
    participant_unique_id1: `${name}-${randomUUID()}`,
    timestamp: Math.floor(now / 1000),
    version: 11,
  }
  return { operation: 'verify--card', body: Buffer.from(JSON.stringify(request)) }
}

/** Sends the token request to the gateway at `url`, one of the account's. Never rejects. */
export type Probe = (account: GatewayAccount, url: string) => Promise<GatewayResult>

type Dependencies = { client: GatewayClient; queue: Queue; now: () => number }

/** The probe takes a permit of the rate limiter like every call. Without one it ends as `queue_full`. */
export function createProbe({ client, queue, now }: Dependencies): Probe {
  async function send(account: GatewayAccount): Promise<GatewayResult> {
    const { id, ingo } = account
    // The probe has its own name in the queue, so that it does not wait for the merchant's captures. No merchant's id
    // has a blank.
    const slot = ingo.rate && (await queue.reserveSlot(ingo.credentials.username, `${id} probe`, ingo.rate))
    try {
      const request = { ...createTokenProbe(account, 'probe', now()), isProbe: true as const }
      return await client.post(account, request, now() + TIMEOUT_MS)
    } finally {
      slot?.release()
    }
  }

  return (account, url) =>
    // The open banking gateway has no harmless request of its own, so it gets the same probe, at its own URL.
    send({ ...account, ingo: { ...account.ingo, url } }).catch(() => ({ kind: 'queue_full', retryAfter: 0 }))
}
