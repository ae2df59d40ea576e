/**
 * Reads the page and the form in its frame. Each function throws an error with one sentence, which Cypress
 * shows when a wait ends.
 */
import { explainHost } from '../sentences.js'
import { isAnyVisible, parts, readMessages, type Seen } from '../form.js'

/** The host element of the capture in `target`. `isWaiting`: the test waits until it exists. */
export function findHost(page: Document, target: string | undefined, isWaiting: boolean): HTMLElement {
  const all = [...page.querySelectorAll<HTMLElement>(parts.host)]
  const targets = target === undefined ? [page.documentElement] : [...page.querySelectorAll(target)]
  const hosts = all.filter((host) => targets.some((around) => around.contains(host)))
  const [host] = hosts
  if (host && hosts.length === 1) return host
  const place = target === undefined ? 'on the page' : `in '${target}'`
  const found = {
    place,
    count: hosts.length,
    onPage: all.length,
    targets: targets.map(({ nodeName }) => nodeName),
  }
  throw new Error(explainHost(found, isWaiting))
}

/** The frame's document, or null if the form has failed without one. Throws if Cypress can't read it. */
function findForm(host: HTMLElement): Document | null {
  const form = host.querySelector<HTMLIFrameElement>(parts.frame)?.contentDocument ?? null
  if (form || host.dataset.captureState === 'failed') return form
  throw new Error(
    'Cypress can’t read the form, whose origin is another: set chromeWebSecurity to false in its configuration, and use a browser of the Chromium family.',
  )
}

/** Reads the visible state of the capture. */
export function look(host: HTMLElement): Seen {
  const form = findForm(host)
  const inside = form ? [...form.querySelectorAll(parts.messages)] : []
  const outside = [...host.querySelectorAll(parts.fallback)]
  return {
    state: host.dataset.captureState ?? '',
    messages: readMessages([...outside, ...inside]),
    isReviewing: form !== null && isAnyVisible([...form.querySelectorAll(parts.confirm)]),
  }
}

/** A part of the form, if it is there. */
export function findPart(host: HTMLElement, selector: string): HTMLElement | null | undefined {
  return findForm(host)?.querySelector<HTMLElement>(selector)
}

/** The values of the form's parts. */
export function readValues(host: HTMLElement, selector: string): string[] {
  const elements = findForm(host)?.querySelectorAll(selector) ?? []
  return [...elements].map((element) => element.getAttribute('value') ?? '')
}

/** The sealed session in the address of the host's frame. The frame's requests contain it too. */
export function readSealed(host: HTMLElement): string {
  const [, fragment = ''] = (host.querySelector(parts.frame)?.getAttribute('src') ?? '').split('#')
  return fragment.split('&')[0] ?? ''
}
