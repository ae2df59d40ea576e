/** What one setting may be, in words for whoever has to mend it, and as a check. */
import * as z from 'zod/mini'
import { isLoopback } from '../../contract/origin.js'
import { ConfigError, type Environment } from './environment.js'

export const baseUrl = 'an https URL (http only for loopback hosts)'

/** Throws ConfigError with a line for each problem. */
export function parse<Output>(settings: z.ZodMiniType<Output>, given: Environment): Output {
  // An empty one is not set: a shell and a template can't take one away.
  const result = settings.safeParse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
  )
  if (result.success) return result.data
  throw new ConfigError(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`))
}

export function setting(shouldBe: string, fits: (value: string) => boolean) {
  return checked(shouldBe, (value) => (fits(value) ? [] : [`is malformed: it should be ${shouldBe}`]))
}

/** `problemsOf`: what is wrong with a value, each in words that follow the setting's name. */
export function checked(shouldBe: string, problemsOf: (value: string) => string[]) {
  return z.string(`is missing: it should be ${shouldBe}`).check((context) => {
    for (const message of problemsOf(context.value))
      context.issues.push({ code: 'custom', input: context.value, message })
  })
}

/** Keys with commas between, `most` of them: the same one twice replaces nothing. */
export function keyList(shouldBe: string, isKey: (value: string) => boolean, max = Infinity) {
  return checked(shouldBe, (value) => {
    const all = list(value)
    if (all.length > max || !all.every(isKey)) return [`is malformed: it should be ${shouldBe}`]
    return new Set(all).size === all.length ? [] : ['is malformed: the same key stands in it twice']
  })
}

export function withDefault(value: string, shouldBe: string, fits: (value: string) => boolean) {
  return z._default(setting(shouldBe, fits), value)
}

export function oneOf(values: readonly string[], fallback: string) {
  return withDefault(fallback, `one of ${values.join(', ')}`, (value) => values.includes(value))
}

/** Https, or http to this machine itself; neither credentials nor a query nor a fragment. */
export function isBaseUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(value)
  const secure = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
  return secure && `${username}${password}${search}${hash}` === ''
}

export function isRedisUrl(value: string): boolean {
  return URL.canParse(value) && /^rediss?:$/.test(new URL(value).protocol)
}

export function integerInRange(min: number, max: number) {
  return (value: string) => /^[0-9]{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max
}

export function list(value: string): string[] {
  return value.split(',').map((part) => part.trim())
}

export function isSealingKey(value: string): boolean {
  return /^[A-Za-z0-9+/]{43}=$/.test(value)
}
