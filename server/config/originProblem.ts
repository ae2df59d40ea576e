/** The entries of CAPTURE_ORIGINS, and the rule that one breaks. */
import { brokenOriginRule } from '../../contract/originRules.js'
import { splitList } from './setting.js'

/** The origins of a comma-separated list. An operator copies an origin from the address bar: drops the slash at its end. */
export function splitOrigins(value: string): string[] {
  return splitList(value).map((entry) => entry.replace(/^([^/]*\/\/[^/]+)\/$/, '$1'))
}

/** What is wrong with one entry, identified by its position, since its text may be a secret. Undefined: nothing. */
export function originProblem(entry: string, index: number): string | undefined {
  const rule = entry === '' ? 'is empty. Remove the extra comma' : brokenOriginRule(entry)
  return rule && `is invalid. Entry ${index + 1} ${rule}.`
}
