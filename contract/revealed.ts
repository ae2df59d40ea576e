/** The response of `POST /v1/captures`: the token, and the values that the session's `reveal` allows. */
import type { VerifiedCard } from './card.js'
import type { VerifiedCheck } from './verifyCheck.js'
import type { CaptureResponse } from './session.js'
import type { SessionRequest } from './sessionRequest.js'

type Reveal = SessionRequest['reveal']

/** The values are those of the first issuer. The posting time is that of a push, or of a pull if there is no push. */
export function revealCard(card: VerifiedCard, reveal: Reveal): CaptureResponse {
  const issuer = card.issuers?.[0]
  return pickRevealed(card, reveal, {
    last_4: card.last_4,
    expiration_date: card.expiration_date,
    issuing_network: issuer?.issuing_network,
    estimated_posting_time: (issuer?.credit_info ?? issuer?.debit_info)?.estimated_posting_time,
  })
}

/** A check takes days to arrive. The form shows the estimate even if the session does not reveal it to the page. */
export function revealCheck(check: VerifiedCheck, reveal: Reveal): CaptureResponse {
  const { last_4, estimated_posting_time, estimated_posting_date } = check
  return {
    ...pickRevealed(check, reveal, { last_4, estimated_posting_time }),
    shown: omitUndefined({ estimated_posting_time, estimated_posting_date }),
  }
}

type Values = Partial<Record<Reveal[number], string>>

function pickRevealed(
  { customer_account_token }: { customer_account_token: string },
  reveal: Reveal,
  values: Values,
): CaptureResponse {
  const allowed = Object.fromEntries(reveal.map((name) => [name, values[name]]))
  return { customer_account_token, ...omitUndefined(allowed) }
}

function omitUndefined(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
