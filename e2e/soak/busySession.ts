/** Sessions with many webhooks, and sessions without a capture. Both are rare among the cardholders' sessions. */
import { CaptureServerError, cancelSession, createSession, type SessionInput } from 'ingo-capture/backend'
import { submitUntilKnown, type Shop } from './cardholder.js'
import { ORIGIN } from './fleet.js'
import { UNPAYABLE } from './gateway.js'
import { pickNode, retry } from './submit.js'

/** `status` is the expected final status. It is undefined if a request had no final answer when the time was up. */
export type BusySession = { id: string; createdAt: number; status?: 'canceled' | 'expired' | 'exhausted' }

/** The longest series of events: each account is refused as not payable, and the last attempt ends the session. */
const ATTEMPTS = 12
/** The shortest lifetime that a session may have. */
const EXPIRES_IN_S = 60
const shares = { canceled: 0.6, expired: 0.05 }

/** Runs one session. Undefined if none could be created. */
export async function runBusySession(
  shop: Shop,
  name: string,
  until: number,
): Promise<BusySession | undefined> {
  const place = shop.random('kind', name)
  const status =
    place < shares.canceled ? 'canceled' : place < shares.canceled + shares.expired ? 'expired' : 'exhausted'
  const created = await retry(until, () =>
    createSession(pickNode(shop.fleet), { origin: ORIGIN, ...bodies[status] }, { idempotencyKey: name }),
  )
  if (!created) return undefined
  const { id, url } = created
  const session = { id, createdAt: Date.now() }
  const isDone =
    status === 'canceled'
      ? await cancel(shop, id, until)
      : status === 'expired' || (await exhaust(shop, new URL(url).hash.slice(1), { name, until }))
  return { ...session, ...(isDone && { status }) }
}

const bodies: Record<NonNullable<BusySession['status']>, Omit<SessionInput, 'origin'>> = {
  canceled: {},
  expired: { expires_in: EXPIRES_IN_S },
  exhausted: { max_attempts: ATTEMPTS, require: { push: true } },
}

/** False if the store has lost the session, or if the time is up. */
async function cancel({ fleet }: Shop, id: string, until: number): Promise<boolean> {
  const canceled = await retry(until, () =>
    cancelSession(pickNode(fleet), id).catch((error: unknown) => {
      if (error instanceof CaptureServerError && error.code === 'not_found') return 'lost' as const
      throw error
    }),
  )
  return canceled !== undefined && canceled !== 'lost'
}

/** Submits a card that is not payable until no attempts are left. */
async function exhaust(
  shop: Shop,
  sealed: string,
  { name, until }: { name: string; until: number },
): Promise<boolean> {
  const session = `${name} ${UNPAYABLE}`
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const key = crypto.randomUUID()
    const submission = { sealed, session, account: '4111111111111111', key }
    const { code } = await submitUntilKnown(shop, submission, { until, keepsOn: true })
    if (code !== 'card_not_payable') return false
  }
  return true
}
