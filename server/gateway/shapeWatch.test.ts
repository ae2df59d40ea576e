/** Undocumented fields of the gateway's responses are recorded by name and type, never by value. */
import { expect, it } from 'vitest'
import { bankSession, ownBank } from '../testing/bank.case.js'
import { json, SECRET_KEY, startApp, startGateway, success, type Sent } from '../testing/app.case.js'
import { checkSession, ownCheck } from '../testing/check.case.js'
import { unlimited } from '../testing/serveProcess.case.js'
import type { ShapeList } from '../../contract/shapes.js'
import { documentedResponse } from '../../contract/documented.case.js'

/** Starts a server whose gateway responds with the result of `answer`. */
async function startWatched(answer: (sent: Sent) => unknown) {
  const { url } = await startGateway(json(answer))
  const server = startApp({ INGO_URL: url, INGO_OPEN_BANKING_URL: url, ...unlimited })
  const list = async (key = SECRET_KEY) => {
    const response = await server.app.request('/v1/shapes', { headers: { Authorization: `Bearer ${key}` } })
    return { http: response.status, ...((await response.json()) as ShapeList) }
  }
  const rows = async () =>
    (await list()).shapes.map(({ operation, path, type, count }) => [operation, path, type, count])
  return { ...server, list, rows }
}

it('records no shape for the documented sample, with and without a token', async () => {
  const { open, list } = await startWatched(() => documentedResponse)
  await (await open()).capture()
  expect(await list()).toEqual({ http: 200, shapes: [], overflow: 0 })
})

it('records unknown keys and other types than documented, at every level, and counts the responses', async () => {
  const { open, rows, lines, metrics } = await startWatched((sent) => ({
    ...success(sent, {
      last_4: 1111,
      count: '1',
      issuers: [
        { payee_id: 526263, debit_info: { fee: '0.25', min: null } },
        { debit_info: { fee: '0.30' } },
        'x',
      ],
      name_match: { result: 1, parts: [{ first: true }, 'a'] },
    }),
    // A refusal, because the server would retry a success without a valid last_4.
    status: 852,
    time: 2.45,
    trace: null,
  }))
  await (await open()).capture()
  await (await open()).capture()
  expect(await rows()).toEqual([
    ['verify--card', 'data.last_4', 'number', 2],
    ['verify--card', 'data.issuers[].payee_id', 'number', 2],
    ['verify--card', 'data.issuers[].debit_info.fee', 'string', 2],
    ['verify--card', 'data.issuers[].debit_info.min', 'null', 2],
    ['verify--card', 'data.issuers[]', 'string', 2],
    ['verify--card', 'data.count', 'string', 2],
    ['verify--card', 'data.name_match', 'object', 2],
    ['verify--card', 'data.name_match.result', 'number', 2],
    ['verify--card', 'data.name_match.parts', 'array', 2],
    ['verify--card', 'data.name_match.parts[]', 'object', 2],
    ['verify--card', 'data.name_match.parts[].first', 'boolean', 2],
    ['verify--card', 'data.name_match.parts[]', 'string', 2],
    ['verify--card', 'time', 'number', 2],
    ['verify--card', 'trace', 'null', 2],
  ])
  const logged = lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'shape')
  expect(logged).toHaveLength(14)
  expect(logged[1]).toEqual({
    level: 30,
    time: expect.any(String) as string,
    msg: 'shape',
    operation: 'verify--card',
    path: 'data.issuers[].payee_id',
    type: 'number',
  })
  expect(await metrics.registry.metrics()).toContain(
    'ingo_capture_undocumented_shapes_total{operation="verify--card",path="data.count",type="string"} 2',
  )
})

it('watches checks, open banking, refusals and verifications by token too', async () => {
  const { open, rows, app } = await startWatched(() => ({ status: 852, data: { reason: 'x' } }))
  await (await open(checkSession)).capture(ownCheck)
  await (await open(bankSession)).capture(ownBank)
  await app.request('/v1/verifications', {
    method: 'POST',
    headers: { Authorization: `Bearer ${SECRET_KEY}`, 'Content-Type': 'application/json' },
    body: '{"account_type":"card","customer_account_token":"token-1","participant_unique_id1":"order-2"}',
  })
  expect(await rows()).toEqual([
    ['verify--check', 'data.reason', 'string', 1],
    ['verify--open-banking', 'data.reason', 'string', 1],
    ['verify--card', 'data.reason', 'string', 1],
  ])
})

it('never records a value or a name that may hold card data', async () => {
  const { open, list, lines, metrics } = await startWatched(({ account, cvv }) => ({
    status: 852,
    [account]: account,
    [`x${account}`]: {
      [String(cvv)]: String(cvv),
      'Jane Doe': 'Jane Doe',
      Jane_Doe: 1,
      safe_name: 'Jane Doe',
    },
  }))
  await (await open()).capture()
  const { shapes } = await list()
  expect(shapes.map(({ path, type }) => [path, type])).toEqual([
    ['*', 'string'],
    ['*', 'object'],
    ['*.*', 'string'],
    ['*.*', 'number'],
    ['*.safe_name', 'string'],
  ])
  const everywhere = JSON.stringify(shapes) + lines.join('') + (await metrics.registry.metrics())
  expect(everywhere).not.toMatch(/4111111111111111|Jane/)
})

it('stops at six keys, at nested arrays, at a thousand values and at 200 shapes', async () => {
  const deep = { a: { b: { c: { d: { e: { f: { g: 1 } } } } } }, lists: [[[[{ x: 1 }]]]] }
  const first = await startWatched(() => ({ status: 852, data: deep }))
  await (await first.open()).capture()
  const paths = (await first.rows()).map(([, path]) => path)
  expect(paths.at(-3)).toBe('data.a.b.c.d.e')
  expect(paths.slice(-2)).toEqual(['data.lists', 'data.lists[]'])

  const letters = (index: number) =>
    String(index).replace(/[0-9]/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')
  const wide = Object.fromEntries(Array.from({ length: 2000 }, (_value, index) => [letters(index), 1]))
  const second = await startWatched(() => ({ status: 852, data: wide }))
  await (await second.open()).capture()
  await (await second.open()).capture()
  const { shapes, overflow } = await second.list()
  expect(shapes).toHaveLength(200)
  expect(shapes[0]).toMatchObject({ count: 2 })
  expect(overflow).toBeGreaterThan(0)
  expect(overflow).toBeLessThan(2000)
  const text = await second.metrics.registry.metrics()
  expect(text.match(/^ingo_capture_undocumented_shapes_total\{/gm)).toHaveLength(201)
  expect(text).toContain(`{operation="verify--card",path="(overflow)",type="(overflow)"} ${overflow}`)
})

it('gives the list only to a merchant’s backend', async () => {
  const { list, app } = await startWatched(() => ({ status: 852 }))
  expect((await list('sk_wrong_7yHq3kZt9wLp2XbN8vRd')).http).toBe(401)
  expect((await app.request('/v1/shapes')).status).toBe(401)
})
