import type { SessionRequest } from '../../contract/sessionRequest.js'

/** The primary language of a BCP 47 tag; of what is none, English, as in the form. */
export function languageOf(locale: string): string {
  try {
    return new Intl.Locale(locale).language
  } catch {
    return 'en'
  }
}

/**
 * The form's variant: a public hint in the URL at what the form shows and in which language, so that nothing moves
 * when it's known.
 */
export function formVariant(
  request: Pick<SessionRequest, 'account_types' | 'recipient_fields' | 'recipient' | 'locale'>,
  policy: { cvv: string; expiration_date: string },
): string {
  const hints = [
    policy.cvv === 'off' && 'no-cvv',
    policy.expiration_date === 'off' && 'no-expiry',
    request.recipient_fields === 'hidden'
      ? 'no-recipient'
      : request.recipient?.recipient_business_name !== undefined && 'business',
    request.locale !== undefined && languageOf(request.locale),
  ]
  return [request.account_types.join(','), ...hints.filter(Boolean)].join('.')
}
