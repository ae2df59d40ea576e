/** The browsers that the package supports. The list is `browserslist` in package.json. */
import browserslist from 'browserslist'

/** For each of browserslist's names of a browser, its name in Vite's `build.target`. */
const targetNames = { chrome: 'chrome', edge: 'edge', firefox: 'firefox', safari: 'safari', ios_saf: 'ios' }
export type Browser = keyof typeof targetNames

/** The oldest supported version of each browser. */
export const oldestBrowsers = findOldest(browserslist(undefined, { path: import.meta.dirname }))

/** The oldest versions as Vite's `build.target`: a bundle's scripts and styles are compiled for them. */
export const browserTargets = [...oldestBrowsers].map(([name, version]) => `${targetNames[name]}${version}`)

/** `entries` are browserslist's, such as `safari 15.4`, or `ios_saf 15.6-15.8` for versions with the same features. */
function findOldest(entries: string[]): Map<Browser, string> {
  const oldest = new Map<Browser, string>()
  for (const [name = '', range = ''] of entries.map((entry) => entry.split(' '))) {
    if (!isBrowser(name)) throw new Error(`browserslist in package.json: ${name} has no row in targetNames.`)
    const [version = ''] = range.split('-')
    if (Number(version) < Number(oldest.get(name) ?? Infinity)) oldest.set(name, version)
  }
  return oldest
}

function isBrowser(name: string): name is Browser {
  return Object.hasOwn(targetNames, name)
}
