import type { AccountType, CaptureResponse } from '../../contract/session.js'
import type { TokenEvent } from '../../widget/protocol/messages.js'

/** The frame's requests that return a token: the capture, and the session after a reload. */
export const TOKEN_ENDPOINTS = /\/v1\/(?:captures|session)(?:\?|$)/

/** Makes the token event from a response's body, as the frame does. The request's body has the account type. */
export function readTokenEvent(body: unknown, requestBody: unknown): TokenEvent | undefined {
  const { tokenized, ...answer } = body as Partial<CaptureResponse> & {
    tokenized?: { account_type: AccountType; answer: CaptureResponse }
  }
  if (tokenized) return toEvent(tokenized.account_type, tokenized.answer)
  if (answer.customer_account_token === undefined) return undefined
  return toEvent((requestBody as { account_type: AccountType }).account_type, answer as CaptureResponse)
}

/** Leaves out the values that only the cardholder sees. */
function toEvent(account_type: AccountType, { shown: _, ...token }: CaptureResponse): TokenEvent {
  return { account_type, ...token }
}
