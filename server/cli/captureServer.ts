/** Requests to a running capture server over HTTP with the secret key, so that a command needn't open the store. */
import { problem, type ErrorCode } from '../../contract/errors.js'
import { withSecretFiles, type Environment } from '../config/environment.js'
import { readSecretKeys } from '../config/merchantsFile.js'
import { isBaseUrl, splitList } from '../config/setting.js'
import { UsageError } from './command.js'
import { readDemoKeys } from './demoKeys.js'

const TIMEOUT_MS = 10_000
/** `command` begins each message for the developer. */
export type ServerAccess = { command: string; url: string; secretKey: string; webhookSecret?: string }
type Place = {
  command: string
  /** The option `--server`. */
  server?: string | undefined
  /** A merchant of CAPTURE_CONFIG; by default its first. */
  merchant?: string | undefined
}

/** The server has answered with an error, or not at all (`status` is undefined). The message is one line. */
export class ServerError extends Error {
  override readonly name = 'ServerError'
  readonly status: number | undefined
  readonly code: ErrorCode | undefined
  constructor(message: string, status?: number, code?: ErrorCode) {
    super(message)
    this.status = status
    this.code = code
  }
}

/**
 * The server's URL and keys, from the option and the environment of `serve`. If the environment has no key, uses the
 * keys of the demo in this folder. Throws UsageError or ConfigError.
 */
export function readAccess(environment: Environment, { command, server, merchant }: Place): ServerAccess {
  const given = withSecretFiles(environment)
  const url = (server ?? `http://127.0.0.1:${given.PORT || '4180'}`).replace(/\/+$/, '')
  if (!isBaseUrl(url))
    throw new UsageError(
      `${command}: --server is invalid. Expected an https URL (http only for loopback hosts)`,
    )
  const demo = given.CAPTURE_SECRET_KEY || given.CAPTURE_CONFIG ? {} : readDemoKeys()
  const [secretKey = ''] = given.CAPTURE_CONFIG
    ? readSecretKeys(given.CAPTURE_CONFIG, merchant)
    : splitList(given.CAPTURE_SECRET_KEY || (demo.CAPTURE_SECRET_KEY ?? ''))
  if (secretKey === '')
    throw new UsageError(
      `${command}: CAPTURE_SECRET_KEY is missing. Set it to the key that the server was started with`,
    )
  const [webhookSecret] = splitList(given.CAPTURE_WEBHOOK_SECRET || (demo.CAPTURE_WEBHOOK_SECRET ?? ''))
  return { command, url, secretKey, ...(webhookSecret && { webhookSecret }) }
}

/** The JSON of a successful response. Throws ServerError. */
export async function askServer(
  { command, url, secretKey }: ServerAccess,
  path: string,
  method: 'GET' | 'POST' = 'GET',
): Promise<unknown> {
  const headers = { Authorization: `Bearer ${secretKey}` }
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const response = await fetch(`${url}${path}`, { method, headers, signal, redirect: 'manual' }).catch(
    (error: unknown) => {
      throw new ServerError(`${command}: no server answers at ${url} (${failureCode(error)})`)
    },
  )
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return body
  const { data } = problem.safeParse(body)
  const what = data ? ` ${data.code}: ${data.detail ?? data.title}` : ''
  throw new ServerError(`${command}: ${url} answered ${response.status}${what}`, response.status, data?.code)
}

/** The code of a failure. Leaves out the error's message, which may contain anything. */
export function failureCode(error: unknown): string {
  const { name, cause } = error as Error
  return (cause as NodeJS.ErrnoException | undefined)?.code ?? name
}
