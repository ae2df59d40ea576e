/** Which features supported browsers have, by MDN's browser-compat-data. */
import bcd, { type CompatStatement, type SimpleSupportStatement } from '@mdn/browser-compat-data'
import { oldestBrowsers, type Browser } from '../build/browserTargets.js'

/** A node of the data: a feature's support, and the features below it, such as an interface's members. */
export type Feature = { __compat?: CompatStatement } & { [name: string]: Feature }

/** The groups of the data that a script or a style sheet can use. */
export const { api, javascript, css } = bcd as unknown as { api: Feature; javascript: Feature; css: Feature }

/** Whether each supported browser has the feature, without a flag or a prefix. What the data doesn't know counts as supported. */
export function isSupported(feature: Feature | undefined): boolean {
  const support = feature?.__compat?.support
  if (!support) return true
  return [...oldestBrowsers].every(([browser, oldest]) =>
    [support[dataName(browser)] ?? []].flat().some((statement) => hasSupport(statement, oldest)),
  )
}

function dataName(browser: Browser) {
  return browser === 'ios_saf' ? 'safari_ios' : browser
}

function hasSupport(statement: SimpleSupportStatement, oldest: string): boolean {
  const { version_added, version_removed, flags, prefix, alternative_name } = statement
  if (typeof version_added !== 'string' || flags || prefix || alternative_name) return false
  const isRemoved = typeof version_removed === 'string' && compareVersions(version_removed, oldest) <= 0
  return !isRemoved && compareVersions(version_added, oldest) <= 0
}

/** Compares versions such as `15.4` and `≤79`; `preview` is later than all. */
function compareVersions(one: string, other: string): number {
  if (one === 'preview') return 1
  const [[major = 0, minor = 0] = [], [otherMajor = 0, otherMinor = 0] = []] = [one, other].map((version) =>
    version.replace('≤', '').split('.').map(Number),
  )
  return major - otherMajor || minor - otherMinor
}
