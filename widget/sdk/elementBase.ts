import type { CaptureOptions } from './options.js'

/** A server has no HTMLElement. There the import defines no element. */
const Base =
  (globalThis.HTMLElement as typeof HTMLElement | undefined) ?? (Object as unknown as typeof HTMLElement)

/** Base class of the element. Its `connectedMoveCallback` lets `moveBefore()` move the element without losing the form. */
export class ElementBase extends Base {
  #renew: CaptureOptions['renew']

  /** The option `renew`. A new value applies at once: the form reads it when its session ends. */
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

/** Sets a property again that was set before the element was defined, because it shadows the accessor of the class. */
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
