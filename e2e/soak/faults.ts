/** Faults of the processes and of Redis, one after the other, at random moments. */
import type { Fleet } from './fleet.js'
import type { Gateway } from './gateway.js'
import { pick, sleep, type Random } from './random.js'
import type { RedisProcess } from './redisProcess.js'

type Fault = 'kill' | 'roll' | 'redisKill' | 'redisStall' | 'bothKill'
/** How often each kind of fault happened. If both are killed, each kind counts. */
export type FaultCounts = {
  kills: number
  rolls: number
  redisStalls: number
  /** When Redis was killed, in ms since 1970. */
  redisKills: number[]
}

const PAUSE_MS = [1000, 5000] as const
const REDIS_DOWN_MS = [300, 2500] as const
const REDIS_STALL_MS = 3000
const withRedis = ['kill', 'kill', 'kill', 'roll', 'redisKill', 'redisStall', 'bothKill'] as const
const withoutRedis = ['kill', 'kill', 'roll'] as const

type Target = { fleet: Fleet; gateway: Gateway; redis: RedisProcess | undefined; random: Random }

/** Causes faults until the time is up. */
export async function causeFaults(target: Target, until: number): Promise<FaultCounts> {
  const { redis, random } = target
  const counts: FaultCounts = { kills: 0, rolls: 0, redisStalls: 0, redisKills: [] }
  for (let number = 0; ; number++) {
    await sleep(between(PAUSE_MS, random('pause', number)))
    if (Date.now() > until) return counts
    const fault: Fault = pick(redis ? withRedis : withoutRedis, random('fault', number))
    await cause(fault, target, { number, counts })
  }
}

type Progress = { number: number; counts: FaultCounts }

async function cause(fault: Fault, target: Target, { number, counts }: Progress): Promise<void> {
  const { fleet, gateway, redis, random } = target
  const place = random('node', number)
  // Half of the faults come while a call to the gateway is in flight.
  if (random('moment', number) < 0.5) await Promise.race([gateway.nextCall(), sleep(2000)])
  await sleep(random('delay', number) * 50)
  const killRedis = async () => {
    await redis?.kill()
    counts.redisKills.push(Date.now())
    await sleep(between(REDIS_DOWN_MS, random('down', number)))
    await redis?.restart()
  }
  switch (fault) {
    case 'kill':
      counts.kills += 1
      return fleet.kill(place)
    case 'roll':
      counts.rolls += 1
      return fleet.roll(place)
    case 'redisKill':
      return killRedis()
    case 'redisStall':
      counts.redisStalls += 1
      return redis?.stall(REDIS_STALL_MS)
    case 'bothKill':
      counts.kills += 1
      return fleet.kill(place, killRedis)
  }
}

function between([least, most]: readonly [number, number], place: number): number {
  return least + place * (most - least)
}
