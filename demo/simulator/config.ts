/** The simulator's settings, from its environment. */
import { readFileSync } from 'node:fs'
import type { ApiKey } from './apiKey.js'
import type { SimulatorOptions } from './gateway.js'
import { algorithms } from './signature.js'

export type Settings = { host: string; port: number; options: Omit<SimulatorOptions, 'now' | 'sleep'> }
type Environment = Readonly<Record<string, string | undefined>>

/** A malformed setting. The message names the variable and the rule, never the value. */
export class SettingsError extends Error {}

/** Parses the settings; throws SettingsError. The defaults are for demos only. */
export function parseSettings(environment: Environment): Settings {
  const algorithm = environment.INGO_ALGORITHM ?? 'hmac-sha512'
  return {
    host: printableAscii('HOST', environment.HOST ?? '127.0.0.1'),
    port: wholeNumber('SIMULATOR_PORT', environment.SIMULATOR_PORT ?? '4182', 65_535),
    options: {
      username: printableAscii('INGO_USERNAME', readSecret(environment, 'INGO_USERNAME') ?? 'simulator'),
      secret: nonEmpty('INGO_SECRET', readSecret(environment, 'INGO_SECRET') ?? 'simulator-secret'),
      participantId: wholeNumber('INGO_PARTICIPANT_ID', environment.INGO_PARTICIPANT_ID ?? '12345'),
      algorithm:
        algorithms.find((name) => name === algorithm) ??
        fail('INGO_ALGORITHM', `should be ${algorithms.join(' or ')}`),
      apiKey: parseApiKey(environment),
      webhookUrl: parseWebhookUrl(environment.SIMULATOR_WEBHOOK_URL),
    },
  }
}

/** Undefined without INGO_API_KEY. */
function parseApiKey(environment: Environment): ApiKey | undefined {
  const key = readSecret(environment, 'INGO_API_KEY')
  const header = headerName('INGO_API_KEY_HEADER', environment.INGO_API_KEY_HEADER ?? 'X-API-Key')
  return key === undefined ? undefined : { header, key: printableAscii('INGO_API_KEY', key) }
}

/** An empty value counts as missing. */
function parseWebhookUrl(url?: string): string | undefined {
  if (!url) return undefined
  const isHttp = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
  return isHttp ? url : fail('SIMULATOR_WEBHOOK_URL', 'should be an http or https URL')
}

/** The setting, or the content of the file that `NAME_FILE` names. */
function readSecret(environment: Environment, name: string): string | undefined {
  const file = environment[`${name}_FILE`]
  if (!file) return environment[name]
  if (environment[name]) fail(`${name}_FILE`, `should not be set beside ${name}`)
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch {
    return fail(`${name}_FILE`, 'should name a file that can be read')
  }
}

function fail(name: string, should: string): never {
  throw new SettingsError(`${name} ${should}`)
}

function nonEmpty(name: string, value: string): string {
  return value === '' ? fail(name, 'should not be empty') : value
}

/** Rejects characters that can't stand between quotes in a header. */
function printableAscii(name: string, value: string): string {
  return /^[!#-~]+$/.test(value) ? value : fail(name, 'should be printable ASCII without blanks and quotes')
}

/** A `token` of RFC 9110, section 5.6.2. */
function headerName(name: string, value: string): string {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(value) ? value : fail(name, 'should be the name of a header')
}

function wholeNumber(name: string, value: string, most = Number.MAX_SAFE_INTEGER): number {
  const fits = /^[0-9]+$/.test(value) && Number(value) <= most
  return fits ? Number(value) : fail(name, `should be a whole number of at most ${most}`)
}
