import type { Scenario } from './scenario.js'

/**
 * Verified cards with the result of a network's card validation. The provider is Visa. A MasterCard number with the
 * scenario's id as last name gets the provider MasterCard.
 */
export const nameMatchScenarios = [
  {
    id: 'name-match',
    account: '4000000000002412',
    status: 100,
    result: 'tokenized',
    what: 'Verified; the network’s name match: match',
    changes: {
      name_match: { performed: '1', overall: '1', first_name: '1', last_name: '1', middle_name: '1' },
    },
  },
  {
    id: 'name-partial',
    account: '4000000000002420',
    status: 100,
    result: 'tokenized',
    what: 'Verified; the network’s name match: partial, the first name does not match',
    changes: {
      name_match: { performed: '1', overall: '2', first_name: '3', last_name: '1', middle_name: '2' },
    },
  },
  {
    id: 'name-none',
    account: '4000000000002438',
    status: 100,
    result: 'tokenized',
    what: 'Verified; the network’s name match: no match',
    changes: {
      name_match: { performed: '1', overall: '3', first_name: '3', last_name: '3', middle_name: '3' },
    },
  },
  {
    id: 'name-not-performed',
    account: '4000000000002446',
    status: 100,
    result: 'tokenized',
    what: 'Verified; the network’s name match was not performed',
    changes: { name_match: { performed: '2' } },
  },
  {
    id: 'name-not-supported',
    account: '4000000000002453',
    status: 100,
    result: 'tokenized',
    what: 'Verified; the network does not support name matching',
    changes: { name_match: { performed: '3' } },
  },
  {
    id: 'name-not-configured',
    account: '4000000000002461',
    status: 100,
    result: 'tokenized',
    what: 'Verified; this client is not configured for name matching',
    changes: { name_match: { performed: '4' } },
  },
] as const satisfies readonly Scenario[]
