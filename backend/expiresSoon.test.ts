import { expect, it, onTestFinished, vi } from 'vitest'
import { CaptureServerError, expiresSoon } from './index.js'

const at = (iso: string) => Date.parse(iso)

/** A card's month ends twelve hours after midnight UTC, when its last day has ended in UTC−12. */
it.each([
  ['2612', 0, '2026-12-31T23:59:59.999Z', false],
  ['2612', 0, '2027-01-01T11:59:59.999Z', false],
  ['2612', 0, '2027-01-01T12:00:00.000Z', true],
  ['2612', 30, '2026-12-02T11:59:59.999Z', false],
  ['2612', 30, '2026-12-02T12:00:00.000Z', true],
  ['2612', 0.5, '2027-01-01T00:00:00.000Z', true],
  ['2802', 1, '2028-02-29T11:59:59.999Z', false],
  ['2802', 1, '2028-02-29T12:00:00.000Z', true],
  ['2702', 1, '2027-02-28T11:59:59.999Z', false],
  ['2702', 1, '2027-02-28T12:00:00.000Z', true],
  ['2601', 0, '2026-06-15T00:00:00.000Z', true],
  ['0001', 60, '2026-06-15T00:00:00.000Z', true],
  ['9912', 60, '2026-06-15T00:00:00.000Z', false],
])('a card of %s, within %d days, at %s: %s', (expiration_date, days, now, expected) => {
  expect(expiresSoon(expiration_date, days, at(now))).toBe(expected)
})

it('counts from the current time by default', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: at('2026-12-02T12:00:00.000Z') })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  expect([expiresSoon('2612', 29), expiresSoon('2612', 30)]).toEqual([false, true])
})

it.each<[string, unknown, unknown, unknown?]>([
  ['expiration_date', '2613', 1],
  ['expiration_date', '2600', 1],
  ['expiration_date', '12/26', 1],
  ['expiration_date', '202612', 1],
  ['expiration_date', '2612\n', 1],
  ['expiration_date', undefined, 1],
  ['expiration_date', 2612, 1],
  ['days', '2612', -1],
  ['days', '2612', Number.NaN],
  ['days', '2612', Infinity],
  ['days', '2612', '30'],
  ['now', '2612', 30, Number.NaN],
])('names an invalid %s and its rule, not its value: %j, %j', (field, expiration_date, days, now = 0) => {
  const ask = () => expiresSoon(expiration_date as string, days as number, now as number)
  expect(ask).toThrow(CaptureServerError)
  expect(ask).toThrow(new RegExp(`^ingo-capture: "${field}" should be `))
  expect(ask).not.toThrow(/2613|2600|12\/26|2612|-1|Infinity/)
})
