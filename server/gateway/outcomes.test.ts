import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bankSession, ownBank } from '../testing/bank.case.js'
import { json, start, startApp, startGateway, success, readResponse } from '../testing/app.case.js'
import { checkSession, ownCheck } from '../testing/check.case.js'
import { classifyStatus, type StatusMeaning } from './outcomes.js'

/** The page with the table of statuses, whose columns are the range, the code or kind, and the field. */
const page = readFileSync(new URL('../../docs/outcomes.md', import.meta.url), 'utf8')
const rows = page.split('\n').flatMap((line) => {
  const [, codes = '', what = '', field = ''] = line.split('|').map((cell) => cell.replaceAll('`', '').trim())
  const ranges = /^[0-9]/.test(codes) ? codes.split(', ').map((range) => range.split('–').map(Number)) : []
  return ranges.map(([from = 0, to = from]) => ({ from, to, what, field }))
})
const families = rows.flatMap(({ from, to, ...row }) =>
  Array.from({ length: to - from + 1 }, (_, step) => ({ status: from + step, ...row })),
)

function toDocumented(outcome: StatusMeaning): { what: string; field: string } {
  if (outcome.kind !== 'refused') return { what: outcome.kind, field: '' }
  return { what: outcome.refusal.code, field: outcome.refusal.field ?? '' }
}

it('lists every documented code once in docs/outcomes.md', () => {
  const statuses = families.map(({ status }) => status)
  expect(new Set(statuses).size).toBe(statuses.length)
  const documented = [
    [100, 104],
    [111, 132],
    [400, 616],
    [700, 742],
    [750, 815],
    [851, 867],
    [900, 999],
    [1042, 1042],
  ]
  const missing = documented.flatMap(([from = 0, to = 0]) =>
    Array.from({ length: to - from + 1 }, (_, step) => from + step).filter(
      (status) => !statuses.includes(status),
    ),
  )
  expect(missing).toEqual([])
})

it('classifies every code as docs/outcomes.md says', () => {
  const wrong = families.filter(({ status, what, field }) => {
    const outcome = toDocumented(classifyStatus(status))
    return outcome.what !== what || outcome.field !== field
  })
  expect(wrong).toEqual([])
})

it.each([
  [110, 'under_review'],
  [133, 'under_review'],
  [617, 'unknown'],
  [743, 'unknown'],
  [816, 'unknown'],
  [868, 'unknown'],
  [0, 'unknown'],
  [-1, 'unknown'],
  [1000, 'unknown'],
  [1043, 'unknown'],
])('classifies the undocumented code %i as %s', (status, what) => {
  expect(toDocumented(classifyStatus(status)).what).toBe(what)
})

describe.each([
  ['check', checkSession, ownCheck],
  ['open-banking', bankSession, ownBank],
])('a refused %s', (_type, session, content) => {
  it('has the error code of its family and no card field', async () => {
    let status = 0
    const gateway = await startGateway(json(() => ({ status, client_message: 'Ingo’s own text' })))
    const { open } = startApp({
      INGO_URL: gateway.url,
      INGO_OPEN_BANKING_URL: gateway.url,
      CAPTURE_FAILED_PER_HOUR: '0',
      CAPTURE_FAILED_PER_DAY: '0',
    })
    const refusals = rows.filter(({ what }) => !/verified|unknown|working/.test(what))
    for (const { from, to, what } of refusals) {
      for (status of new Set([from, to])) {
        const response = await readResponse((await open(session)).capture(content))
        expect(response).toMatchObject({ code: what })
        expect(response).not.toHaveProperty('field')
      }
    }
  })
})

describe('through the whole server', () => {
  const problems: Record<string, string> = { unknown: 'outcome_unknown', working: 'outcome_unknown' }
  const edges = rows.flatMap(({ from, to, ...row }) =>
    [...new Set([from, to])].map((status) => ({ status, ...row })),
  )

  it.each(edges)('responds to gateway status $status with $what $field', async ({ status, what, field }) => {
    const { open } = await start(json((sent) => success(sent, {}, status)))
    const session = await open()
    const response = await readResponse(session.capture())
    if (what === 'verified') expect(response).toMatchObject({ http: 200 })
    else expect(response).toMatchObject({ code: problems[what] ?? what, ...(field && { field }) })
    expect('customer_account_token' in response).toBe(what === 'verified')
    if (what !== 'unknown' && what !== 'working') {
      expect(await session.status()).toMatchObject({ gateway: { status } })
    }
  })
})
