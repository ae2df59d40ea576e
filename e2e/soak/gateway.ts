/**
 * The gateway, which also knows the truth about tokens. It tokenizes each participant_unique_id1 once, for one account,
 * and records it. After that it responds with status 101 and the same token. Sometimes it fails.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chooseFault, type Fault } from './gatewayFaults.js'
import type { Random } from './random.js'

/** The session, account and token of a participant_unique_id1. */
export type Tokenized = { session: string; account: string; token: string }
export type Gateway = {
  url: string
  /** By participant_unique_id1. */
  tokenized: Map<string, Tokenized>
  /** How often each fault happened. */
  faults: Map<string, number>
  /** `overlaps`: calls that began while another call with the same id was processed. */
  counts: { calls: number; overlaps: number }
  /** Resolves when the next call begins. */
  nextCall: () => Promise<void>
  /** Ends the faults: from now on no call fails. */
  heal: () => void
  stop: () => void
}

/** The body of a request. Without an account it is the server's own probe, which has an invalid token. */
type Sent = {
  account?: string
  expiration_date?: string
  participant_unique_id1: string
  recipient_address1: string
}
type Account = { calls: number; firstCallAt: number; isFirstAccount: boolean }

/** If a session's marker contains this, its card accepts no push. */
export const UNPAYABLE = 'Unpayable St'
const LATENCY_MS = [30, 350] as const
const DECLINED = 851
const TOKEN_INVALID = 813
const DECLINED_ACCOUNTS = 0.06

/** Starts the gateway on a port of its own. */
export async function startGateway(
  random: Random,
  latencyMs: readonly [least: number, most: number] = LATENCY_MS,
): Promise<Gateway> {
  const ledger = createLedger(random)
  const { tokenized, faults, counts } = ledger
  const inFlight = new Map<string, number>()
  let isHealthy = false
  let waiting: (() => void)[] = []

  function handle(request: IncomingMessage, response: ServerResponse, sent: Sent): void {
    const { account, participant_unique_id1: id } = sent
    if (account === undefined) {
      response.end(JSON.stringify({ status: TOKEN_INVALID, client_message: 'Invalid token', time: '0.1' }))
      return
    }
    const { call, fault } = ledger.begin({ ...sent, account }, isHealthy)
    const running = inFlight.get(id) ?? 0
    counts.calls += 1
    counts.overlaps += running > 0 ? 1 : 0
    inFlight.set(id, running + 1)
    // The account is tokenized first, so that a fault affects only the response.
    const answer = fault?.isProcessed === false ? undefined : ledger.process({ ...sent, account })
    const success = () => response.end(JSON.stringify(answer))
    const [least, most] = latencyMs
    setTimeout(
      () => {
        inFlight.set(id, (inFlight.get(id) ?? 1) - 1)
        if (fault) fault.respond(request, response, success)
        else success()
      },
      least + random('latency', id, call) * (most - least),
    )
    for (const resolve of waiting) resolve()
    waiting = []
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      handle(request, response, JSON.parse(Buffer.concat(chunks).toString()) as Sent)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    ...{ tokenized, faults, counts },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    nextCall: () => new Promise((resolve) => waiting.push(resolve)),
    heal() {
      isHealthy = true
    },
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The gateway's memory. */
function createLedger(random: Random) {
  const tokenized: Gateway['tokenized'] = new Map()
  const faults: Gateway['faults'] = new Map()
  const counts: Gateway['counts'] = { calls: 0, overlaps: 0 }
  /** By session and account. */
  const accounts = new Map<string, Account>()
  const sessions = new Set<string>()

  function begin(
    { account, recipient_address1: session }: Sent & { account: string },
    isHealthy: boolean,
  ): { call: number; fault: Fault | undefined } {
    const name = `${session} ${account}`
    const isFirstAccount = !sessions.has(session)
    const known = accounts.get(name) ?? { calls: 0, firstCallAt: Date.now(), isFirstAccount }
    const call = known.calls
    const about = { session, account, call, ...known, ageMs: Date.now() - known.firstCallAt }
    const fault = isHealthy ? undefined : chooseFault(random, about)
    if (fault) faults.set(fault.name, (faults.get(fault.name) ?? 0) + 1)
    sessions.add(session)
    accounts.set(name, { ...known, calls: call + 1 })
    return { call, fault }
  }

  function process({
    account,
    expiration_date,
    participant_unique_id1,
    recipient_address1: session,
  }: Sent & { account: string }) {
    const known = tokenized.get(participant_unique_id1)
    const isUnpayable = session.endsWith(UNPAYABLE)
    if (!known && !isUnpayable && random('declined', session, account) < DECLINED_ACCOUNTS)
      return { status: DECLINED, client_message: 'Declined', time: '0.1' }
    const entry = known ?? { session, account, token: `token-${tokenized.size + 1}` }
    tokenized.set(participant_unique_id1, entry)
    const ids = { participant_unique_id1, participant_unique_id2: '' }
    const data = {
      customer_account_token: entry.token,
      last_4: entry.account.slice(-4),
      ...ids,
      expiration_date,
      ...(isUnpayable && { issuers: [{ credit_enabled: 0 }] }),
    }
    return { status: known ? 101 : 100, client_message: 'Success', data, time: '0.1' }
  }

  return { tokenized, faults, counts, begin, process }
}
