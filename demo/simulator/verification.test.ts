import { expect, it } from 'vitest'
import { cardWith, NOW } from './client.case.js'
import { createVerification } from './verification.js'

it('remembers so many ids and no more: the oldest is forgotten first', async () => {
  const verify = createVerification({
    participantId: 12345,
    now: () => NOW,
    sleep: () => Promise.resolve(),
    remembered: 2,
  })
  const statuses: unknown[] = []
  for (const participant_unique_id1 of ['a', 'b', 'a', 'c', 'b', 'c', 'a']) {
    const reply = await verify(
      '/gateway/verify--card',
      Buffer.from(JSON.stringify(cardWith({ participant_unique_id1 }))),
    )
    statuses.push(typeof reply === 'string' ? reply : reply.status)
  }
  expect(statuses).toEqual([100, 100, 101, 100, 101, 101, 100])
})
