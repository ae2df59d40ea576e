/** Settings that were meant and misspelt: an optional one would be without effect, and nobody would know. */
import type { Environment } from './environment.js'
import { isSafeToEcho } from '../problem.js'

const OURS = /^(?:CAPTURE|INGO)_/
/** What is farther off is another name, and no slip. */
const FARTHEST = 3

/** A line for each variable that looks like one of ours and is none. */
export function unknownSettings(environment: Environment, known: readonly string[]): string[] {
  // Kubernetes' and Docker's links to a service of that name.
  const links = Object.keys(environment).flatMap((name) => /^(.+)_SERVICE_HOST$/.exec(name)?.[1] ?? [])
  const isLink = (name: string) => links.some((link) => name.startsWith(`${link}_`))
  return Object.keys(environment)
    .filter((name) => environment[name] && OURS.test(name) && isSafeToEcho(name))
    .filter((name) => !known.includes(name) && !isLink(name))
    .map((name) => unknownSetting(name, known))
}

/** Says that it is none, and which one is near. */
export function unknownSetting(name: string, known: readonly string[]): string {
  const value = name.replace(/_FILE$/, '')
  if (value !== name && known.includes(value))
    return `${name} is no setting: ${value} has its value in itself`
  const [nearest] = known
    .map((one) => ({ one, distance: distanceOf(name, one) }))
    .filter(({ distance }) => distance <= FARTHEST)
    .sort((one, other) => one.distance - other.distance)
  return `${name} is no setting${nearest ? `: is ${nearest.one} meant?` : ''}`
}

/** How many letters are put in, left out or changed (Levenshtein). */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let above = 0; above < one.length; above++) {
    const next = [above + 1]
    for (let at = 1; at < row.length; at++) {
      const changed = (row[at - 1] ?? 0) + (one[above] === other[at - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
