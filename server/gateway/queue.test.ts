import fc from 'fast-check'
import { expect, it } from 'vitest'
import { card, slow, start, startApp, startGateway, readResponse } from '../testing/app.case.js'
import { createMemoryRateLimiter, WINDOW_MS } from '../limits/rateLimiter.js'
import { createQueue, QueueFullError } from './queue.js'

const rate = { perSecond: 5, maxConcurrent: 5 }

/** A queue whose clock advances only when it sleeps. */
function startQueue() {
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

it('admits five calls in any second, a merchant’s first come, first served', async () => {
  const { clock, queue } = startQueue()
  const at: number[] = []
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      const slot = await queue.reserveSlot('a', 'shop', rate)
      at.push(clock.now())
      slot.release()
    }),
  )
  const second = Array.from({ length: 5 }, () => WINDOW_MS)
  expect(at).toEqual([0, 0, 0, 0, 0, ...second, 2 * WINDOW_MS, 2 * WINDOW_MS])
})

it('rejects a merchant’s entries beyond fifty, and an entry that has waited 8 s', async () => {
  const { queue } = startQueue()
  const stuck = { perSecond: 1000, maxConcurrent: 1 }
  const first = await queue.reserveSlot('a', 'shop', stuck)
  const waiting = await Promise.allSettled(
    Array.from({ length: 60 }, () => queue.reserveSlot('a', 'shop', stuck)),
  )
  for (const each of waiting) expect(each).toMatchObject({ reason: expect.any(QueueFullError) as Error })
  first.release()
  await queue.reserveSlot('a', 'shop', stuck)
})

it('rejects an entry that has waited 8 s, also if the clock is set back meanwhile', async () => {
  let [now, slept] = [3_600_000, 0]
  const clock = {
    now: () => now,
    sleep: (ms: number) => {
      // Set back by an hour during the first sleep.
      now += slept === 0 ? ms - 3_600_000 : ms
      slept += ms
      return Promise.resolve()
    },
  }
  const queue = createQueue(createMemoryRateLimiter(clock.now), clock)
  const stuck = { perSecond: 1000, maxConcurrent: 1 }
  await queue.reserveSlot('a', 'shop', stuck)
  await expect(queue.reserveSlot('a', 'shop', stuck)).rejects.toThrow(QueueFullError)
  expect(slept).toBeLessThan(9_000)
})

it('uses the rate of each call, which a reload may have changed since the call before', async () => {
  const { clock } = startQueue()
  const asked: number[] = []
  const memory = createMemoryRateLimiter(clock.now)
  const queue = createQueue(
    {
      ...memory,
      acquire(username, given, ...call) {
        asked.push(given.perSecond)
        return memory.acquire(username, given, ...call)
      },
    },
    clock,
  )
  const rates = [rate, { ...rate, perSecond: 9 }]
  const slots = await Promise.all(rates.map((each) => queue.reserveSlot('a', 'shop', each)))
  for (const slot of slots) slot.release()
  expect(asked).toEqual([5, 9])
})

/** Reserves slots at once for the merchants in this order. Returns who got a slot, in order, and who was rejected. */
async function reserveAll(merchants: string[], { queue } = startQueue()) {
  const admitted: string[] = []
  const rejected: string[] = []
  await Promise.all(
    merchants.map(async (merchant) => {
      try {
        const slot = await queue.reserveSlot('a', merchant, rate)
        admitted.push(merchant)
        slot.release()
      } catch {
        rejected.push(merchant)
      }
    }),
  )
  return { admitted, rejected }
}

it('delays a merchant’s single call by one call at most while another floods the same username', async () => {
  const { admitted, rejected } = await reserveAll([...Array<string>(100).fill('flood'), 'single'])
  expect(admitted.indexOf('single')).toBeLessThanOrEqual(1)
  // 100 calls, of which 50 fit into the merchant's queue; 5 a second for 8 s, and one of them is the other's.
  expect(rejected).toEqual(Array(100 - 39).fill('flood'))
})

it('gives merchants on one username turns, and each its own fifty entries', async () => {
  const merchants = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 35 })
  await fc.assert(
    fc.asyncProperty(merchants, async (all) => {
      const { admitted, rejected } = await reserveAll(all)
      expect(rejected).toEqual([])
      // A merchant that waits sees at most one call of each other merchant before its own next one.
      for (const merchant of new Set(all)) {
        const positions = admitted.flatMap((each, at) => (each === merchant ? [at] : []))
        const gaps = positions.map((at, index) => admitted.slice((positions[index - 1] ?? -1) + 1, at))
        for (const gap of gaps) expect(new Set(gap).size).toBe(gap.length)
      }
    }),
  )
  const full = await reserveAll([...Array<string>(60).fill('a'), ...Array<string>(20).fill('b')])
  expect(full.admitted.filter((merchant) => merchant === 'b')).toHaveLength(20)
})

it('keeps its limit of 8 s when the gateway has asked for a longer pause', async () => {
  const { clock, queue } = startQueue()
  queue.pause('a', rate, 30_000)
  await expect(queue.reserveSlot('a', 'shop', rate)).rejects.toBeInstanceOf(QueueFullError)
  expect(clock.now()).toBe(8000)
})

it('admits no call while the rate limiter is unavailable', async () => {
  const { clock } = startQueue()
  const rateLimiter = { acquire: () => Promise.reject(new Error('down')), pause: () => undefined }
  const queue = createQueue(rateLimiter, clock)
  await expect(queue.reserveSlot('a', 'shop', rate)).rejects.toBeInstanceOf(QueueFullError)
})

it('responds 503 to a capture that waits too long in the queue, and uses no attempt', async () => {
  const gateway = await startGateway(slow)
  const { open } = startApp({ INGO_URL: gateway.url, INGO_REQUESTS_PER_SECOND: '1' })
  const sessions = await Promise.all(Array.from({ length: 60 }, () => open()))
  const responses = await Promise.all(sessions.map(({ capture }) => readResponse(capture(card))))
  const refused = responses.findIndex(({ http }) => http === 503)
  expect(responses[refused]).toMatchObject({ code: 'gateway_unavailable', retryable: true })
  expect(await sessions[refused]?.status()).toMatchObject({ status: 'open', attempts: 0 })
  expect(responses.filter(({ http }) => http === 200).length).toBe(gateway.received.length)
})

it('does not limit the rate when INGO_REQUESTS_PER_SECOND is 0', async () => {
  const gateway = await startGateway(slow)
  const { open, slept } = startApp({ INGO_URL: gateway.url, INGO_REQUESTS_PER_SECOND: '0' })
  const sessions = await Promise.all(Array.from({ length: 20 }, () => open()))
  await Promise.all(sessions.map(async ({ capture }) => capture(card)))
  expect(slept).toEqual([])
})

it('makes the sixth call within a second wait by default', async () => {
  const { open, slept } = await start()
  const sessions = await Promise.all(Array.from({ length: 6 }, () => open()))
  for (const { capture } of sessions) await capture(card)
  expect(slept).toEqual([WINDOW_MS])
})
