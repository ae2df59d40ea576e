/** What a host page gives to `create`, checked where TypeScript isn't there to do it. */

export type CaptureOptions = {
  /** The session's `url`, made by the merchant's backend (`POST /v1/sessions`). */
  url: string
  /** Whether the frame shows its own submit button; without it the page calls `submit()`. Default true. */
  submitButton?: boolean
  /** The iframe's title, read by screen readers. Default `Card details`. */
  title?: string
}

const types: Record<keyof CaptureOptions, string> = {
  url: 'string',
  submitButton: 'boolean',
  title: 'string',
}

/** Throws a TypeError that names the option and what it should be, never its value: a url holds a session. */
export function checkOptions(options: CaptureOptions): Required<CaptureOptions> {
  for (const [name, value] of Object.entries<unknown>(options)) {
    const type = Object.hasOwn(types, name) ? types[name as keyof CaptureOptions] : undefined
    if (!type)
      throw new TypeError(
        `ingo-capture: "${name}" is not an option; there are ${Object.keys(types).join(', ')}`,
      )
    if (value !== undefined && typeof value !== type)
      throw new TypeError(`ingo-capture: "${name}" must be a ${type}`)
  }
  const { url, submitButton = true, title = 'Card details' } = options
  if (!isFrameUrl(url)) {
    throw new TypeError('ingo-capture: "url" must be the url of a session, as POST /v1/sessions answered it')
  }
  return { url, submitButton, title }
}

function isFrameUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false
  const { protocol, pathname, hash } = new URL(value)
  return /^https?:$/.test(protocol) && pathname.includes('/frame/') && hash.length > 1
}

/** A selector or an element to its element; throws a TypeError that says what is wrong. */
export function elementOf(target: string | Element): HTMLElement {
  const element = typeof target === 'string' ? document.querySelector(target) : target
  if (element instanceof HTMLElement) return element
  const what = typeof target === 'string' ? `no element matches "${target}"` : 'this is not an HTML element'
  throw new TypeError(`ingo-capture: mount: ${what}`)
}
