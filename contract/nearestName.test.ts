import { expect, it } from 'vitest'
import { nearestName } from './nearestName.js'

const settings = ['INGO_URL', 'INGO_USERNAME', 'INGO_API_KEY', 'INGO_CVV', 'CAPTURE_ORIGINS', 'REDIS_URL']
const fields = ['origin', 'account_types', 'accepted_brands', 'expires_in', 'amount', 'recipient']

it.each<[string, string[], string | undefined]>([
  ['INGO_USER', settings, 'INGO_USERNAME'],
  ['INGO_USERNAM', settings, 'INGO_USERNAME'],
  ['INGO_KEY', settings, 'INGO_API_KEY'],
  ['INGO_CVVV', settings, 'INGO_CVV'],
  ['CAPTURE_ALLOWED_ORIGIN', settings, 'CAPTURE_ORIGINS'],
  ['CAPTURE_REDIS_URL', settings, 'REDIS_URL'],
  ['INGO_CLIENT', settings, undefined],
  ['accountTypes', fields, 'account_types'],
  ['acount_types', fields, 'account_types'],
  ['expiresIn', fields, 'expires_in'],
  ['brands', fields, 'accepted_brands'],
  ['amount_cents', fields, 'amount'],
  ['Origin', fields, 'origin'],
  ['marked', fields, undefined],
  ['', fields, undefined],
  ['-', fields, undefined],
])('%s among %j: %s', (name, known, nearest) => {
  expect(nearestName(name, known)).toBe(nearest)
})
