/** The web component's class. The published entries define the element. */
import type { Appearance, MessageOverrides } from '../protocol/appearance.js'
import type { ErrorEvent, FieldName, TokenEvent } from '../protocol/messages.js'
import { create, readUrl, type Capture } from './capture.js'
import { ElementBase, reflectAttribute, upgradeProperty } from './elementBase.js'
import { CaptureError, destroyedError, isSettingError, missingUrlError } from './error.js'
import { eventNames, type CaptureEvents, type ListenerArguments } from './events.js'
import { showFallback } from './fallback.js'
import type { Font } from './fonts.js'
import { createFormValue } from './formValue.js'
import type { CaptureOptions } from './options.js'
import { reportUncaught } from './reportUncaught.js'

/** Properties that a page may set before the element is defined. */
const properties = ['url', 'locale', 'submitButton', 'appearance', 'messages', 'fonts', 'renew'] as const

/**
 * `<ingo-capture url="…" locale="es" submit-button="false" name="token">`: the form. Its events are
 * `CustomEvent`s with the payload in `detail`, which don't bubble. In a `<form>` its value is the token.
 */
export class IngoCaptureElement extends ElementBase {
  /** Creates each element's capture. `ingo-capture/testing/element` replaces this function. */
  static create = create
  static readonly formAssociated = true
  static readonly observedAttributes = ['url', 'locale', 'submit-button', 'title']

  readonly #value = createFormValue(this, this.clear.bind(this))
  /** Names of events for which a listener was ever added. */
  readonly #listened = new Set<string>()
  #capture: Capture | undefined
  /** The url of the latest session, which a renewal may have replaced. The next form opens it unless `url` changes. */
  #session: string | undefined
  #hideFallback: (() => void) | undefined
  #appearance: Appearance | undefined
  #messages: MessageOverrides | undefined
  #fonts: Font[] | undefined

  connectedCallback(): void {
    for (const name of properties) upgradeProperty(this, name)
    // Custom elements are inline by default, and then have no width. A CSP does not restrict styles set by script.
    if (getComputedStyle(this).display === 'inline') this.style.display = 'block'
    this.#value.connect()
    this.#open()
  }

  disconnectedCallback(): void {
    this.#value.disconnect()
    this.#close()
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after) return
    if (name === 'url') {
      this.#close()
      this.#session = undefined
    }
    if (!this.isConnected) return
    if (name === 'locale') this.#capture?.update({ locale: after ?? undefined })
    else this.#open()
  }

  /** `reset()` of the form around the element empties the fields. */
  formResetCallback(): void {
    this.clear()
  }

  get url(): string {
    return this.getAttribute('url') ?? ''
  }

  set url(value: string | null | undefined) {
    reflectAttribute(this, 'url', value)
  }

  get submitButton(): boolean {
    return this.getAttribute('submit-button') !== 'false'
  }

  set submitButton(value: boolean | string | null | undefined) {
    reflectAttribute(this, 'submit-button', String(value) === 'false' ? 'false' : null)
  }

  get appearance(): Appearance | undefined {
    return this.#appearance
  }

  set appearance(value: Appearance | undefined) {
    this.#capture?.update({ appearance: value })
    this.#appearance = value
  }

  get messages(): MessageOverrides | undefined {
    return this.#messages
  }

  set messages(value: MessageOverrides | undefined) {
    this.#capture?.update({ messages: value })
    this.#messages = value
  }

  /** A new value makes a new form. */
  get fonts(): Font[] | undefined {
    return this.#fonts
  }

  set fonts(value: Font[] | undefined) {
    this.#fonts = value
    if (this.#capture) this.#open()
  }

  override addEventListener<Name extends keyof CaptureEvents>(...listening: ListenerArguments<Name>): void
  override addEventListener(...listening: Parameters<EventTarget['addEventListener']>): void
  override addEventListener(...listening: [string, never, never]): void {
    this.#listened.add(listening[0])
    super.addEventListener(...listening)
  }

  submit(): Promise<TokenEvent> {
    const missing = this.url ? destroyedError('The element is not in a document.') : missingUrlError()
    return this.#capture?.submit() ?? Promise.reject(missing)
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

  /** Replaces the form by one for the current url. Without a url there is no form. */
  #open(): void {
    this.#close()
    if (!this.isConnected || this.url === '') return
    try {
      const capture = IngoCaptureElement.create(this.#options())
      for (const name of eventNames) {
        capture.on(name, (detail) => {
          if (name === 'token') this.#value.set((detail as TokenEvent).customer_account_token)
          this.#dispatch(name, detail)
        })
      }
      this.#capture = capture
      capture.mount(this)
    } catch (error) {
      const { message } = error as TypeError
      const event: ErrorEvent = { code: 'invalid_request', message, retryable: false }
      this.setAttribute('data-capture-state', 'failed')
      this.#hideFallback = showFallback(this, event, this.#options())
      this.#dispatch('loaderror', new CaptureError(event))
    }
  }

  /** Reports an error that the page's developer has to fix as uncaught, unless the event has a listener. */
  #dispatch(name: keyof CaptureEvents, detail: CaptureEvents[typeof name]): void {
    this.dispatchEvent(new CustomEvent(name, { detail }))
    if (!this.#listened.has(name) && (name === 'loaderror' || isSettingError(detail))) reportUncaught(detail)
  }

  #close(): void {
    if (this.#capture) this.#session = readUrl(this.#capture)
    this.#capture?.destroy()
    this.#capture = undefined
    this.#hideFallback?.()
    this.removeAttribute('data-capture-state')
    this.#value.set(null)
  }

  #options(): CaptureOptions {
    return {
      url: this.#session ?? this.url,
      appearance: this.#appearance,
      locale: this.getAttribute('locale') ?? undefined,
      messages: this.#messages,
      submitButton: this.submitButton,
      title: this.getAttribute('title') ?? undefined,
      fonts: this.#fonts,
      renew: () => this.renew?.(),
    }
  }
}

/** Defines `<ingo-capture>`. In a page with two copies of the package the first one stays defined. */
export function defineElement(): void {
  if ('customElements' in globalThis && !customElements.get('ingo-capture')) {
    customElements.define('ingo-capture', IngoCaptureElement)
  }
}

declare global {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- declaration merging needs an interface
  interface HTMLElementTagNameMap {
    'ingo-capture': IngoCaptureElement
  }
}
