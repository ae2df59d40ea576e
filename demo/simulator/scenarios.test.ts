import valid from 'card-validator'
import { describe, expect, it } from 'vitest'
import { cardWith, listen, send, signed } from './client.case.js'
import { scenarios } from './scenarios.js'

const at = () => Promise.resolve()

/** What a card meets: a status, or how the answer failed to come. */
async function meet(port: number, card: unknown): Promise<number | string> {
  const body = JSON.stringify(card)
  try {
    const { http, type, text } = await send(port, { headers: signed(body), body })
    if (type !== 'application/json') return `HTTP ${http} ${type}`
    return (JSON.parse(text) as { status: number }).status
  } catch (error) {
    return error instanceof SyntaxError ? 'not JSON' : 'connection lost'
  }
}

// First and second answer where they are not the row's status and then 101 (a success) or it again.
const odd: Partial<Record<string, [number | string, number | string]>> = {
  unavailable: ['HTTP 503 text/html', 'HTTP 503 text/html'],
  'in-progress': [104, 101],
  reset: ['connection lost', 101],
  malformed: ['not JSON', 'not JSON'],
}

function expectedOf({ id, status }: { id: string; status: number }) {
  return odd[id] ?? [status, status < 130 ? 101 : status]
}

const byAccount = scenarios.flatMap((row) => ('account' in row ? [row] : []))

describe('every scenario answers as its row says', () => {
  it.each(byAccount)('$id, by $account', async (row) => {
    const port = await listen({ sleep: at })
    const card = cardWith({ account: row.account })
    expect([await meet(port, card), await meet(port, card)]).toEqual(expectedOf(row))
  })

  it.each(scenarios)('$id, by last name', async (row) => {
    const port = await listen({ sleep: at })
    const card = cardWith({ recipient_last_name: row.id })
    expect([await meet(port, card), await meet(port, card)]).toEqual(expectedOf(row))
  })

  it('the last name decides before the number', async () => {
    const card = cardWith({ account: '4000000000008526', recipient_last_name: 'review' })
    expect(await meet(await listen(), card)).toBe(130)
  })

  it('any other number of a known network succeeds', async () => {
    expect(await meet(await listen(), cardWith({ account: '4242424242424242' }))).toBe(100)
  })
})

describe('the test cards', () => {
  it('have good check digits and are all different', () => {
    const accounts = byAccount.map(({ account }) => account)
    expect(new Set(accounts).size).toBe(accounts.length)
    const options = { luhnValidateUnionPay: true }
    // No library knows the network of this one.
    const known = accounts.filter((account) => account !== '9999999999999995')
    expect(known.filter((account) => !valid.number(account, options).isValid)).toEqual([])
  })

  it('have ids that can be last names, all different', () => {
    const ids = scenarios.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^[a-z]+(-[a-z0-9]+)*$/.test(id))).toEqual([])
  })

  it('are printed by GET /scenarios', async () => {
    const { http, text } = await send(await listen(), { method: 'GET', path: '/scenarios' })
    expect(http).toBe(200)
    const printed = JSON.parse(text) as Record<string, unknown>[]
    expect(printed.map(({ id }) => id)).toEqual(scenarios.map(({ id }) => id))
    expect(printed[0]).toEqual({
      id: 'success',
      account: '4111111111111111',
      beneficiary_account: '3000000038',
      status: 100,
      what: 'Visa, verified',
    })
    const keys = new Set(printed.flatMap((row) => Object.keys(row)))
    expect([...keys].sort()).toEqual(['account', 'beneficiary_account', 'id', 'status', 'what'])
  })
})
