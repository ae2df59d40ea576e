import { resolveLanguage } from '../../contract/languages.js'
import type { SessionRequest } from '../../contract/sessionRequest.js'

/**
 * The `form` hint of a session's URL, such as `card.no-cvv.es`. It selects the prerendered document with the fields
 * and language that the session needs, so that the layout does not shift once the session is opened. It is public.
 */
export function formVariant(
  request: Pick<SessionRequest, 'account_types' | 'recipient_fields' | 'recipient' | 'locale'> &
    Partial<Pick<SessionRequest, 'ask_business_name'>>,
  policy: { cvv: string; expiration_date: string },
): string {
  const hints = [
    policy.cvv === 'off' && 'no-cvv',
    policy.expiration_date === 'off' && 'no-expiry',
    request.recipient_fields === 'hidden'
      ? 'no-recipient'
      : (request.ask_business_name || request.recipient?.recipient_business_name !== undefined) && 'business',
    request.locale !== undefined && resolveLanguage([request.locale]),
  ]
  return [request.account_types.join(','), ...hints.filter(Boolean)].join('.')
}
