/** Finds misspelled settings. Without this check, an optional setting would silently keep its default. */
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

/** One line about a name that is not in `known`. */
export function describeUnknownSetting(name: string, known: readonly string[]): string {
  const base = name.replace(/_FILE$/, '')
  if (base !== name && known.includes(base))
    return `${name} is an unknown setting. Set ${base} to the value itself.`
  const near = nearestName(name, known)
  const fix = near === undefined ? 'Correct the name or remove it.' : `Is ${near} meant?`
  return `${name} is an unknown setting. ${fix}`
}
