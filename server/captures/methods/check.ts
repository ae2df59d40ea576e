/** The account type `check`: a check by mail, Ingo's `verify--check`. */
import * as z from 'zod/mini'
import {
  beneficiary,
  checkCapture,
  createCheckCapture,
  singleNameCheckCapture,
  type CheckCapture,
  type Payee,
} from '../../../contract/check.js'
import { revealCheck } from '../../../contract/revealed.js'
import { beneficiaryOfSession } from '../../../contract/sessionRules.js'
import type { VerifyCheckRequest } from '../../../contract/verifyCheck.js'
import type { Merchant } from '../../config/merchant.js'
import { readVerified } from '../../gateway/keepDocumented.js'
import { parseOrThrow, ProblemError } from '../../problem.js'
import type { Session } from '../../sessions/sealedSession.js'
import { compareEcho, readContradiction, toLastFour } from './compareEcho.js'
import { applySessionValues } from './sessionValues.js'
import { toBody, participantIds, requestStamp, type CaptureMethod, type ParsedCapture } from './method.js'

// Compiled, because the server parses a body for every capture.
const personSchema = z.compile(checkCapture)
const singleNameSchema = z.compile(singleNameCheckCapture)

export const checkMethod: CaptureMethod<'CheckCapture'> = {
  schemaName: 'CheckCapture',
  // For the OpenAPI document: a session with `single_name` rejects the last name, any other requires it.
  schema: createCheckCapture(
    z.strictObject({ ...beneficiary, beneficiary_last_name: z.optional(beneficiary.beneficiary_last_name) }),
  ),
  parse: parseCheckCapture,
}

function parseCheckCapture(
  merchant: Merchant,
  session: Session,
  body: Record<string, unknown>,
): ParsedCapture {
  const schema = session.request.check?.single_name ? singleNameSchema : personSchema
  const content = parseOrThrow<CheckCapture>(schema, applyCheckValues(session, body))
  return {
    accountType: 'check',
    isIdempotent: true,
    ...{ content, contentSummary: content },
    checkBeforeSending: () => undefined,
    call(now, participantId) {
      const sent = toVerifyCheckRequest(merchant, session, content, { participantId, now })
      return {
        operation: 'verify--check',
        ...toBody(sent),
        parseResponse(data, isOlder) {
          const check = readVerified(data)
          if (!check) return undefined
          const { participant_unique_id1, participant_unique_id2, beneficiary } = sent
          const account = beneficiary.beneficiary_account
          const echo = compareEcho({ account, participant_unique_id1, participant_unique_id2 }, check)
          if (!echo || (isOlder && echo.missing.includes('last_4'))) return readContradiction(check, isOlder)
          return {
            kind: 'verified',
            token: revealCheck(check, session.request.reveal, toLastFour(account)),
            ...echo,
          }
        },
      }
    },
  }
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
    beneficiary: part('beneficiary', beneficiaryOfSession(request.recipient ?? {}, request.check)),
    ...((hasRecipient || fills) && { recipient: part('recipient', flag === 0 ? payee : {}) }),
  }
}

/** Ingo's documented request, in the order of its sample. `beneficiary_account` comes only from the session. */
function toVerifyCheckRequest(
  { ingo }: Merchant,
  { request }: Session,
  { recipient_is_beneficiary, recipient, beneficiary: given }: CheckCapture,
  { participantId, now }: { participantId: string; now: number },
): VerifyCheckRequest {
  const { check } = request
  if (!check) throw new Error('A session with the account type check has the setting check.')
  // Ingo's sample writes an absent value as the empty text: an organization has no last name.
  const person = { beneficiary_last_name: '', ...given }
  return {
    participant_id: ingo.participantId,
    account_type: 'CK',
    recipient_is_beneficiary,
    recipient: recipient ?? (check.send_recipient ? sentRecipient(check, person) : undefined),
    beneficiary: {
      beneficiary_account: check.beneficiary_account,
      ...person,
    },
    ...participantIds(participantId, request),
    ...requestStamp(now),
  }
}

/** The session's recipient if the session itself sets `recipient_is_beneficiary` to 1, else the beneficiary. */
function sentRecipient(
  { recipient, recipient_is_beneficiary }: NonNullable<Session['request']['check']>,
  person: Person,
): Payee {
  return recipient && recipient_is_beneficiary === 1 ? (recipient as Payee) : toRecipient(person)
}

type Person = Omit<VerifyCheckRequest['beneficiary'], 'beneficiary_account'>

/** The beneficiary as the payee. Ingo fills in the same if the recipient is omitted. */
function toRecipient({ beneficiary_first_name, beneficiary_last_name, ...address }: Person): Payee {
  const named = Object.entries(address).map(([name, value]) => [
    name.replace('beneficiary', 'recipient'),
    value,
  ])
  const recipient_line1 = `${beneficiary_first_name} ${beneficiary_last_name}`.trim().slice(0, 255)
  return { recipient_line1, ...Object.fromEntries(named) } as Payee
}
