/** What a host page gives to `create`, checked where TypeScript isn't there to do it. */
import type { Configuration } from '../protocol/appearance.js'
import type { Font } from './fonts.js'

export type CaptureOptions = Configuration & {
  /** The session's `url`, made by the merchant's backend (`POST /v1/sessions`). */
  url: string
  /** The iframe's title, read by screen readers. Default: the form's own, in its language. */
  title?: string
  fonts?: Font[]
}
/** What `update` can change. */
export type CaptureUpdate = Pick<CaptureOptions, 'appearance' | 'locale' | 'messages'>

const types: Record<keyof CaptureOptions, string> = {
  url: 'string',
  appearance: 'object',
  locale: 'string',
  messages: 'object',
  submitButton: 'boolean',
  title: 'string',
  fonts: 'object',
}
const updatable: (keyof CaptureUpdate)[] = ['appearance', 'locale', 'messages']

/** Throws a TypeError that names the option and what it should be, never its value: a url holds a session. */
export function checkOptions(options: CaptureOptions): CaptureOptions {
  checkTypes(options, Object.keys(types))
  const problem = problemOfUrl(options.url)
  if (problem) {
    throw new TypeError(`ingo-capture: "url" ${problem}: give it as POST /v1/sessions answered it`)
  }
  const fonts: unknown = options.fonts ?? []
  if (!Array.isArray(fonts) || !fonts.every((font?: Partial<Font>) => font?.family && font.src)) {
    throw new TypeError('ingo-capture: "fonts" must be a list of { family, src }')
  }
  return options
}

/** The same for `update`. */
export function checkUpdate(options: CaptureUpdate): CaptureUpdate {
  checkTypes(options, updatable)
  return options
}

function checkTypes(options: Partial<CaptureOptions>, known: string[]): void {
  if (typeof (options as unknown) !== 'object' || (options as unknown) === null) {
    throw new TypeError(`ingo-capture: options are missing: an object with ${known.join(', ')}`)
  }
  for (const [name, value] of Object.entries(options) as [string, unknown][]) {
    if (!known.includes(name)) {
      throw new TypeError(`ingo-capture: "${name}" is not an option here; there are ${known.join(', ')}`)
    }
    const type = types[name as keyof CaptureOptions]
    if (value !== undefined && (typeof value !== type || value === null)) {
      throw new TypeError(`ingo-capture: "${name}" must be of type ${type}`)
    }
  }
}

/** What is wrong with a session's url; undefined when nothing is. */
function problemOfUrl(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'is missing'
  if (!URL.canParse(value)) return 'is not an absolute URL'
  const { protocol, pathname, hash } = new URL(value)
  if (!/^https?:$/.test(protocol)) return 'is not an https URL'
  if (!pathname.includes('/frame/')) return 'is not that of a session'
  // What copies of an address lose first.
  return hash.length > 1 ? undefined : 'has lost the part behind #, which is the session'
}

/** A selector or an element to its element; throws a TypeError that says what is wrong. */
export function elementOf(target: string | Element): HTMLElement {
  const element = typeof target === 'string' ? find(target) : target
  if (element instanceof HTMLElement) return element
  const what =
    typeof target === 'string'
      ? `no element matches "${target}" in this document (inside a shadow root, give the element itself)`
      : 'give a selector or an HTML element'
  throw new TypeError(`ingo-capture: mount: ${what}`)
}

function find(selector: string): Element | null {
  try {
    return document.querySelector(selector)
  } catch {
    throw new TypeError(`ingo-capture: mount: "${selector}" is not a CSS selector`)
  }
}
