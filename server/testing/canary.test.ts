/**
 * Sends marked card data and keys through every path of the real process, crashes included, and searches everything
 * that the process leaves behind for the marks. The expiration date has no mark, because Ingo's response has it, for
 * the merchant's backend. The search looks for the CVV together with its name, because a time or a port may have the
 * same four digits.
 * `/proc/<pid>/environ` shows the environment that the process was started with and can't be cleared; settings that
 * come from files (`NAME_FILE`) aren't in it.
 */
import { Redis } from 'ioredis'
import { expect, it } from 'vitest'
import { start } from './app.case.js'
import { card, keys } from './canary.case.js'
import { runCanary } from './canaryRun.case.js'
import { findTraces, encodings, type Marks, type Places } from './secretLeaks.case.js'
import { describeWithRedis, startRedis } from './redisServer.case.js'

const marks: Marks = {
  number: card.account,
  'CVV in JSON': `"cvv":"${card.cvv}"`,
  'CVV in a form': `cvv=${card.cvv}`,
  'CVV under another name': `"CVV2":"${card.cvv}"`,
  'secret key': keys.CAPTURE_SECRET_KEY,
  'HMAC secret': keys.INGO_SECRET,
  'HMAC username': keys.INGO_USERNAME,
  'API key': keys.INGO_API_KEY,
  'sealing key as set': keys.CAPTURE_SEALING_KEYS.slice(0, 40),
  'sealing key': Buffer.from(keys.CAPTURE_SEALING_KEYS, 'base64'),
}

/** The ciphertext and the tag of a sealed session. The header is left out, because all sessions have the same. */
function sealedSessionMarks(sealed: string): Marks {
  const [, , , content = '', tag = ''] = sealed.split('.')
  return { 'sealed session': content.slice(0, 48), 'its tag': tag }
}

it('finds each mark in every encoding', () => {
  for (const [name, mark] of Object.entries({ ...marks, ...sealedSessionMarks('a.b.c.Zm9vYmFyYmF6.dGFn') })) {
    for (const [way, written] of encodings(mark)) {
      const places = new Map([['here', `{"time":12,"x":"${written}"}`]])
      expect([way, findTraces({ [name]: mark }, places)]).toEqual([
        way,
        expect.arrayContaining([`${name}, ${way}: here`]),
      ])
    }
  }
  for (const text of ['xx378282246310005', 'x378282246310005', '378282246310005']) {
    const places = new Map([['here', Buffer.from(text).toString('base64')]])
    expect(findTraces(marks, places)).toHaveLength(2)
  }
  expect(findTraces(marks, new Map([['here', '3782 8224 6310-005']]))).toEqual(['number, run together: here'])
  expect(findTraces(marks, new Map([['here', '378282246310006 7391 "cvv":"7392"']]))).toEqual([])
})

const ordersWithRedis = ['good', 'declined', 'echoing', 'mismatched']

/** Expects no trace of any mark or any session. */
function expectNoTraces({ places, sealed }: { places: Places; sealed: string[] }): void {
  expect(sealed.length).toBeGreaterThan(5)
  expect(places.size).toBeGreaterThan(20)
  const said = new Map([...places].filter(([place]) => place.startsWith('output')))
  expect(findTraces({ token: 'ca875cce-58c0-46a0-8f14-676190cc7df6' }, said)).toEqual([])
  // The participant id isn't a secret, and stays in the environment, but no output may hold it.
  const output = new Map([...places].filter(([place]) => !place.endsWith('shown.json')))
  expect(findTraces({ participant_id: keys.INGO_PARTICIPANT_ID }, output)).toEqual([])
  expect([...sealed.map(sealedSessionMarks), marks].flatMap((each) => findTraces(each, places))).toEqual([])
}

it('with the embedded store: leaves no card data or key in logs, files and responses', async () => {
  const left = await runCanary({}, [...ordersWithRedis, 'lying', 'broken', 'unknown'])
  const names = [...left.places.keys()].join()
  for (const name of ['store.db', 'store.db-wal', 'output of process 2', 'shown.json']) {
    expect(names).toContain(name)
  }
  const all = [...left.places.values()].join()
  // The expected log lines are present, so the search covers the right places.
  const known = ['"msg":"capture"', '"msg":"failure"', '"msg":"uncaught"', '"error":"TypeError"']
  expect(known.filter((text) => !all.includes(text))).toEqual([])
  expectNoTraces(left)
}, 60_000)

describeWithRedis('with Redis', () => {
  it('leaves no card data or key in Redis, nor when Redis stops', async () => {
    const redis = await startRedis()
    const left = await runCanary({ REDIS_URL: redis.url }, ordersWithRedis, async () => {
      const all = await dumpRedis(redis.adminUrl)
      await redis.stop()
      return all
    })
    expect([...left.places].filter(([place]) => place.startsWith('redis ')).length).toBeGreaterThan(5)
    expect(left.places.get('output of process 0')).toContain('state store unavailable')
    expectNoTraces(left)
  }, 60_000)
})

/** Every key with its value. Redis's own dump is compressed, so a search in it would find nothing. */
async function dumpRedis(url: string): Promise<Places> {
  const redis = new Redis(url)
  const reads: Record<string, (key: string) => Promise<unknown>> = {
    string: (key) => redis.get(key),
    hash: (key) => redis.hgetall(key),
    set: (key) => redis.smembers(key),
    zset: (key) => redis.zrange(key, '0', '-1', 'WITHSCORES'),
    list: (key) => redis.lrange(key, 0, -1),
  }
  const keysThere = await redis.keys('*')
  const entries = keysThere.map(async (key) => {
    const read = reads[await redis.type(key)]
    if (!read) throw new Error(`What ${key} holds can't be read`)
    return [`redis ${key}`, JSON.stringify([key, await read(key)])] as const
  })
  const places = new Map(await Promise.all(entries))
  redis.disconnect()
  return places
}

it('leaves no card data or key in the metrics', async () => {
  const { app, open, metrics } = await start()
  const session = await open()
  await session.capture(card)
  await session.capture({ ...card, account_type: card.account })
  const report = { language: 'en', device: 'phone', forms: { card: { fields: { cvv: [card.cvv] } } } }
  const init = {
    method: 'POST',
    body: JSON.stringify(report),
    headers: { 'Content-Type': 'application/json' },
  }
  expect((await app.request('/v1/funnel/demo', init)).status).toBe(400)
  const text = await metrics.registry.metrics()
  expect(text).toContain('outcome="tokenized"')
  expect(
    findTraces({ ...marks, ...sealedSessionMarks(session.sealed) }, new Map([['metrics', text]])),
  ).toEqual([])
})
