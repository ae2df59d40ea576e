/** Parses the entries of CAPTURE_ORIGINS, and finds the rule that an entry breaks. */
import { brokenOriginRule } from '../../contract/originRules.js'
import { splitList } from './setting.js'

/** The origins of a comma-separated list. Drops a slash at the end, as copied from the address bar. */
export function splitOrigins(value: string): string[] {
  return splitList(value).map((entry) => entry.replace(/^([^/]*\/\/[^/]+)\/$/, '$1'))
}

/** The problem of an entry, if any. Names the entry by its position, because its text may be a secret. */
export function originProblem(entry: string, index: number): string | undefined {
  const rule = entry === '' ? 'is empty. Remove the extra comma' : brokenOriginRule(entry)
  return rule && `is invalid. Entry ${index + 1} ${rule}.`
}
