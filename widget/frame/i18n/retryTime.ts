/** When the cardholder may try again, in the form's language. */
import type { Messages } from './load.js'
import { interpolate } from './messages.js'

/** A longer wait is shown in hours. */
const MINUTES_SHOWN = 90

/**
 * Why a submit was rejected by a rate limit. `retryAfter` is the wait in seconds that the server asks for: an hour or a day
 * where too many attempts have failed. It is rounded up, so that a try after it is not rejected again.
 * Up to a minute, the message asks to wait a moment.
 */
export function describeRateLimit(messages: Messages, retryAfter = 0): string {
  const minutes = Math.ceil(retryAfter / 60)
  if (!(minutes > 1)) return messages.error.rate_limited
  const isLong = minutes > MINUTES_SHOWN
  const format = new Intl.RelativeTimeFormat([`${messages.language}-u-nu-latn`, 'en'])
  const when = format.format(isLong ? Math.ceil(minutes / 60) : minutes, isLong ? 'hour' : 'minute')
  return interpolate(messages.tryLater, { when })
}
