/** The store check without Redis. Asks a running server over HTTP, because one process owns the file. */
import * as z from 'zod/mini'
import type { Config } from '../../config/config.js'
import { inspectFile } from '../../store/inspectFile.js'
import type { Check } from './check.js'
import { localUrl } from './localUrl.js'

const TIMEOUT_MS = 5_000
const name = 'store'
const readiness = z.object({ status: z.enum(['ready', 'not_ready']) })

/** Asks the server that runs with this configuration on this machine. If there is none, checks the file. */
export async function checkStoreFile(config: Config): Promise<Check> {
  if (config.store === ':memory:') {
    const remedy = 'set CAPTURE_STORE to a file, or set REDIS_URL'
    return { name, status: 'warning', summary: 'in memory: a restart loses every session', remedy }
  }
  const isReady = await readReadiness(localUrl(config))
  if (isReady === true)
    return { name, status: 'ok', summary: 'the running server can read and write CAPTURE_STORE' }
  if (isReady === false) {
    const remedy = 'see its log: the store cannot be used, or the server is stopping'
    return { name, status: 'failed', summary: 'the running server is not ready', remedy }
  }
  try {
    inspectFile(config.store)
    return { name, status: 'ok', summary: 'CAPTURE_STORE can be read and written; no server runs here' }
  } catch (error) {
    // The store's own messages name the setting.
    const remedy = 'set CAPTURE_STORE to a file that this user may read and write'
    return { name, status: 'failed', summary: (error as Error).message, remedy }
  }
}

/** Undefined if no capture server answers at the URL. */
async function readReadiness(url: string): Promise<boolean | undefined> {
  try {
    const response = await fetch(`${url}/readyz`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    })
    const { status } = readiness.parse(await response.json())
    return status === 'ready'
  } catch {
    return undefined
  }
}
