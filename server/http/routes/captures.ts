/** For the frame: the session that its form needs, and the only route that takes card data. */
import { Hono } from 'hono'
import type { KnownCheck } from '../../../contract/check.js'
import { missingOpenBankingFields } from '../../../contract/openBanking.js'
import { beneficiaryOfSession } from '../../../contract/sessionRules.js'
import type { AccountType, FrameSession } from '../../../contract/session.js'
import type { CaptureEnding } from '../../captures/captureRequest.js'
import { parseCapture } from '../../captures/methods/parseCapture.js'
import type { Merchant } from '../../config/merchant.js'
import { operationBaseUrl } from '../../gateway/client.js'
import { isTestGateway } from '../../gateway/hosts.js'
import { ProblemError } from '../../problem.js'
import { newRecord, type Session } from '../../sessions/sealedSession.js'
import { endingResult, tokenizedResults } from '../../store/answers.js'
import { unresolvedChoices } from '../../store/leaseRule.js'
import { isLeaseHeld } from '../../store/leaseTime.js'
import { lostRecord } from '../../store/lostRecord.js'
import { RESOLVE_MS, type SessionRecord } from '../../store/record.js'
import { authenticateFrame } from '../authenticate.js'
import { clientAddress, UNKNOWN_ADDRESS } from '../clientAddress.js'
import type { CaptureContext, Variables } from '../context.js'
import type { Dependencies } from '../dependencies.js'
import { readJson } from '../jsonBody.js'
import { PeerAddressError } from '../peerAddress.js'
import { respondJson } from '../respond.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function captureRoutes(dependencies: Dependencies) {
  const { config, store, captures, clock, log, peerAddress, isEmbedded } = dependencies
  let hasWarned = false
  /** Logs once that X-Forwarded-For is ignored: behind a proxy, all cardholders share one address and its limits. */
  function logUntrustedProxy(forwarded: string | undefined): void {
    if (hasWarned || config.trustedProxies > 0 || forwarded === undefined) return
    hasWarned = true
    log.info(
      'X-Forwarded-For is ignored. If the server is behind your own proxy, set CAPTURE_TRUSTED_PROXIES',
    )
  }

  /** Throws PeerAddressError if the outer server's `peerAddress` returns no address. */
  function findAddress(c: CaptureContext): string {
    const address = clientAddress(c, { trustedProxies: config.trustedProxies, peerAddress })
    if (isEmbedded && address === UNKNOWN_ADDRESS) throw new PeerAddressError('returned no address')
    return address
  }

  return new Hono<{ Variables: Variables }>()
    .get('/session', async (c) => {
      const { merchant, session } = authenticateFrame(c, config, clock.now())
      // Fails for a wrong `peerAddress` before the cardholder types anything.
      if (isEmbedded) findAddress(c)
      const stored = await store.read(merchant.id, session.id)
      const record = stored ?? lostRecord(newRecord(session), clock.now())
      if (record.state === 'exhausted') throw exhaustedProblem(record)
      if (record.state === 'refused') throw new ProblemError('session_refused', { needs_new_session: true })
      if (record.state === 'canceled') throw new ProblemError('session_canceled')
      if (clock.now() >= frameExpiry(record)) throw new ProblemError('session_expired')
      return respondJson(c, frameSession(merchant, session, record, clock.now()))
    })
    .post('/captures', async (c) => {
      const { merchant, session } = authenticateFrame(c, config, clock.now())
      const key = c.req.header('idempotency-key')?.toLowerCase() ?? ''
      if (!UUID.test(key)) {
        throw new ProblemError('invalid_request', {
          field: 'Idempotency-Key',
          detail: 'Idempotency-Key: must be a UUID',
        })
      }
      const parsed = parseCapture(merchant, session, await readJson(c))
      logUntrustedProxy(c.req.header('x-forwarded-for'))
      const address = findAddress(c)
      const request_id = c.get('requestId')
      const onEnded = (ending: CaptureEnding) => {
        c.set('ending', ending)
      }
      const request = { merchant, session, parsed, address, request_id, key, onEnded }
      return respondJson(c, await captures.create(request))
    })
}

