/** Ingo's hosts. Source: https://developers.ingopayments.com, environments. */
import { isLoopback } from '../../contract/origin.js'
import type { GatewayAccount } from './account.js'

const SANDBOX = 'payapi-sandbox.ingo.money'
/** The only host on Ingo's page of `verify--open-banking`. */
const OPEN_BANKING_SANDBOX = 'sandbox-api.ingomoney.com'

/** Ingo's sandbox. */
export const SANDBOX_URL = `https://${SANDBOX}`
/** The sandbox of the open banking preview. */
export const OPEN_BANKING_URL = `https://${OPEN_BANKING_SANDBOX}`

/** Whether a gateway has no real accounts: it is on this machine, or Ingo's sandbox. */
export function isTestGateway(url: string): boolean {
  const { hostname } = new URL(url)
  return isLoopback(hostname) || hostname === SANDBOX || hostname === OPEN_BANKING_SANDBOX
}

/**
 * Whether the gateway needs no pause before a retry: it is on this machine and answered `Retry-After: 0`, as the
 * simulator does. Ingo asks for 3 to 4 s, even if an intermediary adds another value.
 */
export function allowsRepeatAtOnce(url: string, retryAfter: unknown): boolean {
  return retryAfter === '0' && isLoopback(new URL(url).hostname)
}

/** Whether every gateway that an account calls is on this machine. */
export function isLocalAccount({ url, openBankingUrl = url }: GatewayAccount['ingo']): boolean {
  return [url, openBankingUrl].every((each) => isLoopback(new URL(each).hostname))
}
