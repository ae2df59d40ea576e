/** Schemas of single settings. A message names the setting, the rule and what is expected, never the value. */
import { resolve } from 'node:path'
import * as z from 'zod/mini'
import { isLoopback } from '../../contract/origin.js'
import { ConfigError, type Environment } from './environment.js'

/** The rule of `isBaseUrl`, for messages. */
export const BASE_URL_RULE = 'an https URL (http only for loopback hosts)'

/** Parses settings; throws ConfigError with one line for each problem. */
export function parseSettings<Output>(schema: z.ZodMiniType<Output>, given: Environment): Output {
  // An empty value counts as missing, because shells and templates can often not remove a variable.
  const result = schema.safeParse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
  )
  if (result.success) return result.data
  throw new ConfigError(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`))
}

/** A required setting. `expected` completes the sentence "Expected …". */
export function setting(expected: string, isValid: (value: string) => boolean) {
  return checked(`Set it to ${expected}.`, (value) => (isValid(value) ? [] : [invalid(expected)]))
}

/** A required setting; `findProblems` returns sentences that follow the setting's name. */
export function checked(remedy: string, findProblems: (value: string) => string[]) {
  return z.string(`is missing. ${remedy}`).check((context) => {
    for (const message of findProblems(context.value))
      context.issues.push({ code: 'custom', input: context.value, message })
  })
}

/** A required comma-separated list of at most `max` different keys. */
export function keyList(
  expected: string,
  isKey: (value: string) => boolean,
  max = Infinity,
  remedy = 'Create one with `npx ingo-capture-server keygen`.',
) {
  return checked(remedy, (value) => {
    const keys = splitList(value)
    if (keys.length > max || !keys.every(isKey)) return [invalid(expected)]
    return new Set(keys).size === keys.length ? [] : ['has a duplicate key. Remove it.']
  })
}

/** An optional setting with a default value. */
export function withDefault(value: string, expected: string, isValid: (value: string) => boolean) {
  return z._default(setting(expected, isValid), value)
}

/** An optional setting that has one of several values. */
export function choice(values: readonly string[], fallback: string) {
  return withDefault(fallback, `one of ${values.join(', ')}`, (value) => values.includes(value))
}

/** Https, or http to a loopback host; without credentials, query and fragment. */
export function isBaseUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(value)
  const secure = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
  return secure && `${username}${password}${search}${hash}` === ''
}

/** A `redis:` or `rediss:` URL. */
export function isRedisUrl(value: string): boolean {
  return URL.canParse(value) && /^rediss?:$/.test(new URL(value).protocol)
}

/** A validator for decimal integers from `min` to `max`, both included. */
export function integerInRange(min: number, max: number) {
  return (value: string) => /^[0-9]{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max
}

/** Whether the value is the URL of a CONNECT proxy: scheme, host and port, optionally with user and password. */
export function isProxyUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(value)
  if (!/^https?:$/.test(protocol) || hostname === '' || pathname !== '/' || search + hash !== '') return false
  // Rejects a % that is no escape, and a password without a user.
  return isEscaped(username) && isEscaped(password) && (password === '' || username !== '')
}

function isEscaped(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/** The parts of a comma-separated list, trimmed. */
export function splitList(value: string): string[] {
  return value.split(',').map((part) => part.trim())
}

/** A file for the embedded store. Rejects the kernel's folders, where SQLite fails with an unclear error. */
export function isStoreFile(value: string): boolean {
  return value.trim() !== '' && !/^\/(?:proc|sys|dev)(?:\/|$)/.test(resolve(value))
}

/** Base64 of 32 bytes. */
export function isSealingKey(value: string): boolean {
  return /^[A-Za-z0-9+/]{43}=$/.test(value)
}

function invalid(expected: string): string {
  return `is invalid. Expected ${expected}.`
}
