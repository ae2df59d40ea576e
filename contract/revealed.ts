/** The response of `POST /v1/captures`: the token, and the values that the session's `reveal` allows. */
import type { Issuer, VerifiedCard } from './card.js'
import type { VerifiedCheck } from './verifyCheck.js'
import type { CaptureResponse } from './session.js'
import type { SessionRequest } from './sessionRequest.js'

type Reveal = SessionRequest['reveal']
/** What the cardholder typed. Its `last_4` is revealed, because the response's could hold more of the account. */
type Typed = { brand?: string; last_4: string; expiration_date?: string }

/** Longer values of the gateway are cut: they should be a name, a date, an amount or a sentence. */
const MAX_LENGTH = 120

/**
 * `issuer` is the one that pays: its values are revealed. The posting time is that of a push, or of a pull if there is
 * no push.
 */
export function revealCard(
  card: VerifiedCard,
  reveal: Reveal,
  typed: Typed,
  issuer: Issuer | undefined,
): CaptureResponse {
  const info = issuer?.credit_info ?? issuer?.debit_info
  return {
    ...pickRevealed(card, reveal, {
      last_4: typed.last_4,
      expiration_date: card.expiration_date ?? typed.expiration_date,
      issuing_network: issuer?.issuing_network,
      card_type: info?.card_type,
      payee_name: issuer?.payee_name,
      push_max: issuer?.credit_info?.max,
      estimated_posting_time: info?.estimated_posting_time,
      estimated_posting_date: info?.estimated_posting_date,
    }),
    shown: omitUndefined({ brand: typed.brand, last_4: typed.last_4 }),
  }
}

/**
 * A check takes days to arrive: the form shows the estimate even if the session does not reveal it to the page. `last_4`
 * is that of the account that was sent.
 */
export function revealCheck(check: VerifiedCheck, reveal: Reveal, last_4: string): CaptureResponse {
  const { estimated_posting_time, estimated_posting_date } = check
  return {
    ...pickRevealed(check, reveal, { last_4, estimated_posting_time, estimated_posting_date }),
    shown: omitUndefined({ estimated_posting_time, estimated_posting_date }),
  }
}

type Values = Partial<Record<Reveal[number], string>>

function pickRevealed(
  { customer_account_token }: { customer_account_token: string },
  reveal: Reveal,
  values: Values,
): CaptureResponse {
  const revealed: CaptureResponse = { customer_account_token }
  for (const name of reveal) {
    const value = values[name]
    if (value !== undefined) revealed[name] = toLine(value)
  }
  return revealed
}

function omitUndefined(values: Record<string, string | undefined>): Record<string, string> {
  const lines: Record<string, string> = {}
  for (const name of Object.keys(values)) {
    const value = values[name]
    if (value !== undefined) lines[name] = toLine(value)
  }
  return lines
}

/** One line without control and format characters, which could reverse or hide what is displayed. */
function toLine(value: string): string {
  const line = value.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return line.length > MAX_LENGTH
    ? `${Array.from(line)
        .slice(0, MAX_LENGTH - 1)
        .join('')}…`
    : line
}
