import { expect, it } from 'vitest'
import { card, slow, start, startApp, startGateway, told } from '../testing/app.case.js'
import { createMemoryRateLimiter } from '../limits/rateLimiter.js'
import { createQueue, CrowdedError } from './queue.js'

const rate = { perSecond: 5, maxConcurrent: 5 }

/** Time moves by sleeping alone. */
function standing() {
  let now = 0
  const clock = {
    now: () => now,
    sleep: (ms: number) => {
      now += ms
      return Promise.resolve()
    },
  }
  return { clock, queue: createQueue(createMemoryRateLimiter(clock.now), clock) }
}

it('lets five a second in, first come, first served', async () => {
  const { clock, queue } = standing()
  const at: number[] = []
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      const place = queue.enter('a', rate)
      await place.turn
      at.push(clock.now())
      place.leave(true)
    }),
  )
  expect(at).toEqual([0, 0, 0, 0, 0, 200, 400, 600, 800, 1000, 1200, 1400])
})

it('turns away beyond fifty, and whoever has waited 8 s', async () => {
  const { queue } = standing()
  const stuck = { perSecond: 1000, maxConcurrent: 1 }
  const first = queue.enter('a', stuck)
  await first.turn
  const line = await Promise.allSettled(Array.from({ length: 60 }, () => queue.enter('a', stuck).turn))
  expect(line.every(({ status }) => status === 'rejected')).toBe(true)
  for (const each of line) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(CrowdedError)
  first.leave(true)
  await queue.enter('a', stuck).turn
})

it('keeps to its 8 s though the gateway has asked for a longer pause', async () => {
  const { clock, queue } = standing()
  queue.pause('a', rate, 30_000)
  await expect(queue.enter('a', rate).turn).rejects.toBeInstanceOf(CrowdedError)
  expect(clock.now()).toBe(8000)
})

it('without permits nobody goes: they fail closed', async () => {
  const { clock } = standing()
  const queue = createQueue(
    { acquire: () => Promise.reject(new Error('down')), pause: () => undefined },
    clock,
  )
  await expect(queue.enter('a', rate).turn).rejects.toBeInstanceOf(CrowdedError)
})

it('a capture that waits too long is told to come again, and has used up no attempt', async () => {
  const gateway = await startGateway(slow)
  const { open } = startApp({ INGO_URL: gateway.url, INGO_REQUESTS_PER_SECOND: '1' })
  const sessions = await Promise.all(Array.from({ length: 60 }, () => open()))
  const answers = await Promise.all(sessions.map(({ capture }) => told(capture(card))))
  const refused = answers.findIndex(({ http }) => http === 503)
  expect(answers[refused]).toMatchObject({ code: 'gateway_unavailable', retryable: true })
  expect(await sessions[refused]?.status()).toMatchObject({ status: 'open', attempts: 0 })
  expect(answers.filter(({ http }) => http === 200).length).toBe(gateway.received.length)
})

it('0 is unlimited', async () => {
  const gateway = await startGateway(slow)
  const { open, slept } = startApp({ INGO_URL: gateway.url, INGO_REQUESTS_PER_SECOND: '0' })
  const sessions = await Promise.all(Array.from({ length: 20 }, () => open()))
  await Promise.all(sessions.map(async ({ capture }) => capture(card)))
  expect(slept).toEqual([])
})

it('by default a sixth call within a second waits its turn', async () => {
  const { open, slept } = await start()
  const sessions = await Promise.all(Array.from({ length: 6 }, () => open()))
  for (const { capture } of sessions) await capture(card)
  expect(slept).toEqual([200])
})
