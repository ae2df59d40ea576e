/** Checks the option `peerAddress` of `createApp`, a function from the code of another server. */
import { types } from 'node:util'
import type { PeerAddress } from './clientAddress.js'

const RULE =
  'It must return the IP address of the connection’s other end as a string, and not as a Promise. Without the address, ' +
  'all cardholders would share one limit against card testing'

/** The function did not return an address. The message says what it did, and never has the returned value. */
export class PeerAddressError extends Error {
  override readonly name = 'PeerAddressError'

  constructor(did: string) {
    super(`peerAddress ${did}. ${RULE}.`)
  }
}

/** The problem of the option, for the error at the start. Undefined if there is none. */
export function findPeerAddressProblem(option: unknown): string | undefined {
  if (typeof option !== 'function')
    return 'peerAddress is missing. Pass createApp a function that returns a request’s IP address.'
  if (types.isAsyncFunction(option)) return new PeerAddressError('is an async function').message
  return undefined
}

/** Wraps the function to check its result. Undefined passes, because X-Forwarded-For may have the client's address. */
export function checkPeerAddress(peerAddress: PeerAddress): PeerAddress {
  return (request, env) => {
    const address = callPeerAddress(peerAddress, request, env)
    if (address === undefined || address === '') return undefined
    if (typeof address === 'string') return address
    // Catches, because an unhandled rejection would end the process.
    if (types.isPromise(address)) address.catch(() => undefined)
    throw new PeerAddressError(`returned ${describeValue(address)}`)
  }
}

function callPeerAddress(peerAddress: PeerAddress, request: Request, env: unknown): unknown {
  try {
    return peerAddress(request, env)
  } catch (error) {
    // Leaves out the error's message, which may quote the request.
    throw new PeerAddressError(`threw ${error instanceof Error ? error.name : typeof error}`)
  }
}

function describeValue(value: unknown): string {
  if (types.isPromise(value)) return 'a Promise'
  return value === null ? 'null' : `a value of type ${typeof value}`
}
