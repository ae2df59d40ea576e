/**
 * `CAPTURE_CONFIG`: several merchants, `{ "merchants": [{ "CAPTURE_MERCHANT_ID": "shop", … }, …] }`. Each has the same
 * names and text values as a single merchant in the environment.
 */
import { findDuplicateKeys } from './duplicateKeys.js'
import { ConfigError, collectErrors, withSecretFiles, type Environment } from './environment.js'
import { isRecord, parseJson, readText } from './jsonFile.js'
import { isMerchantId, merchantNames, parseMerchant, type Merchant } from './merchant.js'
import { isSafeToEcho } from '../../contract/safeName.js'
import { splitList } from './setting.js'
import { describeUnknownSetting } from './unknownSettings.js'

/** Reads the file. Throws ConfigError: each problem names the merchant (its position if it has no id) and the setting. */
export function readMerchants(file: string): Merchant[] {
  const entries = readEntries(file)
  const merchants = collectErrors(...entries.map((entry, index) => () => readMerchant(entry, index)))
  rejectDuplicates(merchants)
  return merchants
}

/** The secret keys of a merchant, by default the file's first, for requests to the own server. Throws ConfigError. */
export function readSecretKeys(file: string, merchant?: string): string[] {
  const entries = readEntries(file)
  const isWanted = (entry: unknown) => isRecord(entry) && entry.CAPTURE_MERCHANT_ID === merchant
  const entry = merchant === undefined ? entries[0] : entries.find(isWanted)
  const { CAPTURE_SECRET_KEY = '' } = withSecretFiles((isRecord(entry) ? entry : {}) as Environment)
  return splitList(CAPTURE_SECRET_KEY)
}

function readEntries(file: string): unknown[] {
  const text = readText('CAPTURE_CONFIG', file)
  const content = parseJson('CAPTURE_CONFIG', text)
  rejectDuplicateNames(text)
  if (isRecord(content) && Array.isArray(content.merchants) && Object.keys(content).length === 1) {
    if (content.merchants.length > 0) return content.merchants as unknown[]
  }
  throw new ConfigError([
    'CAPTURE_CONFIG is invalid. The file must contain { "merchants": [{ … }] }, nothing else.',
  ])
}

function rejectDuplicateNames(text: string): void {
  const problems = findDuplicateKeys(text).map((path) => {
    const name = path.at(-1) ?? ''
    // Shows only the names of settings, because any other name may be a misplaced secret.
    const label = [...merchantNames, 'merchants'].includes(name) ? name : 'A name'
    return `CAPTURE_CONFIG is invalid. ${label} is a duplicate in its object. Remove one of them.`
  })
  if (problems.length > 0) throw new ConfigError([...new Set(problems)])
}

function readMerchant(entry: unknown, index: number): Merchant {
  const given = isRecord(entry) ? entry : {}
  const { CAPTURE_MERCHANT_ID: id } = given
  const label = typeof id === 'string' && isMerchantId(id) ? `merchant ${id}` : `merchants[${index}]`
  const problems = Object.entries(given).flatMap(([name, value]) => {
    if (!merchantNames.includes(name)) return [describeUnknownName(name)]
    return typeof value === 'string' ? [] : [`${name} is invalid. Expected text in quotation marks.`]
  })
  try {
    if (problems.length > 0) throw new ConfigError([...new Set(problems)])
    return parseMerchant(withSecretFiles(given as Environment))
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new ConfigError(error.problems.map((problem) => `${label}: ${problem}`))
  }
}

/** Omits a name that may be a misplaced secret. */
function describeUnknownName(name: string): string {
  return isSafeToEcho(name)
    ? describeUnknownSetting(name, merchantNames)
    : 'a name is an unknown setting. It is not shown, since it may be a secret.'
}

/** Rejects duplicate ids and secret keys, because each must identify one merchant. */
function rejectDuplicates(merchants: Merchant[]): void {
  const ids = new Set<string>()
  const keys = new Set<string>()
  const problems: string[] = []
  for (const { id, secretKeys } of merchants) {
    const digests = secretKeys.map((key) => key.toString('base64'))
    if (ids.has(id))
      problems.push(
        `merchant ${id}: CAPTURE_MERCHANT_ID is a duplicate of another merchant’s. Choose another.`,
      )
    if (digests.some((key) => keys.has(key)))
      problems.push(
        `merchant ${id}: CAPTURE_SECRET_KEY is a duplicate of another merchant’s. Create a new one.`,
      )
    ids.add(id)
    for (const key of digests) keys.add(key)
  }
  if (problems.length > 0) throw new ConfigError(problems)
}
