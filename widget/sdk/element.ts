/** The published entry `ingo-capture/element`: importing it defines `<ingo-capture>`. */
import type { Appearance, MessageOverrides } from '../protocol/appearance.js'
import type { FieldName, TokenEvent } from '../protocol/messages.js'
import { create, type Capture } from './capture.js'
import { CaptureError, gone, isOfPage } from './error.js'
import { eventNames, type CaptureEvents, type Listening } from './events.js'
import { showFallback } from './fallback.js'
import type { Font } from './fonts.js'
import type { CaptureOptions } from './options.js'

/** What a page can set before the element is known; it finds it then. */
const properties = ['url', 'locale', 'appearance', 'messages', 'fonts'] as const

/** On a server there are no elements, and importing this does nothing. */
const Base =
  (globalThis.HTMLElement as typeof HTMLElement | undefined) ?? (Object as unknown as typeof HTMLElement)

/**
 * `<ingo-capture url="…" locale="es" submit-button="false" name="token">`: the form, its events as
 * `CustomEvent`s of the same names that don't bubble, with the payload in `detail`. In a `<form>` its value
 * is the token.
 */
export class IngoCaptureElement extends Base {
  static readonly formAssociated = true
  static readonly observedAttributes = ['url', 'locale', 'submit-button', 'title']

  /** Browsers that only pretend to be some, for unit tests, have no forms that an element could take part in. */
  readonly #internals: Partial<Pick<ElementInternals, 'setFormValue'>> = this.attachInternals()
  /** Names that somebody has listened to. */
  readonly #heard = new Set<string>()
  #capture: Capture | undefined
  #hideFallback: (() => void) | undefined
  #appearance: Appearance | undefined
  #messages: MessageOverrides | undefined
  #fonts: Font[] | undefined

  connectedCallback(): void {
    for (const name of properties) this.#upgrade(name)
    // As an inline box, which unknown elements are, it could have no width. Through the CSSOM, as policies allow.
    if (getComputedStyle(this).display === 'inline') this.style.display = 'block'
    this.#open()
  }

  disconnectedCallback(): void {
    this.#close()
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.isConnected) return
    if (name === 'locale') this.#capture?.update({ locale: after ?? undefined })
    else this.#open()
  }

  /** With a form around it: `form.reset()` empties the fields. */
  formResetCallback(): void {
    this.clear()
  }

  get url(): string {
    return this.getAttribute('url') ?? ''
  }

  set url(value: string | null | undefined) {
    this.#reflect('url', value)
  }

  get locale(): string {
    return this.getAttribute('locale') ?? ''
  }

  set locale(value: string | null | undefined) {
    this.#reflect('locale', value)
  }

  get appearance(): Appearance | undefined {
    return this.#appearance
  }

  set appearance(value: Appearance | undefined) {
    this.#appearance = value
    this.#capture?.update({ appearance: value })
  }

  get messages(): MessageOverrides | undefined {
    return this.#messages
  }

  set messages(value: MessageOverrides | undefined) {
    this.#messages = value
    this.#capture?.update({ messages: value })
  }

  /** Set before the form is there: it doesn't change live. */
  get fonts(): Font[] | undefined {
    return this.#fonts
  }

  set fonts(value: Font[] | undefined) {
    this.#fonts = value
    if (this.#capture) this.#open()
  }

  override addEventListener<Name extends keyof CaptureEvents>(...listening: Listening<Name>): void
  override addEventListener(...listening: Parameters<EventTarget['addEventListener']>): void
  override addEventListener(...listening: [string, never, never]): void {
    this.#heard.add(listening[0])
    super.addEventListener(...listening)
  }

  submit(): Promise<TokenEvent> {
    return this.#capture?.submit() ?? Promise.reject(gone('This element is not in a page, or has no url.'))
  }

  override focus(field?: FieldName | FocusOptions): void {
    this.#capture?.focus(typeof field === 'string' ? field : undefined)
  }

  override blur(): void {
    this.#capture?.blur()
  }

  clear(): void {
    this.#capture?.clear()
  }

  /** A property that was set while the element was still unknown hides ours. */
  #upgrade(name: (typeof properties)[number]): void {
    if (!Object.hasOwn(this, name)) return
    const value: unknown = Reflect.get(this, name)
    Reflect.deleteProperty(this, name)
    Reflect.set(this, name, value)
  }

  /** Frameworks set what they don't have yet to nothing. */
  #reflect(name: string, value: string | null | undefined): void {
    if (value == null) this.removeAttribute(name)
    else this.setAttribute(name, value)
  }

  /** A form for the url as it is now; without one, none: frameworks set it when they have it. */
  #open(): void {
    this.#close()
    if (!this.isConnected || this.url === '') return
    try {
      const capture = create(this.#options())
      for (const name of eventNames) {
        capture.on(name, (detail) => {
          if (name === 'token') this.#internals.setFormValue?.((detail as TokenEvent).customer_account_token)
          this.#tell(name, detail)
        })
      }
      this.#capture = capture
      capture.mount(this)
    } catch (error) {
      this.setAttribute('data-capture-state', 'failed')
      this.#hideFallback = showFallback(this, this.#options())
      const { message } = error as TypeError
      this.#tell('loaderror', new CaptureError({ code: 'invalid_request', message, retryable: false }))
    }
  }

  /** What a page has to mend is an uncaught error while nobody listens. */
  #tell(name: keyof CaptureEvents, detail: CaptureEvents[typeof name]): void {
    this.dispatchEvent(new CustomEvent(name, { detail }))
    if (!this.#heard.has(name) && (name === 'loaderror' || isOfPage(detail))) reportError(detail)
  }

  #close(): void {
    this.#capture?.destroy()
    this.#capture = undefined
    this.#hideFallback?.()
    this.removeAttribute('data-capture-state')
    this.#internals.setFormValue?.(null)
  }

  #options(): CaptureOptions {
    return {
      url: this.url,
      appearance: this.#appearance,
      locale: this.getAttribute('locale') ?? undefined,
      messages: this.#messages,
      submitButton: this.getAttribute('submit-button') !== 'false',
      title: this.getAttribute('title') ?? undefined,
      fonts: this.#fonts,
    }
  }
}

declare global {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- it is TypeScript's own
  interface HTMLElementTagNameMap {
    'ingo-capture': IngoCaptureElement
  }
}

// A page with two copies of the package keeps the first.
if ('customElements' in globalThis && !customElements.get('ingo-capture')) {
  customElements.define('ingo-capture', IngoCaptureElement)
}
