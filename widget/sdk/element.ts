/** The published entry `ingo-capture/element`: importing it defines `<ingo-capture>`. */
import type { Appearance, MessageOverrides } from '../protocol/appearance.js'
import type { FieldName, TokenEvent } from '../protocol/messages.js'
import { create, type Capture } from './capture.js'
import { gone } from './error.js'
import { eventNames, type CaptureEvents } from './events.js'
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
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- its events' types, below
export class IngoCaptureElement extends Base {
  static readonly formAssociated = true
  static readonly observedAttributes = ['url', 'locale', 'submit-button', 'title']

  readonly #internals = this.attachInternals()
  #capture: Capture | undefined
  #appearance: Appearance | undefined
  #messages: MessageOverrides | undefined
  #fonts: Font[] | undefined

  connectedCallback(): void {
    for (const name of properties) this.#upgrade(name)
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

  set url(value: string) {
    this.setAttribute('url', value)
  }

  get locale(): string {
    return this.getAttribute('locale') ?? ''
  }

  set locale(value: string) {
    this.setAttribute('locale', value)
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

  /** A form for the url as it is now; without one, none: frameworks set it when they have it. */
  #open(): void {
    this.#close()
    if (!this.isConnected || this.url === '') return
    const capture = create(this.#options())
    for (const name of eventNames) {
      capture.on(name, (detail) => {
        if (name === 'token') this.#internals.setFormValue((detail as TokenEvent).customer_account_token)
        this.dispatchEvent(new CustomEvent(name, { detail }))
      })
    }
    this.#capture = capture
    capture.mount(this)
  }

  #close(): void {
    this.#capture?.destroy()
    this.#capture = undefined
    this.#internals.setFormValue(null)
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

type DetailEvents = { [Name in keyof CaptureEvents]: CustomEvent<CaptureEvents[Name]> }

// Merged, as TypeScript knows elements and their events by interface alone.
/* eslint-disable @typescript-eslint/consistent-type-definitions */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging
export interface IngoCaptureElement {
  addEventListener<Name extends keyof DetailEvents>(
    type: Name,
    listener: (event: DetailEvents[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void
}

declare global {
  interface HTMLElementTagNameMap {
    'ingo-capture': IngoCaptureElement
  }
}
/* eslint-enable */

// A page with two copies of the package keeps the first.
if ('customElements' in globalThis && !customElements.get('ingo-capture')) {
  customElements.define('ingo-capture', IngoCaptureElement)
}
