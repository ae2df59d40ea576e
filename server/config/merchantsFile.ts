/**
 * `CAPTURE_CONFIG`: several merchants, `{ "merchants": [{ "CAPTURE_MERCHANT_ID": "shop", … }, …] }`, each with the
 * names and the texts that the environment has for one.
 */
import { readFileSync } from 'node:fs'
import type { Merchant } from './merchant.js'
import { ConfigError, collectErrors, withSecretFiles, type Environment } from './environment.js'
import { jsonPlace } from './jsonPosition.js'
import { isMerchantId, merchantNames, parseMerchant } from './merchant.js'
import { isSafeToEcho } from '../problem.js'
import { unknownSetting } from './unknownSettings.js'

const SHOULD_BE = 'CAPTURE_CONFIG names a file that should be JSON, { "merchants": [{ … }] }'

/** Throws ConfigError: each problem with the merchant's id, or its place while it has none, and the name. */
export function readMerchants(file: string): Merchant[] {
  const merchants = collectErrors(...entriesOf(file).map((entry, index) => () => readMerchant(entry, index)))
  refuseShared(merchants)
  return merchants
}

function entriesOf(file: string): unknown[] {
  const content = contentOf(file)
  if (isRecord(content) && Array.isArray(content.merchants) && Object.keys(content).length === 1) {
    if (content.merchants.length > 0) return content.merchants as unknown[]
  }
  throw new ConfigError([SHOULD_BE])
}

function contentOf(file: string): unknown {
  const text = textOf(file)
  try {
    return JSON.parse(text)
  } catch {
    throw new ConfigError([`${SHOULD_BE}: it goes wrong at ${jsonPlace(text)}`])
  }
}

function textOf(file: string): string {
  try {
    // Some editors put a mark before the first character.
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '')
  } catch {
    throw new ConfigError(['CAPTURE_CONFIG names a file that cannot be read'])
  }
}

function readMerchant(entry: unknown, index: number): Merchant {
  const given = isRecord(entry) ? entry : {}
  const { CAPTURE_MERCHANT_ID: id } = given
  const who = typeof id === 'string' && isMerchantId(id) ? `merchant ${id}` : `merchants[${index}]`
  const wrong = Object.entries(given).flatMap(([name, value]) => {
    if (!merchantNames.includes(name)) return [unknownName(name)]
    return typeof value === 'string' ? [] : [`${name} is malformed: it should be text in quotation marks`]
  })
  try {
    if (wrong.length > 0) throw new ConfigError([...new Set(wrong)])
    return parseMerchant(withSecretFiles(given as Environment))
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new ConfigError(error.problems.map((problem) => `${who}: ${problem}`))
  }
}

/** It may be a secret in the wrong place. */
function unknownName(name: string): string {
  return isSafeToEcho(name)
    ? unknownSetting(name, merchantNames)
    : 'has a name that is no setting of a merchant’s'
}

/** A key opens the door of one merchant, and a name in a URL is one merchant's. */
function refuseShared(merchants: Merchant[]): void {
  const ids = new Set<string>()
  const keys = new Set<string>()
  const problems: string[] = []
  for (const { id, secretKeys } of merchants) {
    const digests = secretKeys.map((key) => key.toString('base64'))
    if (ids.has(id)) problems.push(`merchant ${id}: CAPTURE_MERCHANT_ID is another merchant’s, too`)
    if (digests.some((key) => keys.has(key)))
      problems.push(`merchant ${id}: CAPTURE_SECRET_KEY is another merchant’s, too`)
    ids.add(id)
    for (const key of digests) keys.add(key)
  }
  if (problems.length > 0) throw new ConfigError(problems)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
