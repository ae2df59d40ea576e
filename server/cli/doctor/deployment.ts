/** Looks at a deployment from where it runs: what it is told, what it stands on, and what the gateway says to it. */
import { isLoopback } from '../../../contract/origin.js'
import { ConfigError, parseConfig, settingNames, type Config, type Environment } from '../../config/config.js'
import { type Merchant } from '../../config/merchant.js'
import { withSecretFiles } from '../../config/environment.js'
import { unknownSettings } from '../../config/unknownSettings.js'
import { askGateway } from './gateway.js'
import { checkDns, checkTls } from './network.js'
import { checkStore } from './store.js'

export type CheckStatus = 'ok' | 'warning' | 'failed'
/** `mend`: what to do. Neither ever holds a secret. */
export type Check = { name: string; merchant?: string; verdict: CheckStatus; says: string; mend?: string }

/** One check after the other; what can't be looked at because of an earlier one is left out. */
export async function checkDeployment(environment: Environment): Promise<Check[]> {
  const strange = namesOf(environment)
  const config = readConfig(environment)
  if (Array.isArray(config)) return [...config, ...strange]
  const checks: Check[] = [
    ...strange,
    {
      name: 'configuration',
      verdict: 'ok',
      says: `complete, for ${config.merchants.map(({ id }) => id).join(', ')}`,
    },
    keysOf(config),
    ...originsOf(config),
    await checkStore(config),
  ]
  for (const origin of new Set(config.merchants.map(originOf))) {
    const way = await checkWay(new URL(origin))
    checks.push(...way)
    const there = way.every(isWell)
      ? config.merchants.filter((merchant) => originOf(merchant) === origin)
      : []
    for (const merchant of there) {
      const answered = await askGateway(merchant, Date.now)
      checks.push(...answered.map((check) => ({ ...check, merchant: merchant.id })))
    }
  }
  return checks
}

function originOf({ ingo }: Merchant): string {
  return new URL(ingo.url).origin
}

async function checkWay(url: URL): Promise<Check[]> {
  const dns = await checkDns(url)
  return isWell(dns) && url.protocol === 'https:' ? [dns, await checkTls(url)] : [dns]
}

function isWell({ verdict }: Check): boolean {
  return verdict !== 'failed'
}

function readConfig(environment: Environment): Config | Check[] {
  try {
    return parseConfig(withSecretFiles(environment))
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems.map((says) => ({ name: 'configuration', verdict: 'failed', says }))
  }
}

function namesOf(environment: Environment): Check[] {
  const mend = 'write it as docs name it, or take it away: as it is, it has no effect'
  const found = unknownSettings(environment, settingNames)
  return found.map((says) => ({ name: 'configuration', verdict: 'warning', says, mend }))
}

function keysOf({ sealingKeys, merchants }: Config): Check {
  const rotating = sealingKeys.length > 1 || merchants.some(({ secretKeys }) => secretKeys.length > 1)
  if (!rotating) return { name: 'keys', verdict: 'ok', says: 'one of each' }
  return {
    name: 'keys',
    verdict: 'warning',
    says: 'more than one of a kind is accepted',
    mend: 'take the old one out once nobody uses it: a day after its last session',
  }
}

function originsOf({ publicUrl, merchants }: Config): Check[] {
  const own = new URL(publicUrl)
  return merchants.map(({ id: merchant, origins, ingo }) => {
    const of = { name: 'origins', merchant }
    if (origins.includes(own.origin)) {
      const mend = 'serve it from another host than the shop: CAPTURE_PUBLIC_URL, CAPTURE_ORIGINS'
      return {
        ...of,
        verdict: 'failed',
        says: `${own.origin} is the shop’s too: its scripts could read the form`,
        mend,
      }
    }
    const isReal = !isLoopback(new URL(ingo.url).hostname)
    const local = [own.origin, ...origins].find((origin) => isLoopback(new URL(origin).hostname))
    if (isReal && local !== undefined) {
      const mend = 'set CAPTURE_PUBLIC_URL and CAPTURE_ORIGINS to what browsers see'
      return { ...of, verdict: 'warning', says: `${local} is of this machine, and the gateway is real`, mend }
    }
    return { ...of, verdict: 'ok', says: `${origins.join(', ')} may embed ${own.origin}` }
  })
}
