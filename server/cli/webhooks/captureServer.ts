/** Asks a running capture server for its events, over HTTP with the secret key. The command opens no store. */
import { problem } from '../../../contract/errors.js'
import { resentEvent, webhookList, type WebhookList } from '../../../contract/webhookList.js'
import { withSecretFiles, type Environment } from '../../config/environment.js'
import { readSecretKeys } from '../../config/merchantsFile.js'
import { isBaseUrl, splitList } from '../../config/setting.js'
import { UsageError } from '../command.js'
import { readDemoKeys } from '../demoKeys.js'

const TIMEOUT_MS = 10_000
export type ServerAccess = { url: string; secretKey: string; webhookSecret?: string }

export type CaptureServer = {
  /** The newest events, or those behind an event. */
  list: (query: { after?: string; limit?: number }) => Promise<WebhookList>
  resend: (id: string) => Promise<void>
}

/**
 * The server's URL and keys, from the option and the environment of `serve`. Without a key in it: those of the demo in
 * this folder. Throws UsageError or ConfigError.
 */
export function readAccess(environment: Environment, option?: string): ServerAccess {
  const given = withSecretFiles(environment)
  const url = (option ?? `http://127.0.0.1:${given.PORT || '4180'}`).replace(/\/+$/, '')
  if (!isBaseUrl(url))
    throw new UsageError(
      'webhooks: --server is invalid. Expected an https URL (http only for loopback hosts)',
    )
  const demo = given.CAPTURE_SECRET_KEY || given.CAPTURE_CONFIG ? {} : readDemoKeys()
  const [secretKey = ''] = given.CAPTURE_CONFIG
    ? readSecretKeys(given.CAPTURE_CONFIG)
    : splitList(given.CAPTURE_SECRET_KEY || (demo.CAPTURE_SECRET_KEY ?? ''))
  if (secretKey === '')
    throw new UsageError(
      'webhooks: CAPTURE_SECRET_KEY is missing. Set it to the key that the server was started with',
    )
  const [webhookSecret] = splitList(given.CAPTURE_WEBHOOK_SECRET || (demo.CAPTURE_WEBHOOK_SECRET ?? ''))
  return { url, secretKey, ...(webhookSecret && { webhookSecret }) }
}

/** Its calls throw an Error with one line for the developer. */
export function connectServer({ url, secretKey }: ServerAccess): CaptureServer {
  async function ask(path: string, method: 'GET' | 'POST'): Promise<unknown> {
    const headers = { Authorization: `Bearer ${secretKey}` }
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const response = await fetch(`${url}/v1/webhooks${path}`, {
      method,
      headers,
      signal,
      redirect: 'manual',
    }).catch((error: unknown) => {
      throw new Error(`webhooks: no server answers at ${url} (${failureCode(error)})`)
    })
    const body: unknown = await response.json().catch(() => undefined)
    if (response.ok) return body
    const { data } = problem.safeParse(body)
    throw new Error(
      `webhooks: ${url} answered ${response.status} ${data ? `${data.code}: ${data.detail ?? data.title}` : ''}`,
    )
  }

  return {
    async list({ after, limit = 100 }) {
      const query = new URLSearchParams({ limit: String(limit), ...(after !== undefined && { after }) })
      const { data } = webhookList.safeParse(await ask(`?${query.toString()}`, 'GET'))
      if (data) return data
      throw new Error(`webhooks: ${url} is no capture server of this version`)
    },
    async resend(id) {
      resentEvent.parse(await ask(`/${encodeURIComponent(id)}/resend`, 'POST'))
    },
  }
}

/** The code of a failure: an error's message may contain anything. */
export function failureCode(error: unknown): string {
  const { name, cause } = error as Error
  return (cause as NodeJS.ErrnoException | undefined)?.code ?? name
}
