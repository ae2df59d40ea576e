/** Finds settings without effect: misspelled ones, whose default silently stays, and ones that need another setting. */
import { nearestName } from '../../contract/nearestName.js'
import type { Environment } from './environment.js'
import { isSafeToEcho } from '../../contract/safeName.js'

const PREFIX = /^(?:CAPTURE|INGO)_/

/** One line for each variable that begins like a setting but is not in `known`. */
export function findUnknownSettings(environment: Environment, known: readonly string[]): string[] {
  // Kubernetes and Docker add variables that link to a service of that name.
  const services = Object.keys(environment).flatMap((name) => /^(.+)_SERVICE_HOST$/.exec(name)?.[1] ?? [])
  const isLink = (name: string) => services.some((service) => name.startsWith(`${service}_`))
  return Object.keys(environment)
    .filter((name) => environment[name] && PREFIX.test(name) && isSafeToEcho(name))
    .filter((name) => !known.includes(name) && !isLink(name))
    .map((name) => describeUnknownSetting(name, known))
}

/** Settings that have no effect unless one of the listed others is set. */
const dependent: Record<string, readonly string[]> = {
  METRICS_HOST: ['METRICS_PORT'],
  INGO_API_KEY_HEADER: ['INGO_API_KEY', 'INGO_API_KEY_FILE'],
  CAPTURE_WEBHOOK_TOKEN: ['CAPTURE_WEBHOOK_SECRET', 'CAPTURE_WEBHOOK_SECRET_FILE'],
  CAPTURE_WEBHOOK_ALLOW_PRIVATE: ['CAPTURE_WEBHOOK_URL'],
}

/** One line for each setting that has no effect because the setting that it needs is not set. */
export function findIneffectiveSettings(environment: Environment): string[] {
  return Object.entries(dependent)
    .filter(([name, needed]) => environment[name] && !needed.some((each) => environment[each]))
    .map(
      ([name, [needed]]) => `${name} has no effect without ${needed}. Set ${needed} too, or remove ${name}.`,
    )
}

/** One line about a name that is not in `known`. */
export function describeUnknownSetting(name: string, known: readonly string[]): string {
  const base = name.replace(/_FILE$/, '')
  if (base !== name && known.includes(base))
    return `${name} is an unknown setting. Set ${base} to the value itself.`
  const near = nearestName(name, known)
  const fix = near === undefined ? 'Correct the name or remove it.' : `Is ${near} meant?`
  return `${name} is an unknown setting. ${fix}`
}
