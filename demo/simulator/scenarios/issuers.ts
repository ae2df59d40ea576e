import type { Scenario } from './scenario.js'

/** What the issuers allow, and two refusals for an amount. Each row is a card. */
export const issuerScenarios = [
  {
    id: 'push-disabled',
    account: '4000000000002206',
    status: 100,
    what: 'Verified; enabled for pull (debit) and not for push (credit)',
    changes: { issuers: [{ credit_enabled: 0, credit_info: null, debit_enabled: 1, debit_info: {} }] },
  },
  {
    id: 'pull-enabled',
    account: '4000000000002214',
    status: 100,
    what: 'Verified; enabled for push (credit) and for pull (debit)',
    changes: { issuers: [{ debit_enabled: 1, debit_info: {} }] },
  },
  {
    id: 'credit-card',
    account: '4000000000002222',
    status: 100,
    what: 'Verified; its card_type is Credit',
    changes: { issuers: [{ credit_info: { card_type: 'Credit' } }] },
  },
  {
    id: 'prepaid-card',
    account: '4000000000002230',
    status: 100,
    what: 'Verified; its card_type is Prepaid',
    changes: { issuers: [{ credit_info: { card_type: 'Prepaid' } }] },
  },
  {
    id: 'min-500',
    account: '4000000000002248',
    status: 100,
    what: 'Verified; the issuer accepts pushes of $500.00 or more',
    changes: { issuers: [{ credit_info: { min: '500.00' } }] },
  },
  {
    id: 'second-issuer',
    account: '4000000000002255',
    status: 100,
    what: 'Verified; of its two issuers only the second is enabled for push (credit)',
    changes: {
      issuers: [
        { credit_enabled: 0, credit_info: null },
        { payee_id: '100002', payee_name: 'Second Example Bank' },
      ],
    },
  },
  {
    id: 'no-issuers',
    account: '4000000000002263',
    status: 100,
    what: 'Verified; the answer has no issuers',
    changes: { without: ['issuers'] },
  },
  {
    id: 'empty-issuers',
    account: '4000000000002271',
    status: 100,
    what: 'Verified; the answer’s list of issuers is empty',
    changes: { issuers: [] },
  },
  {
    id: 'limit-20',
    account: '4000000000006207',
    status: 600,
    what: 'Refused; the answer names an issuer that accepts pushes of at most $20.00',
    changes: { issuers: [{ credit_info: { max: '20.00' } }] },
  },
  {
    id: 'status-614',
    account: '4000000000006140',
    status: 614,
    what: 'Refused with 614, a number whose meaning Ingo does not publish',
  },
] as const satisfies readonly Scenario[]
