/** For the merchant's backend: verifies an account by its token. */
import { createHash, randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import type { ErrorCode } from '../../../contract/errors.js'
import { omitNotGiven } from '../../../contract/notGiven.js'
import { verificationRequest, type VerificationRequest } from '../../../contract/verification.js'
import { ingoAccountName } from '../../gateway/account.js'
import { createTokenCall } from '../../captures/methods/token.js'
import { outcomeLog } from '../../captures/outcomeLog.js'
import { toFailedResult } from '../../captures/transition.js'
import { verifyWithRetries, type VerificationOutcome } from '../../captures/verifyWithRetries.js'
import { BackendProblemError, parseOrThrow, ProblemError } from '../../problem.js'
import { usedIdProblem } from '../../sessions/participantId.js'
import { requireRetail } from '../../sessions/retailFields.js'
import type { Store, UsedId } from '../../store/store.js'
import { authenticateMerchant } from '../authenticate.js'
import type { Variables } from '../context.js'
import type { Dependencies } from '../dependencies.js'
import { readJson } from '../jsonBody.js'
import { respondJson } from '../respond.js'

export function verificationRoutes({ config, store, gateway, clock, log }: Dependencies) {
  return new Hono<{ Variables: Variables }>().post('/', async (c) => {
    const merchant = authenticateMerchant(c, config)
    const request = parseOrThrow(verificationRequest, omitNotGiven(verificationRequest, await readJson(c)))
    requireRetail(merchant, request)
    const request_id = c.get('requestId')
    const participantId = request.participant_unique_id1 ?? randomUUID()
    const { isKnown, settle } = await checkId(store, request, {
      account: ingoAccountName(merchant),
      participantId,
      at: clock.now(),
    })
    const call = createTokenCall(merchant, request, { participantId, isKnown, now: clock.now() })
    const circumstances = { isIdempotent: true, context: { request_id } }
    const outcome = await verifyWithRetries({ gateway, clock }, merchant, call, circumstances)
    await settle(outcome)
    const report = (code: 'verified' | ErrorCode) => {
      const { level, fields } = outcomeLog(outcome, code)
      log[level]('verification', { request_id, merchant: merchant.id, outcome: code, ...fields })
    }
    if (outcome.kind === 'verified') {
      report('verified')
      return respondJson(c, outcome.response)
    }
    const { problem, details } = toFailedResult(outcome)
    report(problem)
    // The backend gets the whole response, unless it is about another account.
    const gatewayResponse = outcome.kind === 'refused' ? outcome.response : undefined
    // The detail has the id, because the gateway recognizes a repeat by the same id.
    const detail =
      problem === 'outcome_unknown'
        ? `Send the same again, with participant_unique_id1 ${participantId}.`
        : undefined
    const members = { ...details, ...(detail !== undefined && !request.participant_unique_id1 && { detail }) }
    throw gatewayResponse
      ? new BackendProblemError(problem, members, gatewayResponse)
      : new ProblemError(problem, members)
  })
}

/**
 * Throws `participant_id_used` if another account was tokenized, or is being verified, under the merchant's id. The
 * gateway would answer with that account, and a response to a third party's token has nothing to compare. So the id is
 * claimed before the request is sent, with a hash of the token, for the Ingo account, which merchants may share.
 * `settle` releases the claim if the gateway has tokenized nothing. After an unknown outcome the claim stays, so that
 * only the same token can be sent again.
 */
async function checkId(
  store: Store,
  { customer_account_token, third_party_token, participant_unique_id1 }: VerificationRequest,
  use: Omit<UsedId, 'content'>,
) {
  const token = JSON.stringify(third_party_token ?? customer_account_token)
  const content = createHash('sha256').update(token).digest('base64url')
  const isOwn = participant_unique_id1 === undefined
  const find = () => store.findUsedId(use, use.at)
  const used = isOwn ? undefined : await find()
  const isClaimed = !isOwn && third_party_token !== undefined
  if (isClaimed && (await store.claimId({ ...use, content })) !== 'claimed') throw usedIdProblem()
  return {
    isKnown: used?.content === content,
    settle: async ({ kind }: VerificationOutcome): Promise<void> => {
      const isUsed = kind === 'unknown' || (kind === 'verified' && !isOwn)
      // Ignores an error, because the outcome must be returned in any case. The store logs the failure.
      if (isUsed) await store.addUsedId({ ...use, content }).catch(() => undefined)
      else if (isClaimed && !used) await store.releaseId({ ...use, content }).catch(() => undefined)
    },
  }
}
