import { accountTypes, type AccountType } from '../../../contract/session.js'
import type { Merchant } from '../../config/merchant.js'
import { ProblemError } from '../../problem.js'
import type { Session } from '../../sessions/sealedSession.js'
import type { CaptureMethod, ParsedCapture } from './method.js'
import { methods } from './registry.js'

/** Parses the body of `POST /v1/captures`. Throws `invalid_request` with the field, or `not_available`. */
export function parseCapture(merchant: Merchant, session: Session, body: unknown): ParsedCapture {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ProblemError('invalid_request', { detail: 'The body must be an object.' })
  }
  const requested: unknown = Object.hasOwn(body, 'account_type')
    ? Reflect.get(body, 'account_type')
    : undefined
  const accountType = accountTypes.find((type) => type === requested)
  if (accountType !== undefined) rejectUnavailable(merchant, accountType)
  if (!accountType || !session.request.account_types.includes(accountType)) {
    const field = 'account_type'
    throw new ProblemError('invalid_request', { field, detail: `${field}: not one of this session’s` })
  }
  return methods[accountType].parse(merchant, session, body as Record<string, unknown>)
}

/** Throws `not_available` if `types` has an account type that this merchant does not have. */
export function rejectUnavailableTypes(merchant: Merchant, types: unknown): void {
  if (!Array.isArray(types)) return
  for (const type of accountTypes) if (types.includes(type)) rejectUnavailable(merchant, type)
}

function rejectUnavailable(merchant: Merchant, type: AccountType): void {
  const { unavailable }: CaptureMethod = methods[type]
  const detail = unavailable?.(merchant)
  if (detail !== undefined) throw new ProblemError('not_available', { detail })
}
