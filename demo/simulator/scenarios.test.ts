import valid from 'card-validator'
import { describe, expect, it } from 'vitest'
import { sampleCard, startSimulator, send, signedHeaders } from './client.case.js'
import { scenarios } from './scenarios.js'

const noDelay = () => Promise.resolve()

/** Submits a card. Resolves to the status, or to a text that says how the response failed. */
async function submitCard(port: number, card: unknown): Promise<number | string> {
  const body = JSON.stringify(card)
  try {
    const { http, type, text } = await send(port, { headers: signedHeaders(body), body })
    if (type !== 'application/json') return `HTTP ${http} ${type}`
    return (JSON.parse(text) as { status?: number }).status ?? `HTTP ${http}`
  } catch (error) {
    return error instanceof SyntaxError ? 'not JSON' : 'connection lost'
  }
}

// Scenarios with other results than usual. The usual first result is the row's status; the second is 101 after a
// success, and otherwise the same status.
const exceptions: Partial<Record<string, [number | string, number | string]>> = {
  unavailable: ['HTTP 429', 'HTTP 429'],
  'http-503': ['HTTP 503 text/html', 'HTTP 503 text/html'],
  'in-progress': [104, 101],
  reset: ['connection lost', 101],
  malformed: ['not JSON', 'not JSON'],
}

function expectedResults({ id, status }: { id: string; status: number }) {
  return exceptions[id] ?? [status, status < 130 ? 101 : status]
}

const byAccount = scenarios.flatMap((row) => ('account' in row ? [row] : []))

describe('every scenario responds as its row says', () => {
  it.each(byAccount)('$id, by $account', async (row) => {
    const port = await startSimulator({ sleep: noDelay })
    const card = sampleCard({ account: row.account })
    expect([await submitCard(port, card), await submitCard(port, card)]).toEqual(expectedResults(row))
  })

  it.each(scenarios)('$id, by last name', async (row) => {
    const port = await startSimulator({ sleep: noDelay })
    const card = sampleCard({ recipient_last_name: row.id })
    expect([await submitCard(port, card), await submitCard(port, card)]).toEqual(expectedResults(row))
  })

  it('the last name takes precedence over the number', async () => {
    const card = sampleCard({ account: '4000000000008526', recipient_last_name: 'review' })
    expect(await submitCard(await startSimulator(), card)).toBe(130)
  })

  it('verifies any other number of a known network', async () => {
    expect(await submitCard(await startSimulator(), sampleCard({ account: '4242424242424242' }))).toBe(100)
  })
})

describe('the test cards', () => {
  it('have valid check digits and are unique', () => {
    const accounts = byAccount.map(({ account }) => account)
    expect(new Set(accounts).size).toBe(accounts.length)
    const options = { luhnValidateUnionPay: true }
    // This number has no known network.
    const known = accounts.filter((account) => account !== '9999999999999995')
    expect(known.filter((account) => !valid.number(account, options).isValid)).toEqual([])
  })

  it('have unique ids that can be last names', () => {
    const ids = scenarios.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^[a-z]+(-[a-z0-9]+)*$/.test(id))).toEqual([])
  })

  it('are listed by GET /scenarios', async () => {
    const { http, text } = await send(await startSimulator(), { method: 'GET', path: '/scenarios' })
    expect(http).toBe(200)
    const printed = JSON.parse(text) as Record<string, unknown>[]
    expect(printed.map(({ id }) => id)).toEqual(scenarios.map(({ id }) => id))
    expect(printed[0]).toEqual({
      id: 'success',
      account: '4111111111111111',
      beneficiary_account: '3000000038',
      status: 100,
      result: 'tokenized',
      what: 'Visa, verified',
    })
    const keys = new Set(printed.flatMap((row) => Object.keys(row)))
    expect([...keys].sort()).toEqual([
      ...['account', 'beneficiary_account', 'id', 'reason', 'result', 'session', 'status', 'what'],
    ])
  })
})
