/** Ingo's hosts, and what they say about a gateway's URL. Source: https://developers.ingopayments.com, environments. */
import { isLoopback } from '../../contract/origin.js'
import type { GatewayAccount } from './account.js'

const SANDBOX = 'payapi-sandbox.ingo.money'
/** The page of `verify--open-banking` names this host alone. */
const OPEN_BANKING_SANDBOX = 'sandbox-api.ingomoney.com'

/** Ingo's sandbox. */
export const SANDBOX_URL = `https://${SANDBOX}`
/** The sandbox of the open banking preview. Ingo's page names no other host. */
export const OPEN_BANKING_URL = `https://${OPEN_BANKING_SANDBOX}`

/** Whether a gateway has no real accounts: it is on this machine, or Ingo's sandbox. */
export function isTestGateway(url: string): boolean {
  const { hostname } = new URL(url)
  return isLoopback(hostname) || hostname === SANDBOX || hostname === OPEN_BANKING_SANDBOX
}

/** Whether every gateway that an account calls is on this machine. */
export function isLocalAccount({ url, openBankingUrl = url }: GatewayAccount['ingo']): boolean {
  return [url, openBankingUrl].every((each) => isLoopback(new URL(each).hostname))
}
