import { expect, it } from 'vitest'
import { sampleCard, NOW } from './client.case.js'
import { createNextScenario } from './nextScenario.js'
import { createVerification } from './verification.js'

it('drops the oldest id beyond its capacity', async () => {
  const verify = createVerification({
    participantId: 12345,
    now: () => NOW,
    next: createNextScenario(),
    reviews: { begin: () => undefined },
    sleep: () => Promise.resolve(),
    capacity: 2,
  })
  const statuses: unknown[] = []
  for (const participant_unique_id1 of ['a', 'b', 'a', 'c', 'b', 'c', 'a']) {
    const reply = await verify(
      '/gateway/verify--card',
      Buffer.from(JSON.stringify(sampleCard({ participant_unique_id1 }))),
    )
    statuses.push(typeof reply === 'string' ? reply : reply.status)
  }
  expect(statuses).toEqual([100, 100, 101, 100, 101, 101, 100])
})
