import type { CaptureOptions } from './options.js'

/** On a server there is no HTMLElement; there the import defines nothing. */
const Base =
  (globalThis.HTMLElement as typeof HTMLElement | undefined) ?? (Object as unknown as typeof HTMLElement)

/** The base of the element. With this method, `moveBefore()` doesn't disconnect an element, and so keeps its form. */
export class ElementBase extends Base {
  #renew: CaptureOptions['renew']

  /** The option `renew`. Live: the form asks for it when its session ends. */
  get renew(): CaptureOptions['renew'] {
    return this.#renew
  }
  set renew(value: CaptureOptions['renew']) {
    this.#renew = value
  }

  get locale(): string {
    return this.getAttribute('locale') ?? ''
  }

  set locale(value: string | null | undefined) {
    reflectAttribute(this, 'locale', value)
  }

  connectedMoveCallback(): void {}
}

/** A property that was set before the element was defined shadows the accessor of the class: sets it again. */
export function upgradeProperty(element: HTMLElement, name: string): void {
  if (!Object.hasOwn(element, name)) return
  const value: unknown = Reflect.get(element, name)
  Reflect.deleteProperty(element, name)
  Reflect.set(element, name, value)
}

/** Sets the attribute, or removes it: frameworks set null or undefined for a value that they don't have yet. */
export function reflectAttribute(element: Element, name: string, value: string | null | undefined): void {
  if (value == null) element.removeAttribute(name)
  else element.setAttribute(name, value)
}
