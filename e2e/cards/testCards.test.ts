/** With every test card, a capture has the result that the simulator's table names. */
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { nameMatchResults, nameMatchStatuses } from '../../contract/cardValidationValues.js'
import { errors, type ErrorCode } from '../../contract/errors.js'
import { notPayableReasons } from '../../contract/payable.js'
import { scenarios } from '../../demo/simulator/scenarios.js'
import { card } from '../../server/testing/app.case.js'
import { ownCheck, checkSession } from '../../server/testing/check.case.js'
import { otherCodes } from './otherCodes.case.js'
import { startWithSimulator } from './simulator.case.js'
import { renderCardsPage } from './testCardsPage.case.js'

type Row = (typeof scenarios)[number]
const session = (row: Row): object => ('session' in row ? row.session : {})
const reason = (row: Row) => ('reason' in row ? row.reason : undefined)

/**
 * Results that take long: the server asks the gateway every 4 s until it gives up, or until the
 * first response is there.
 */
const slowResults: Row['result'][] = ['outcome_unknown']
const slowIds: Row['id'][] = ['in-progress', 'reset']

/** `tokenized`, or the code and the reason of the problem. */
async function readResult(response: Response) {
  const { code = 'tokenized', reason } = (await response.json()) as { code?: string; reason?: string }
  return { result: code, reason }
}

const byAccount = scenarios.flatMap((row) => ('account' in row ? [row] : []))
const byNameMatch = byAccount.flatMap((row) =>
  'changes' in row && 'name_match' in row.changes
    ? [{ id: row.id, account: row.account, changes: row.changes }]
    : [],
)
const byBeneficiary = scenarios.flatMap((row) => ('beneficiary_account' in row ? [row] : []))

describe('through the capture server', () => {
  it.each(byAccount)('the card of $id ends with $result', async (row) => {
    const { open, slept } = await startWithSimulator()
    const { capture } = await open(session(row))
    const response = await capture({ ...card, account: row.account })
    expect(await readResult(response)).toEqual({ result: row.result, reason: reason(row) })
    const isSlow = slowResults.includes(row.result) || slowIds.includes(row.id)
    if (!isSlow) expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(3000)
  })

  it.each(byBeneficiary)('the check of $id ends with $result', async (row) => {
    const { open } = await startWithSimulator()
    const { beneficiary_account } = row
    const { capture } = await open({ ...checkSession, check: { beneficiary_account } })
    expect(await readResult(await capture(ownCheck))).toEqual({ result: row.result, reason: undefined })
  })

  it.each(byNameMatch)('the backend reads the name match of $id', async ({ account, changes }) => {
    const { open } = await startWithSimulator()
    const { capture, status } = await open()
    await capture({ ...card, account })
    expect(await status()).toMatchObject({
      gateway: { data: { card_validation: { provider: '1', name_match: changes.name_match } } },
    })
  })
})

describe('the table', () => {
  it('has a card for every reason of card_not_payable and every documented value of the name match', () => {
    const reasons = scenarios.flatMap((row) => ('reason' in row ? [row.reason] : []))
    expect(new Set(reasons)).toEqual(new Set(notPayableReasons))
    const matches = byNameMatch.map(({ changes }) => changes.name_match)
    const seen = (key: string) =>
      new Set(matches.flatMap((match: object) => (Reflect.get(match, key) as string | undefined) ?? []))
    expect(seen('performed')).toEqual(new Set(Object.keys(nameMatchStatuses)))
    expect(seen('overall')).toEqual(new Set(Object.keys(nameMatchResults)))
  })

  it('has only codes of the contract, and each code has a card or another way to get it', () => {
    const results = scenarios.map(({ result }) => result) satisfies ('tokenized' | ErrorCode)[]
    const ways = new Set<string>([...results, ...Object.keys(otherCodes), 'internal'])
    expect(ways).toEqual(new Set([...Object.keys(errors), 'tokenized']))
  })

  it.each(Object.entries(otherCodes))('%s is the result of what the page says', async (code, { run }) => {
    expect(await readResult(await run())).toMatchObject({ result: code })
  })

  it('docs/testing-cards.md shows the same table (npm run docs:cards writes it)', async () => {
    const path = fileURLToPath(new URL('../../docs/testing-cards.md', import.meta.url))
    await expect(await renderCardsPage(path)).toMatchFileSnapshot(path)
  })
})
