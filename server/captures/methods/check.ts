/** The account type `check`: a check by mail, Ingo's `verify--check`. */
import { checkCapture, type CheckCapture } from '../../../contract/check.js'
import { revealCheck } from '../../../contract/revealed.js'
import { toBeneficiary } from '../../../contract/sessionRules.js'
import { verifiedCheck, type VerifyCheckRequest } from '../../../contract/verifyCheck.js'
import type { Merchant } from '../../config/merchant.js'
import { parseOrThrow, ProblemError } from '../../problem.js'
import type { Session } from '../../sessions/sealedSession.js'
import { applySessionValues } from './sessionValues.js'
import {
  toJsonBytes,
  hasSameParticipantIds,
  participantIds,
  requestStamp,
  type CaptureMethod,
  type ParsedCapture,
} from './method.js'

export const checkMethod: CaptureMethod<'CheckCapture'> = {
  schemaName: 'CheckCapture',
  schema: checkCapture,
  parse: parseCheckCapture,
}

function parseCheckCapture(
  merchant: Merchant,
  session: Session,
  body: Record<string, unknown>,
): ParsedCapture {
  const content = parseOrThrow(checkCapture, applyCheckValues(session, body))
  return {
    accountType: 'check',
    content,
    checkBeforeSending: () => undefined,
    call(now) {
      const sent = toVerifyCheckRequest(merchant, session, content, now)
      return {
        operation: 'verify--check',
        body: toJsonBytes(sent),
        isIdempotent: true,
        parseResponse(data) {
          const check = verifiedCheck.safeParse(data).data
          if (!check) return undefined
          const isSame =
            check.last_4 === sent.beneficiary.beneficiary_account.slice(-4) &&
            hasSameParticipantIds(sent, check)
          if (!isSame) return { kind: 'mismatched' }
          return { kind: 'verified', token: revealCheck(check, session.request.reveal) }
        },
      }
    },
  }
}

/** The session's values for the beneficiary: `check.beneficiary` over those of `recipient`. */
export function sessionBeneficiary({ recipient = {}, check }: Session['request']): Record<string, string> {
  return { ...toBeneficiary(recipient), ...check?.beneficiary }
}

/** The frame's body with the session's values. Throws `invalid_request` if the body contradicts one of them. */
function applyCheckValues({ request }: Session, body: Record<string, unknown>): object {
  const { recipient_is_beneficiary: decided, recipient: payee = {} } = request.check ?? {}
  const flag = Object.hasOwn(body, 'recipient_is_beneficiary') ? body.recipient_is_beneficiary : decided
  if (decided !== undefined && flag !== decided) {
    const field = 'recipient_is_beneficiary'
    throw new ProblemError('invalid_request', { field, detail: `${field}: the session has fixed it` })
  }
  const part = (name: 'beneficiary' | 'recipient', known: object) => {
    const given = Object.hasOwn(body, name) ? body[name] : {}
    // The schema rejects what is not an object.
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return given
    return applySessionValues(given, request.recipient_fields, known, `${name}.`)
  }
  const hasRecipient = Object.hasOwn(body, 'recipient')
  const fills = flag === 0 && request.recipient_fields !== 'editable' && Object.keys(payee).length > 0
  return {
    ...body,
    recipient_is_beneficiary: flag,
    beneficiary: part('beneficiary', sessionBeneficiary(request)),
    ...((hasRecipient || fills) && { recipient: part('recipient', flag === 0 ? payee : {}) }),
  }
}

/** Ingo's documented request, in the order of its sample. `beneficiary_account` comes from the session alone. */
function toVerifyCheckRequest(
  { ingo }: Merchant,
  { request }: Session,
  { recipient_is_beneficiary, recipient, beneficiary }: CheckCapture,
  now: number,
): VerifyCheckRequest {
  const { check } = request
  if (!check) throw new Error('A session with the account type check has the setting check.')
  return {
    participant_id: ingo.participantId,
    account_type: 'CK',
    recipient_is_beneficiary,
    recipient,
    beneficiary: { beneficiary_account: check.beneficiary_account, ...beneficiary },
    ...participantIds(request),
    ...requestStamp(now),
  }
}
