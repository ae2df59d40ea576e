import { checkTimeout } from '../arguments.js'
import type { Seen } from '../form.js'
import { createPatience } from '../patience.js'
import type { Missing } from '../sentences.js'
import type { Chain, Cy, Waiting } from './cy.js'
import { findHost, findPart, look } from './page.js'

/** How long the form may take to show a part of it, in ms. */
const PART_MS = 15_000

/** Explains why a part is missing, from what the form shows. */
export type Explain = (seen: Seen, host: HTMLElement) => Missing
export type Find = (selector: string, explain: Explain, waiting?: Waiting) => Chain<HTMLElement>

/** Fails at once unless there is one form in `target`. */
export function requireForm(cy: Cy, target: string | undefined): void {
  cy.document({ log: false }).then((page) => {
    findHost(page, target, false)
  })
}

/** Yields a part of the form in `target`, once it is there. */
export function findInForm(
  cy: Cy,
  target: string | undefined,
  ...[selector, explain, { timeout = PART_MS } = {}]: Parameters<Find>
): Chain<HTMLElement> {
  checkTimeout(timeout)
  const isGivenUp = createPatience()
  requireForm(cy, target)
  return cy
    .document({ log: false, timeout })
    .should((page) => {
      const host = findHost(page, target, false)
      const missing = findPart(host, selector) ? undefined : explain(look(host), host)
      if (missing && !isGivenUp(missing.isFinal)) throw new Error(missing.sentence)
    })
    .then((page) => {
      const host = findHost(page, target, false)
      const part = findPart(host, selector)
      if (part) return part
      throw new Error(explain(look(host), host).sentence)
    })
}
