/** The gateway of the open banking preview. */
import { isTestGateway, OPEN_BANKING_URL } from '../gateway/hosts.js'
import { ConfigError } from './environment.js'

type Settings = { INGO_OPEN_BANKING?: string; INGO_OPEN_BANKING_URL?: string; INGO_URL: string }

/** The base URL of the preview, or undefined while it is off. INGO_OPEN_BANKING_URL alone turns the preview on. */
export function openBankingUrl({
  INGO_OPEN_BANKING: state,
  INGO_OPEN_BANKING_URL: url,
  INGO_URL: account,
}: Settings): string | undefined {
  if (state === 'off' && url !== undefined) {
    throw new ConfigError([
      'INGO_OPEN_BANKING_URL is rejected because INGO_OPEN_BANKING is off. Remove one of the two.',
    ])
  }
  // A production account's signature and API key must not go to the sandbox.
  if (state === 'on' && url === undefined && !isTestGateway(account)) {
    throw new ConfigError([
      'INGO_OPEN_BANKING is on, and its default is Ingo’s sandbox. Set INGO_OPEN_BANKING_URL for this INGO_URL.',
    ])
  }
  return url ?? (state === 'on' ? OPEN_BANKING_URL : undefined)
}
