/** The options of `create` and `update`, checked for pages without TypeScript. */
import type { Configuration } from '../protocol/appearance.js'
import type { Font } from './fonts.js'

export type CaptureOptions = Configuration & {
  /** The session's `url`, made by the merchant's backend (`POST /v1/sessions`). */
  url: string
  /** The iframe's title, which screen readers announce. Default: the form's own, in its language. */
  title?: string
  fonts?: Font[]
}
/** The options that `update` can change. */
export type CaptureUpdate = Pick<CaptureOptions, 'appearance' | 'locale' | 'messages'>

/** A value of each option's type. */
const samples: Required<CaptureOptions> = {
  url: '',
  appearance: {},
  locale: '',
  messages: {},
  submitButton: true,
  title: '',
  fonts: [],
}
const updatable: (keyof CaptureUpdate)[] = ['appearance', 'locale', 'messages']

/**
 * Returns the options of `create` as they are; throws a TypeError that names the invalid option and its rule.
 * The message never holds the value: a url contains a session.
 */
export function checkOptions(options: CaptureOptions): CaptureOptions {
  checkTypes(options, Object.keys(samples))
  const problem = findUrlProblem(options.url)
  if (problem) throw new TypeError(`ingo-capture: "url" ${problem}: use the url from POST /v1/sessions`)
  const fonts: unknown = options.fonts ?? []
  if (!Array.isArray(fonts) || !fonts.every((font?: Partial<Font>) => font?.family && font.src)) {
    throw new TypeError('ingo-capture: "fonts" must be a list of { family, src }')
  }
  return options
}

/** Returns the options of `update` as they are; throws a TypeError as `checkOptions` does. */
export function checkUpdate(options: CaptureUpdate): CaptureUpdate {
  checkTypes(options, updatable)
  return options
}

function checkTypes(options: Partial<CaptureOptions>, known: string[]): void {
  if (typeof (options as unknown) !== 'object' || (options as unknown) === null) {
    throw new TypeError(`ingo-capture: options must be an object with ${known.join(', ')}`)
  }
  for (const [name, value] of Object.entries(options) as [string, unknown][]) {
    if (!known.includes(name)) {
      throw new TypeError(`ingo-capture: "${name}" is not an option here: use ${known.join(', ')}`)
    }
    const type = typeof samples[name as keyof CaptureOptions]
    if (value !== undefined && (typeof value !== type || value === null)) {
      throw new TypeError(`ingo-capture: "${name}" must be of type ${type}`)
    }
  }
}

/** What is wrong with a session's url; undefined when it is valid. */
function findUrlProblem(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'is missing'
  if (!URL.canParse(value)) return 'is not an absolute URL'
  const { protocol, pathname, hash } = new URL(value)
  if (!/^https?:$/.test(protocol)) return 'is not an https URL'
  if (!pathname.includes('/frame/')) return 'is not the url of a session'
  // Copying an address often loses its fragment.
  return hash.length > 1 ? undefined : 'is missing the part after #, which is the session'
}

/** Returns the element that `target` is or selects; throws a TypeError when there is none. */
export function resolveTarget(target: string | Element): HTMLElement {
  const element = typeof target === 'string' ? querySelector(target) : target
  if (element instanceof HTMLElement) return element
  const problem =
    typeof target === 'string'
      ? `no element in this document matches "${target}" (in a shadow root, pass the element)`
      : 'pass a selector or an HTML element'
  throw new TypeError(`ingo-capture: mount: ${problem}`)
}

function querySelector(selector: string): Element | null {
  try {
    return document.querySelector(selector)
  } catch {
    throw new TypeError(`ingo-capture: mount: "${selector}" is not a CSS selector`)
  }
}
