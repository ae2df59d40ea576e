/** The table of account types: what each submission is read with. */
import { accountTypes, type AccountType } from '../../../contract/session.js'
import type { Merchant } from '../../config/merchant.js'
import { ProblemError } from '../../problem.js'
import type { Session } from '../../sessions/sealedSession.js'
import { parseCardCapture } from './card.js'
import { parseCheckCapture } from './check.js'
import { parseOpenBankingCapture } from './openBanking.js'
import type { ParseCapture, ParsedCapture } from './method.js'

const parsers: Record<AccountType, ParseCapture> = {
  card: parseCardCapture,
  check: parseCheckCapture,
  'open-banking': parseOpenBankingCapture,
}

/** Reads `POST /v1/captures`; throws `invalid_request` naming the field, or `not_available`. */
export function parseCapture(merchant: Merchant, session: Session, body: unknown): ParsedCapture {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ProblemError('invalid_request', { detail: 'The body must be an object.' })
  }
  const asked: unknown = Object.hasOwn(body, 'account_type') ? Reflect.get(body, 'account_type') : undefined
  const accountType = accountTypes.find((type) => type === asked)
  if (accountType !== undefined) rejectUnavailableTypes(merchant, [accountType])
  if (!accountType || !session.request.account_types.includes(accountType)) {
    const field = 'account_type'
    throw new ProblemError('invalid_request', { field, detail: `${field}: not one of this session’s` })
  }
  return parsers[accountType](merchant, session, { ...body })
}

/** The preview is there only where the operator has turned it on; what it is asked with is not looked at. */
export function rejectUnavailableTypes({ ingo }: Merchant, types: unknown): void {
  if (Array.isArray(types) && types.includes('open-banking') && ingo.openBankingUrl === undefined) {
    throw new ProblemError('not_available', { detail: 'Open banking is off here.' })
  }
}
