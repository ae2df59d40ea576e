/** The merchant's backend: an account that was tokenized before is verified again. */
import { Hono } from 'hono'
import type { BackendAnswer } from '../../../contract/sessionRequest.js'
import { verificationRequest, type VerificationRequest } from '../../../contract/verification.js'
import type { Dependencies } from '../dependencies.js'
import { readJson } from '../jsonBody.js'
import { isCardNumber } from '../../captures/methods/cardChecks.js'
import { toFailedResult } from '../../captures/transition.js'
import { verifyWithRetries } from '../../captures/verifyWithRetries.js'
import { createTokenCall } from '../../captures/methods/token.js'
import { parseOrThrow, ProblemError } from '../../problem.js'
import { authenticateMerchant } from '../authenticate.js'
import { type Variables } from '../context.js'
import { requireRetail } from '../../sessions/retailFields.js'

export function verificationRoutes({ config, gateway, clock, log }: Dependencies) {
  return new Hono<{ Variables: Variables }>().post('/', async (c) => {
    const merchant = authenticateMerchant(c, config)
    const request = parseOrThrow(verificationRequest, await readJson(c))
    requireRetail(merchant, request)
    refuseCardNumber(request)
    const request_id = c.get('requestId')
    const line = gateway.lineUp(merchant, { request_id })
    const verdict = await verifyWithRetries(
      line,
      merchant,
      createTokenCall(merchant, request, clock.now()),
      clock,
    )
    if (verdict.kind === 'verified') {
      log.verification({ request_id, merchant: merchant.id, verdict })
      return c.json<BackendAnswer>(verdict.answer as BackendAnswer)
    }
    const { problem, details } = toFailedResult(verdict)
    log.verification({ request_id, merchant: merchant.id, verdict, problem })
    // Another account's answer is nobody's; any other is the backend's, the whole of it.
    const told = verdict.kind === 'refused' ? verdict.answer : undefined
    throw new ProblemError(problem, {
      ...details,
      ...(told && { gateway: told, gateway_status: told.status }),
    })
  })
}

/** A card has one door: in a token's place it is nobody's to forward. */
function refuseCardNumber({
  customer_account_token = '',
  third_party_token = {},
}: VerificationRequest): void {
  const field = Object.values(third_party_token).some(isCardNumber)
    ? 'third_party_token'
    : isCardNumber(customer_account_token) && 'customer_account_token'
  if (field) throw new ProblemError('invalid_request', { field, detail: `${field}: may hold no card number` })
}
