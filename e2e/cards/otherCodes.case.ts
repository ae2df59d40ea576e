/** For tests and docs/testing-cards.md: how to get the error codes that no test card leads to. */
import type { scenarios } from '../../demo/simulator/scenarios.js'
import type { ErrorCode } from '../../contract/errors.js'
import { card } from '../../server/testing/app.case.js'
import { GIVE_UP_MS } from '../../server/store/leaseRule.js'
import { startWithSimulator } from './simulator.case.js'

const declined = { ...card, account: '4000000000008526' }
const malformed = { ...card, account: '4000000000000028' }
const slow = { ...card, account: '4000000000000036' }
const KEY = '8f14e45f-ceea-467f-a8d0-3a5ed3b6b8a1'

type Way = {
  /** The text of the page: what to do. */
  how: string
  /** Follows `how`, and resolves to the response with the code. */
  run: () => Promise<Response>
}

/** One row for each code without a card. `internal` is a fault of the server, which nothing outside of it can cause. */
export const otherCodes: Record<
  Exclude<ErrorCode, (typeof scenarios)[number]['result'] | 'internal'>,
  Way
> = {
  invalid_request: {
    how: 'create a session with a key that is not in the [reference](reference.md)',
    run: async () => (await startWithSimulator()).create({ origin: 'http://localhost:4181', card: true }),
  },
  unauthorized: {
    how: 'use another `CAPTURE_SECRET_KEY` in your backend',
    run: async () =>
      (await startWithSimulator()).create({ origin: 'http://localhost:4181' }, 'sk_another_key'),
  },
  origin_not_allowed: {
    how: 'create a session whose `origin` is not in `CAPTURE_ORIGINS`',
    run: async () => (await startWithSimulator()).create({ origin: 'https://another.example' }),
  },
  not_found: {
    how: 'retrieve a session with an `id` that does not exist',
    run: async () => (await startWithSimulator()).backend('/does-not-exist'),
  },
  in_progress: {
    how: 'open the session’s form in two tabs, and submit the second while the first verifies the card `slow`',
    run: async () => {
      const { capture } = await (await startWithSimulator()).open()
      const first = capture(slow)
      const second = await capture({ ...slow, cvv: '999' })
      await first
      return second
    },
  },
  session_used: {
    how: 'open the session’s form in two tabs; get a token in one, then submit another card in the other',
    run: async () => {
      const { capture } = await (await startWithSimulator()).open()
      await capture()
      return capture(declined)
    },
  },
  idempotency_conflict: {
    how: 'send `POST /v1/captures` twice with the same `Idempotency-Key` and other content; the form never does',
    run: async () => {
      const { capture } = await (await startWithSimulator()).open()
      await capture(declined, KEY)
      return capture(card, KEY)
    },
  },
  participant_id_used: {
    how: 'create a session with the `participant_unique_id1` of one that has a token',
    run: async () => {
      const { open, create } = await startWithSimulator()
      const { capture } = await open({ participant_unique_id1: 'order-1' })
      await capture()
      return create({ origin: 'http://localhost:4181', participant_unique_id1: 'order-1' })
    },
  },
  session_expired: {
    how: 'create the session with `expires_in: 60`, and wait a minute; in a browser test, [move the clock](testing.md#time)',
    run: async () => {
      const { open, time } = await startWithSimulator()
      const { capture } = await open({ expires_in: 60 })
      time.now += 60_000
      return capture()
    },
  },
  session_canceled: {
    how: 'cancel the session, and submit any card',
    run: async () => {
      const { open, backend } = await startWithSimulator()
      const { id, capture } = await open()
      await backend(`/${id}/cancel`, { method: 'POST' })
      return capture()
    },
  },
  session_refused: {
    how: 'submit the card `review-failed`, [end its review](#reviews), then load the form again and submit any card',
    run: async () => {
      const settings = { INGO_WEBHOOK_SECRET: 'a-path-secret-of-the-tests-7Qx2' }
      const addresses = { INGO_WEBHOOK_ADDRESSES: '192.0.2.7' }
      const { app, open } = await startWithSimulator({ ...settings, ...addresses })
      const { capture, status } = await open()
      await capture({ ...card, account: '4000000000001315' })
      const { participant_unique_id1 } = await status()
      await app.request(
        `/v1/ingo/webhooks/demo/${settings.INGO_WEBHOOK_SECRET}`,
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ event_code: 1108, participant_unique_id1 }),
        },
        { incoming: { socket: { remoteAddress: '192.0.2.7' } } },
      )
      return capture()
    },
  },
  attempts_exhausted: {
    how: 'create the session with `max_attempts: 1`, submit the card `declined`, then load the form again and submit any card',
    run: async () => {
      const { capture } = await (await startWithSimulator()).open({ max_attempts: 1 })
      await capture(declined)
      return capture()
    },
  },
  too_many_keys: {
    how: 'create the session with `max_attempts: 2`, submit `malformed`, wait until the form allows another card, submit `declined`, then another card',
    run: async () => {
      const { open, time } = await startWithSimulator()
      const { capture } = await open({ max_attempts: 2 })
      await capture(malformed)
      time.now += GIVE_UP_MS
      await capture(declined)
      return capture({ ...card, account: '5555555555554444' })
    },
  },
  rate_limited: {
    how: 'start the capture server with `CAPTURE_FAILED_PER_HOUR=1`, and submit `declined`, then any card',
    run: async () => {
      const { open } = await startWithSimulator({ CAPTURE_FAILED_PER_HOUR: '1' })
      const { capture } = await open()
      await capture(declined)
      return capture()
    },
  },
  not_available: {
    how: 'create a session with `account_types: ["open-banking"]` without `INGO_OPEN_BANKING_URL`',
    run: async () =>
      (await startWithSimulator()).create({
        origin: 'http://localhost:4181',
        account_types: ['open-banking'],
      }),
  },
}
