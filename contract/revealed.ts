/** What the page sees of a success: the token, and what the session reveals. */
import type { VerifiedCard } from './card.js'
import type { VerifiedCheck } from './verifyCheck.js'
import type { CaptureResponse } from './session.js'
import type { SessionRequest } from './sessionRequest.js'

type Reveal = SessionRequest['reveal']

export function revealedCard(card: VerifiedCard, reveal: Reveal): CaptureResponse {
  const issuer = card.issuers?.[0]
  return picked(card, reveal, {
    last_4: card.last_4,
    expiration_date: card.expiration_date,
    issuing_network: issuer?.issuing_network,
    estimated_posting_time: (issuer?.credit_info ?? issuer?.debit_info)?.estimated_posting_time,
  })
}

/** A posted check takes days: the form tells the payee how many, whatever the host page may see. */
export function revealedCheck(check: VerifiedCheck, reveal: Reveal): CaptureResponse {
  const { last_4, estimated_posting_time, estimated_posting_date } = check
  return {
    ...picked(check, reveal, { last_4, estimated_posting_time }),
    shown: present({ estimated_posting_time, estimated_posting_date }),
  }
}

type Values = Partial<Record<Reveal[number], string>>

function picked(
  { customer_account_token }: { customer_account_token: string },
  reveal: Reveal,
  values: Values,
): CaptureResponse {
  const allowed = Object.fromEntries(reveal.map((name) => [name, values[name]]))
  return { customer_account_token, ...present(allowed) }
}

function present(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
