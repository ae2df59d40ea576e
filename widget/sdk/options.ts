/** The options of `create` and `update`, checked for pages without TypeScript. */
import type { Configuration } from '../protocol/appearance.js'
import type { Font } from './fonts.js'
import { copyPlain, readKind, readParts } from './plain.js'
import { parseUrl } from './url.js'

export type CaptureOptions = Configuration & {
  /** The session's `url`, made by the merchant's backend (`POST /v1/sessions`). */
  url: string
  /** The iframe's title, which screen readers announce. Default: the form's own, in its language. */
  title?: string | undefined
  /** Fonts of your own, for `fontFamily`. Your page fetches them, and sends them to the form. */
  fonts?: Font[] | undefined
  /**
   * Resolves to the `url` of a new session, which your backend makes with the same options. Called a minute before the
   * session ends, and when it has expired. The form keeps its values. Without `renew`, or if it rejects, resolves to null
   * or takes 20 s, the form ends with `expired`.
   */
  renew?: (() => Promise<string | null> | undefined) | undefined
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
  renew: () => undefined,
}
const updatable: (keyof CaptureUpdate)[] = ['appearance', 'locale', 'messages']

/**
 * A plain copy of the options of `create`. Throws a TypeError that names the invalid option and its rule.
 * The message never contains the value, because a url contains a session.
 */
export function checkOptions(options: CaptureOptions): CaptureOptions {
  const copy = checkSettings(options)
  const problem = findUrlProblem(copy.url)
  if (problem) throw new TypeError(`ingo-capture: "url" ${problem}: use the url from POST /v1/sessions`)
  return copy
}

/** Like `checkOptions`, for a page that has no url yet. */
export function checkSettings<Options extends Partial<CaptureOptions>>(options: Options): Options {
  const copy = copyOptions(options, Object.keys(samples))
  const fonts: Partial<Font>[] = copy.fonts ?? []
  if (!fonts.every((font?: Partial<Font>) => font?.family && font.src)) {
    throw new TypeError('ingo-capture: "fonts" must be a list of { family, src }')
  }
  return copy
}

/** A plain copy of the options of `update`; throws a TypeError as `checkOptions` does. */
export function checkUpdate(options: CaptureUpdate): CaptureUpdate {
  return copyOptions(options, updatable)
}

function copyOptions<Options extends CaptureUpdate>(options: Options, known: string[]): Options {
  if (typeof (options as unknown) !== 'object' || /^(?:Null|revoked Proxy)$/.test(readKind(options))) {
    throw new TypeError(`ingo-capture: options must be an object with ${known.join(', ')}`)
  }
  const copies = readParts(options).map(([name, value]) => {
    if (!known.includes(name)) {
      throw new TypeError(`ingo-capture: "${name}" is not an option here: use ${known.join(', ')}`)
    }
    const sample = samples[name as keyof CaptureOptions]
    const sameType = typeof value === typeof sample && (readKind(value) === 'Array') === Array.isArray(sample)
    if (value !== undefined && (!sameType || value === null)) {
      throw new TypeError(
        `ingo-capture: "${name}" must be ${name === 'fonts' ? 'a list of { family, src }' : `of type ${typeof sample}`}`,
      )
    }
    return [name, name === 'renew' ? value : copyPlain(value, name)]
  })
  return Object.fromEntries(copies) as Options
}

/** The rest of an error message about a session's url, or undefined if the url is valid. */
function findUrlProblem(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'is missing'
  const parsed = parseUrl(value)
  if (!parsed) return 'is not an absolute URL'
  const { protocol, pathname, hash } = parsed
  if (!/^https?:$/.test(protocol)) return 'is not an https URL'
  if (!pathname.includes('/frame/')) return 'is not the url of a session'
  // Copying an address often loses its fragment.
  return hash.length > 1 ? undefined : 'is missing the part after #'
}

/** Elements that show no children. A frame in one of them would load, but never be visible. */
const CHILDLESS =
  /^(?:input|textarea|select|meter|progress|img|video|audio|canvas|iframe|object|embed|hr|br|head|style|script|template)$/

/** Returns the element that `target` is or selects. Throws a TypeError if there is none, or if it shows no children. */
export function resolveTarget(target: string | Element): HTMLElement {
  let problem =
    typeof target === 'string' ? `"${target}" is not a CSS selector` : 'pass a selector or an HTML element'
  try {
    const element = typeof target === 'string' ? document.querySelector(target) : target
    if (typeof target === 'string')
      problem = `no element matches "${target}" (in a shadow root, pass the element)`
    if (element instanceof HTMLElement) {
      // Throws for a Proxy of an element, as does every browser function that is called with one.
      element.append()
      const { localName } = element
      if (!CHILDLESS.test(localName)) return element
      problem = `<${localName}> shows no children`
    }
  } catch {
    // The selector is wrong, or the element is a Proxy: `instanceof` throws for a revoked one.
  }
  throw new TypeError(`ingo-capture: mount: ${problem}`)
}
