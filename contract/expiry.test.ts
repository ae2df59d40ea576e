import { describe, expect, it } from 'vitest'
import { expiryProblem } from './expiry.js'

const at = (iso: string) => Date.parse(iso)

describe('the last day of a card’s month, in UTC−12', () => {
  it.each([
    ['2612', '2026-12-31T23:59:59.999Z', undefined],
    ['2612', '2027-01-01T11:59:59.999Z', undefined],
    ['2612', '2027-01-01T12:00:00.000Z', 'expired'],
    ['2602', '2026-03-01T11:59:59.999Z', undefined],
    ['2602', '2026-03-01T12:00:00.000Z', 'expired'],
    ['2802', '2028-02-29T23:00:00.000Z', undefined],
    ['2604', '2026-03-15T00:00:00.000Z', undefined],
    ['2603', '2026-03-15T00:00:00.000Z', undefined],
    ['2602', '2026-03-15T00:00:00.000Z', 'expired'],
    ['0001', '2026-03-15T00:00:00.000Z', 'expired'],
    ['9912', '2099-12-31T00:00:00.000Z', undefined],
  ])('%s at %s: %s', (yymm, now, problem) => {
    expect(expiryProblem(yymm, at(now))).toBe(problem)
  })
})

describe('the limit of 20 years ahead', () => {
  it.each([
    ['4601', undefined],
    ['4612', undefined],
    ['4701', 'too_far'],
    ['9912', 'too_far'],
  ])('%s in 2026: %s', (yymm, problem) => {
    expect(expiryProblem(yymm, at('2026-01-01T00:00:00.000Z'))).toBe(problem)
    expect(expiryProblem(yymm, at('2026-12-31T23:59:59.999Z'))).toBe(problem)
  })
})
