import type { Scenario } from './scenario.js'

/** Verified accounts whose answer lacks a field, contradicts the request, or has keys that Ingo doesn't document. */
export const unusualAnswers = [
  {
    id: 'wrong-last4',
    account: '4000000000000044',
    beneficiary_account: '3000000044',
    status: 100,
    what: 'Verified, but the answer is about another card: its last_4 is 0000',
    changes: { data: { last_4: '0000' } },
  },
  {
    id: 'other-id',
    account: '4000000000002644',
    beneficiary_account: '3000000264',
    status: 100,
    what: 'Verified, but the answer names another participant_unique_id1',
    changes: { data: { participant_unique_id1: 'another-participant-unique-id' } },
  },
  {
    id: 'no-expiration',
    account: '4000000000002610',
    status: 100,
    what: 'Verified; the answer has no expiration_date',
    changes: { without: ['expiration_date'] },
  },
  {
    id: 'empty-expiration',
    account: '4000000000002628',
    status: 100,
    what: 'Verified; the answer’s expiration_date is empty',
    changes: { data: { expiration_date: '' } },
  },
  {
    id: 'no-last4',
    account: '4000000000002636',
    beneficiary_account: '3000000263',
    status: 100,
    what: 'Verified; the answer has no last_4',
    changes: { without: ['last_4'] },
  },
  {
    id: 'no-ids',
    account: '4000000000002651',
    beneficiary_account: '3000000265',
    status: 100,
    what: 'Verified; the answer doesn’t repeat the participant’s ids',
    changes: { without: ['participant_unique_id1', 'participant_unique_id2'] },
  },
  {
    id: 'unknown-keys',
    account: '4000000000002669',
    beneficiary_account: '3000000266',
    status: 100,
    what: 'Verified; the answer, and a card’s issuer, have a key that is not documented',
    changes: { data: { processing_region: 'US-EAST' }, issuers: [{ payee_country: 'US' }] },
  },
] as const satisfies readonly Scenario[]
