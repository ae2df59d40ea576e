/** For the frame: counts its report of the cardholder's progress. A report has no session and identifies no person. */
import { Hono } from 'hono'
import { funnelReport } from '../../../contract/funnel.js'
import { createMemoryCounter } from '../../limits/memoryCounter.js'
import { countFunnel } from '../../observability/funnel.js'
import { parseOrThrow, ProblemError } from '../../problem.js'
import { requireOwnDocument } from '../authenticate.js'
import { clientAddress } from '../clientAddress.js'
import type { Variables } from '../context.js'
import type { Dependencies } from '../dependencies.js'
import { readJson } from '../jsonBody.js'
import { respond } from '../respond.js'

const MAX_BYTES = 2 * 1024
/** Far more forms than the people behind one address leave in a minute, and too few to distort the metrics quickly. */
const REPORTS_PER_MINUTE = 60

export function funnelRoutes({ config, clock, metrics, peerAddress }: Dependencies) {
  const counter = createMemoryCounter(REPORTS_PER_MINUTE, 60, clock.now)

  /** Throws `rate_limited`. Each process counts separately, which is enough, because nothing depends on a report. */
  function limit(address: string): void {
    const { consumedPoints = 0, msBeforeNext = 0 } = counter.get(address) ?? {}
    if (consumedPoints >= counter.points)
      throw new ProblemError('rate_limited', { retryAfter: Math.ceil(msBeforeNext / 1000) })
    counter.add(address)
  }

  return new Hono<{ Variables: Variables }>().post('/:merchant', async (c) => {
    const merchant = config.merchants.find(({ id }) => id === c.req.param('merchant'))
    if (!merchant?.funnel) throw new ProblemError('not_found')
    requireOwnDocument(c, config)
    limit(clientAddress(c, { trustedProxies: config.trustedProxies, peerAddress }))
    countFunnel(metrics, merchant.id, parseOrThrow(funnelReport, await readJson(c, MAX_BYTES)))
    return respond(c, null, 204, {})
  })
}
