/** The shop's ways to pay out: a page for each, and the options of its sessions. */
import type { SessionInput } from 'ingo-capture/backend'

type Offer = {
  path: string
  /** The end of the heading that begins with "Get paid: $…". */
  title: string
  intro: string
  /** The session options of this offer. */
  session: Partial<SessionInput>
}

/** The payee's account number at the shop; the simulator verifies a check for it. */
export const check = { beneficiary_account: '3000000038' }

/** Preview: the data that a real shop gets from its open banking provider. */
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

/** The offers by name. */
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
    intro: 'We mail a check to you, or to a person or organization that you choose.',
    session: { account_types: ['check'], check },
  },
  choice: {
    path: '/choose',
    title: 'your way',
    intro: 'To your debit card within minutes, or as a check by mail.',
    session: {
      ...{ account_types: ['card', 'check'], check },
      // Ingo's words, so that the form can show them in the cardholder's language.
      estimated_posting_times: {
        card: 'Payment will post within 5 minutes.',
        check: 'Payment will post 7-10 Days',
      },
    },
  },
  // No page links to this offer. It works only if the operator has turned the preview on.
  bank: {
    path: '/open-banking',
    title: 'to your bank account',
    intro: 'A preview: it may change.',
    session: { account_types: ['open-banking'], open_banking },
  },
} as const satisfies Record<string, Offer>

type OfferName = keyof typeof offers

/** The offer's name; `card` for an unknown name. */
export function toOfferName(name: string | undefined): OfferName {
  return (Object.keys(offers) as OfferName[]).find((offer) => offer === name) ?? 'card'
}
