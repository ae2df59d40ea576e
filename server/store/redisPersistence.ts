/** Whether Redis still has the sessions after a restart. */
import type { Redis } from 'ioredis'

/**
 * True with an append-only file or snapshots, false without either. Undefined if Redis does not report it: managed
 * servers forbid CONFIG, and INFO does not show whether snapshots are configured.
 */
export async function readPersistence(redis: Redis): Promise<boolean | undefined> {
  const read = async (name: string) => {
    const reply = await redis.config('GET', name)
    return reply[1]
  }
  try {
    const [appendOnly, save] = [await read('appendonly'), await read('save')]
    if (appendOnly === undefined || save === undefined) return undefined
    return appendOnly === 'yes' || save !== ''
  } catch {
    const info = await redis.info('persistence').catch(() => '')
    return /^aof_enabled:1/m.test(info) ? true : undefined
  }
}
