/** Describes when the cardholder may try again, in the form's language. */
import type { Messages } from './load.js'
import { interpolate } from './messages.js'

/** A longer wait is shown in hours. */
const MINUTES_SHOWN = 90

/**
 * The message about a submit that a rate limit has rejected. `retryAfter` is the wait in seconds that the server asks for:
 * an hour or a day if too many attempts have failed. The shown time is rounded up, so that a try after it is not rejected
 * again. For a wait of up to a minute, the message asks to wait a moment.
 */
export function describeRateLimit(messages: Messages, retryAfter = 0): string {
  const minutes = Math.ceil(retryAfter / 60)
  if (!(minutes > 1)) return messages.error.rate_limited
  const isLong = minutes > MINUTES_SHOWN
  const format = new Intl.RelativeTimeFormat([`${messages.language}-u-nu-latn`, 'en'])
  const when = format.format(isLong ? Math.ceil(minutes / 60) : minutes, isLong ? 'hour' : 'minute')
  return interpolate(messages.tryLater, { when })
}
