/** The option `peerAddress` of `createApp`, which another server's code fills in. */
import { types } from 'node:util'
import type { PeerAddress } from './clientAddress.js'

const RULE =
  'It must return the IP address of the connection’s other end as a string, and not as a Promise. Without the address, ' +
  'all cardholders would share one limit against card testing'

/** What the function did instead of returning an address. The message never has what it returned. */
export class PeerAddressError extends Error {
  override readonly name = 'PeerAddressError'

  constructor(did: string) {
    super(`peerAddress ${did}. ${RULE}.`)
  }
}

/** Why the option is refused at the start, if it is. */
export function findPeerAddressProblem(option: unknown): string | undefined {
  if (typeof option !== 'function')
    return 'peerAddress is missing. Pass createApp a function that returns a request’s IP address.'
  if (types.isAsyncFunction(option)) return new PeerAddressError('is an async function').message
  return undefined
}

/** The function with its result checked. Undefined passes: behind a proxy of the operator's, another address counts. */
export function checkPeerAddress(peerAddress: PeerAddress): PeerAddress {
  return (request, env) => {
    const address = callPeerAddress(peerAddress, request, env)
    if (address === undefined || address === '') return undefined
    if (typeof address === 'string') return address
    // An unhandled rejection would end the process.
    if (types.isPromise(address)) address.catch(() => undefined)
    throw new PeerAddressError(`returned ${describeValue(address)}`)
  }
}

function callPeerAddress(peerAddress: PeerAddress, request: Request, env: unknown): unknown {
  try {
    return peerAddress(request, env)
  } catch (error) {
    // The message may quote the request.
    throw new PeerAddressError(`threw ${error instanceof Error ? error.name : typeof error}`)
  }
}

function describeValue(value: unknown): string {
  if (types.isPromise(value)) return 'a Promise'
  return value === null ? 'null' : `a value of type ${typeof value}`
}
