/** The table of account types: what each submission is read with. */
import { accountTypes, type AccountType } from '../../../contract/session.js'
import type { Merchant } from '../../config/merchant.js'
import { ProblemError } from '../../problem.js'
import type { Session } from '../../sessions/sealedSession.js'
import { readCard } from './card.js'
import { readCheck } from './check.js'
import { readOpenBanking } from './openBanking.js'
import type { Read, Submission } from './method.js'

const reads: Record<AccountType, Read> = {
  card: readCard,
  check: readCheck,
  'open-banking': readOpenBanking,
}

/** Reads `POST /v1/captures`; throws `invalid_request` naming the field, or `not_available`. */
export function readSubmission(merchant: Merchant, session: Session, body: unknown): Submission {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ProblemError('invalid_request', { detail: 'The body must be an object.' })
  }
  const asked: unknown = Object.hasOwn(body, 'account_type') ? Reflect.get(body, 'account_type') : undefined
  const accountType = accountTypes.find((type) => type === asked)
  if (accountType !== undefined) refuseUnavailable(merchant, [accountType])
  if (!accountType || !session.request.account_types.includes(accountType)) {
    const field = 'account_type'
    throw new ProblemError('invalid_request', { field, detail: `${field}: not one of this session’s` })
  }
  return reads[accountType](merchant, session, { ...body })
}

/** The preview is there only where the operator has turned it on; what it is asked with is not looked at. */
export function refuseUnavailable({ ingo }: Merchant, types: unknown): void {
  if (Array.isArray(types) && types.includes('open-banking') && ingo.openBankingUrl === undefined) {
    throw new ProblemError('not_available', { detail: 'Open banking is off here.' })
  }
}
