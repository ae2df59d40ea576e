/** The ways this shop pays: a page for each, and what its sessions ask for. */
import type { SessionInput } from 'ingo-capture/server'

type Offer = {
  path: string
  /** Stands behind "Get paid: $…". */
  title: string
  intro: string
  /** What of a session it needs. */
  session: Partial<SessionInput>
}

/** The payee's account number at the shop: the simulator's for a check that succeeds. */
export const check = { beneficiary_account: '3000000038' }

/** The backend's part of the preview: what a real shop has from its provider. */
const open_banking = {
  request: 'verify',
  open_banking_request: '{}',
  requested_data: 'accounts',
  customer_account_token: 'open-banking-demo',
  customer_id: 'customer-1',
  response: '{}',
  status: '100',
  message: 'Success',
  duration: '1',
  open_banking: '{}',
  open_banking_response: '{}',
}

export const offers = {
  card: {
    path: '/',
    title: 'to your debit card',
    intro: 'A U.S. debit card in your own name. Harbor & Pine never sees its number.',
    session: { account_types: ['card'] },
  },
  check: {
    path: '/check',
    title: 'by check',
    intro: 'We mail a check to you, or to whom you name: a person or an organization.',
    session: { account_types: ['check'], check },
  },
  choice: {
    path: '/choose',
    title: 'your way',
    intro: 'To your debit card within minutes, or as a check by mail.',
    session: { account_types: ['card', 'check'], check },
  },
  // Nothing links to it: it is there where the operator has turned the preview on.
  bank: {
    path: '/open-banking',
    title: 'to your bank account',
    intro: 'A preview: it may change.',
    session: { account_types: ['open-banking'], open_banking },
  },
} as const satisfies Record<string, Offer>

export type OfferName = keyof typeof offers

/** The offer of that name; the card's for any other. */
export function offerOf(name: string | undefined): OfferName {
  return (Object.keys(offers) as OfferName[]).find((known) => known === name) ?? 'card'
}
