/** Checks a deployment from the machine it runs on: configuration, store, network and gateway. */
import { isAppOrigin, isLoopback } from '../../../contract/origin.js'
import { parseConfig, settingNames, type Config } from '../../config/config.js'
import { ConfigError, withSecretFiles, type Environment } from '../../config/environment.js'
import { isLegacyAlgorithm, LEGACY_ALGORITHM_REMEDY } from '../../config/legacyAlgorithm.js'
import type { Merchant } from '../../config/merchant.js'
import { isLocalAccount } from '../../gateway/hosts.js'
import { LARGE_HEAD_REMEDY, largeHeadBytes } from '../../http/frameHeadSize.js'
import { findIneffectiveSettings, findUnknownSettings } from '../../config/unknownSettings.js'
import type { Check } from './check.js'
import { checkGateway } from './gateway.js'
import { checkDns, checkTls } from './network.js'
import { checkProxy } from './proxy.js'
import { checkStore } from './store.js'

/**
 * Runs the checks one after the other. Skips a check that an earlier failure makes impossible.
 * `now` returns ms since 1970.
 */
export async function checkDeployment(environment: Environment, now: () => number): Promise<Check[]> {
  const nameChecks = checkSettingNames(environment)
  const config = readConfigOrChecks(environment)
  if (Array.isArray(config)) return [...config, ...nameChecks]
  const { merchants } = config
  const ids = merchants.map(({ id }) => id).join(', ')
  const checks: Check[] = [
    ...nameChecks,
    { name: 'configuration', status: 'ok', summary: `complete, for ${ids}` },
    checkKeys(config),
    ...checkOrigins(config),
    ...merchants.filter(isLegacyAlgorithm).map(legacyAlgorithmCheck),
    await checkStore(config),
  ]
  for (const sharing of groupByWay(merchants)) {
    const network = await checkNetwork(sharing[0], now)
    checks.push(...network)
    if (!network.every(isUsable)) continue
    for (const merchant of sharing) {
      const gateway = await checkGateway(merchant, now)
      checks.push(...gateway.map((check) => ({ ...check, merchant: merchant.id })))
    }
  }
  return checks
}

/** Groups the merchants by gateway and proxy. */
function groupByWay(merchants: Merchant[]): [Merchant, ...Merchant[]][] {
  const groups = new Map<string, [Merchant, ...Merchant[]]>()
  for (const merchant of merchants) {
    const { url, proxy = '' } = merchant.ingo
    const way = `${new URL(url).origin} ${proxy}`
    const group = groups.get(way)
    if (group) group.push(merchant)
    else groups.set(way, [merchant])
  }
  return [...groups.values()]
}

/** With a proxy, checks the proxy instead of DNS, because the proxy resolves the gateway's name. */
async function checkNetwork({ ingo }: Merchant, now: () => number): Promise<Check[]> {
  const url = new URL(ingo.url)
  const { check, socket } =
    ingo.proxy === undefined ? { check: await checkDns(url) } : await checkProxy(url, ingo.proxy)
  const isChecked = isUsable(check) && url.protocol === 'https:'
  const checks = isChecked ? [check, await checkTls(url, now, socket)] : [check]
  socket?.destroy()
  return checks
}

function isUsable({ status }: Check): boolean {
  return status !== 'failed'
}

function readConfigOrChecks(environment: Environment): Config | Check[] {
  try {
    return parseConfig(withSecretFiles(environment))
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems.map((summary) => ({ name: 'configuration', status: 'failed', summary }))
  }
}

function checkSettingNames(environment: Environment): Check[] {
  const remedy = 'correct the name or remove it: an unknown setting has no effect'
  const unknown = findUnknownSettings(environment, settingNames).map((summary) => ({ summary, remedy }))
  const ineffective = findIneffectiveSettings(environment).map((summary) => ({ summary }))
  return [...unknown, ...ineffective].map((problem) => ({
    ...{ name: 'configuration', status: 'warning' as const },
    ...problem,
  }))
}

function checkKeys({ sealingKeys, merchants }: Config): Check {
  const rotating = sealingKeys.length > 1 || merchants.some(({ secretKeys }) => secretKeys.length > 1)
  if (!rotating) return { name: 'keys', status: 'ok', summary: 'one of each kind' }
  return {
    name: 'keys',
    status: 'warning',
    summary: 'more than one key of a kind is accepted',
    remedy: 'remove the old key once it is no longer used: one day after its last session',
  }
}

function legacyAlgorithmCheck({ id: merchant }: Merchant): Check {
  const summary = 'requests are signed with hmac-sha256, which is legacy'
  return { name: 'algorithm', merchant, status: 'warning', summary, remedy: LEGACY_ALGORITHM_REMEDY }
}

/** Whether the origin is that of an app's own pages, which is `https://localhost` on Android. */
function isOfApp(origin: string): boolean {
  return isAppOrigin(origin) || origin === 'https://localhost'
}

function checkOrigins({ publicUrl, merchants }: Config): Check[] {
  const own = new URL(publicUrl)
  return merchants.map(({ id: merchant, origins, ingo }): Check => {
    const base = { name: 'origins', merchant }
    if (origins.includes(own.origin)) {
      const summary = `${own.origin} is the shop’s origin too: the shop’s scripts could read the form`
      const remedy = 'serve the form from another host than the shop: CAPTURE_PUBLIC_URL, CAPTURE_ORIGINS'
      return { ...base, status: 'failed', summary, remedy }
    }
    const isReal = !isLocalAccount(ingo)
    const local = [own.origin, ...origins.filter((origin) => !isOfApp(origin))].find((origin) =>
      isLoopback(new URL(origin).hostname),
    )
    if (isReal && local !== undefined) {
      const summary = `${local} is on this machine, but the gateway is not`
      const remedy = 'set CAPTURE_PUBLIC_URL and CAPTURE_ORIGINS to what browsers see'
      return { ...base, status: 'warning', summary, remedy }
    }
    const bytes = largeHeadBytes(origins)
    if (bytes !== undefined) {
      const summary = `CAPTURE_ORIGINS makes the headers of the form’s document about ${bytes} bytes long`
      return { ...base, status: 'warning', summary, remedy: LARGE_HEAD_REMEDY }
    }
    return { ...base, status: 'ok', summary: `${origins.join(', ')} may embed ${own.origin}` }
  })
}