/** The problem with which the session's last capture was answered. */
function exhaustedProblem(record: SessionRecord): ProblemError {
  const ending = endingResult(record)
  return ending
    ? new ProblemError(ending.problem, ending.details)
    : new ProblemError('attempts_exhausted', { attempts_left: 0 })
}

function frameSession(
  merchant: Merchant,
  { request }: Session,
  record: SessionRecord,
  now: number,
): FrameSession {
  const [tokenized] = tokenizedResults(record)
  const unresolved = unresolvedState(record, now)
  const { origin, account_types, recipient, recipient_fields, accepted_brands, open_banking } = request
  const { locale, merchant_name, estimated_posting_times } = request
  const check = account_types.includes('check') && knownCheck(request)
  return {
    origin,
    account_types,
    cvv: merchant.policy.cvv,
    expiration_date: merchant.policy.expiration_date,
    ...(recipient_fields !== 'hidden' && recipient && { recipient }),
    ...(check && { check }),
    ...(open_banking && { open_banking: missingOpenBankingFields(open_banking) }),
    ...(request.ask_business_name && { ask_business_name: true }),
    ...(isNew(record) && { is_new: true }),
    ...(isLeaseHeld(record, now) && { processing: true }),
    ...(unresolved && { unresolved }),
    recipient_fields,
    ...(accepted_brands && { accepted_brands }),
    ...(estimated_posting_times && { estimated_posting_times }),
    ...(locale && { locale }),
    ...(merchant_name && { merchant_name }),
    attempts_left: Math.max(0, record.maxAttempts - record.attempts - record.givenUp.length),
    expires_at: new Date(frameExpiry(record)).toISOString(),
    server_time: new Date(now).toISOString(),
    test: account_types.every((type) => isTest(merchant, type)),
    ...(merchant.funnel && { funnel: true }),
    ...(tokenized && { tokenized: { account_type: tokenized.account_type, answer: tokenized.token } }),
  }
}

/** Whether the record shows no submission. */
function isNew({ current, givenUp, answers, gateway }: SessionRecord): boolean {
  return !current && !gateway && givenUp.length === 0 && Object.keys(answers).length === 0
}

/** The choices about an unknown outcome. Undefined for a lost record, whose outcome any content resolves. */
function unresolvedState(record: SessionRecord, now: number): FrameSession['unresolved'] {
  const isLost = record.current && record.current.fingerprint === undefined
  const choices = isLost ? undefined : unresolvedChoices(record, now)
  if (!choices) return undefined
  return { may_change: choices.mayChange, ...(choices.needsNewSession && { needs_new_session: true }) }
}

/** Whether the operation's gateway has no real accounts. */
function isTest({ ingo }: Merchant, type: AccountType): boolean {
  return isTestGateway(operationBaseUrl(ingo, `verify--${type}`))
}

/** States in which a session has a token, or may still get one. */
const withToken: SessionRecord['state'][] = ['tokenized', 'unknown', 'processing']

/**
 * The end of the frame's session, in ms since 1970. It is later than the session's end if an unknown outcome may still
 * be resolved, or if a reloaded document should get the token. Otherwise the page would renew the session, and get a
 * second token for the card.
 */
function frameExpiry({ state, expiresAt }: SessionRecord): number {
  return withToken.includes(state) ? expiresAt + RESOLVE_MS : expiresAt
}

/** The values for the check's form. Never the account, and no field of a hidden recipient. */
function knownCheck(request: Session['request']): KnownCheck {
  const { recipient_is_beneficiary, recipient, single_name } = request.check ?? {}
  const decided = {
    ...(recipient_is_beneficiary !== undefined && { recipient_is_beneficiary }),
    ...(single_name && { single_name }),
  }
  if (request.recipient_fields === 'hidden') return decided
  const beneficiary = beneficiaryOfSession(request.recipient ?? {}, request.check)
  // If the session has decided 1, its recipient is sent unchanged, and the form shows no field of it.
  const isShown = recipient && recipient_is_beneficiary !== 1
  return { ...decided, beneficiary, ...(isShown && { recipient }) }
}
