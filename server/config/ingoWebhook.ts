/** A merchant's settings for the events that Ingo sends: the secret of the path, and the allowed addresses. */
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import * as z from 'zod/mini'
import { ConfigError } from './environment.js'
import { keyDigest } from './secretKey.js'
import { checked, keyList, splitList } from './setting.js'
import { isWeakSecret } from './weakSecrets.js'

type Range = [address: ipaddr.IPv4 | ipaddr.IPv6, bits: number]

export type IngoWebhookConfig = {
  /** SHA-256 of each valid secret of the path. There are two during a rotation. */
  secrets: Buffer[]
  /** The addresses that Ingo sends from. */
  ranges: Range[]
}

const CREATE_SECRET = 'Create one with `openssl rand -hex 32`.'
const ADDRESSES_RULE = 'Set it to Ingo’s addresses such as 192.0.2.10,198.51.100.0/24.'

export const ingoWebhookSettings = {
  INGO_WEBHOOK_SECRET: z.optional(
    keyList(
      '24 or more of A-Z, a-z, 0-9, - and _, or two such secrets separated by a comma',
      (key) => /^[A-Za-z0-9_-]{24,200}$/.test(key),
      2,
      CREATE_SECRET,
    ),
  ),
  INGO_WEBHOOK_ADDRESSES: z.optional(
    checked(ADDRESSES_RULE, (value) =>
      splitList(value).flatMap((entry, index) =>
        parseRange(entry)
          ? []
          : [`is invalid. Entry ${index + 1} is no IP address and no range. ${ADDRESSES_RULE}`],
      ),
    ),
  ),
}
type Settings = { INGO_WEBHOOK_SECRET?: string; INGO_WEBHOOK_ADDRESSES?: string; CAPTURE_SECRET_KEY: string }

/** Undefined if both settings are missing. Throws ConfigError if only one is missing. */
export function toIngoWebhook(read: Settings): IngoWebhookConfig | undefined {
  const { INGO_WEBHOOK_SECRET: secret, INGO_WEBHOOK_ADDRESSES: addresses } = read
  if (secret === undefined && addresses === undefined) return undefined
  if (secret === undefined)
    throw new ConfigError([
      `INGO_WEBHOOK_SECRET is missing, and INGO_WEBHOOK_ADDRESSES needs it. ${CREATE_SECRET}`,
    ])
  if (addresses === undefined)
    throw new ConfigError([
      `INGO_WEBHOOK_ADDRESSES is missing, and INGO_WEBHOOK_SECRET needs it. ${ADDRESSES_RULE}`,
    ])
  // The path is in the logs of proxies, so its secret must not give access to anything else.
  if (splitList(secret).some((each) => splitList(read.CAPTURE_SECRET_KEY).includes(each)))
    throw new ConfigError([`INGO_WEBHOOK_SECRET is rejected. It is CAPTURE_SECRET_KEY too. ${CREATE_SECRET}`])
  return {
    secrets: splitList(secret).map(keyDigest),
    ranges: splitList(addresses).flatMap((entry) => {
      const range = parseRange(entry)
      return range ? [range] : []
    }),
  }
}

/** The problem of a secret that can be guessed. */
export function weakIngoWebhookSecret({ INGO_WEBHOOK_SECRET: secret }: Settings): string[] {
  const isWeak = secret !== undefined && splitList(secret).some(isWeakSecret)
  return isWeak
    ? [`INGO_WEBHOOK_SECRET is rejected. It is repetitive or a sample value. ${CREATE_SECRET}`]
    : []
}

/** Whether an IP address is in one of the ranges. An IPv4 address that is written as IPv6 counts as IPv4. */
export function isInRanges(address: string, ranges: Range[]): boolean {
  const parsed = parseAddress(address)
  return ranges.some(([network, bits]) => network.kind() === parsed?.kind() && parsed.match([network, bits]))
}

/** Removes the zone of a link-local address (`fe80::1%eth0`), because ipaddr.js throws at names that Node accepts. */
function parseAddress(text: string): Range[0] | undefined {
  return isIP(text) === 0 ? undefined : ipaddr.process(text.replace(/%.*$/, ''))
}

/** An address without a prefix length is a range of one address. */
function parseRange(entry: string): Range | undefined {
  const [address = '', bits, ...more] = entry.split('/')
  const network = parseAddress(address)
  if (!network || more.length > 0) return undefined
  const max = network.kind() === 'ipv4' ? 32 : 128
  if (bits === undefined) return [network, max]
  return /^[0-9]{1,3}$/.test(bits) && Number(bits) <= max ? [network, Number(bits)] : undefined
}
