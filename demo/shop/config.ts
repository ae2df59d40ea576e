/** The shop's settings. */
export type Config = {
  host: string
  port: number
  /** The origin the cardholder's browser sees; the session is bound to it. */
  origin: string
  /** Base URL of the capture server, without a trailing slash. */
  captureUrl: string
  secretKey: string
  /** The secret of webhooks; without it the shop has no receiver. */
  webhookSecret?: string
  /** Base URL of the simulator; without it the page offers no test cards. */
  simulatorUrl?: string
}

/** Invalid settings. `message` has one line for each problem and shows no value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const DEFAULT_CAPTURE_URL = 'http://127.0.0.1:4180'

/** Reads the environment; throws `ConfigError` with every problem at once. */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const problems: string[] = []
  const port = Number(env.SHOP_PORT || 4181)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) problems.push('SHOP_PORT: a port, 1 to 65535')
  const origin = env.SHOP_ORIGIN ? baseUrl('SHOP_ORIGIN', env.SHOP_ORIGIN) : `http://localhost:${port}`
  if (URL.canParse(origin) && new URL(origin).origin !== origin)
    problems.push('SHOP_ORIGIN: an origin, without a path')
  const captureUrl = baseUrl('CAPTURE_URL', env.CAPTURE_URL || DEFAULT_CAPTURE_URL)
  const simulatorUrl = env.SIMULATOR_URL && baseUrl('SIMULATOR_URL', env.SIMULATOR_URL)
  const secretKey = env.CAPTURE_SECRET_KEY ?? ''
  // A header takes visible ASCII only. Without this check every later request would fail.
  if (!/^[\x21-\x7e]+$/.test(secretKey)) {
    problems.push('CAPTURE_SECRET_KEY: required, the key the capture server was started with')
  }
  if (problems.length > 0) throw new ConfigError(problems.join('\n'))
  return {
    host: env.HOST || '127.0.0.1',
    port,
    origin,
    captureUrl,
    secretKey,
    ...(simulatorUrl && { simulatorUrl }),
    ...(env.CAPTURE_WEBHOOK_SECRET && { webhookSecret: env.CAPTURE_WEBHOOK_SECRET }),
  }

  function baseUrl(name: string, value: string): string {
    const url = URL.canParse(value) ? new URL(value) : undefined
    if (url && /^https?:$/.test(url.protocol) && !url.username && !url.search && !url.hash) {
      return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
    }
    problems.push(`${name}: a URL such as ${DEFAULT_CAPTURE_URL}`)
    return ''
  }
}
