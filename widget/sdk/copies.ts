/** Copies of a form in the page's HTML: Turbo's cache clones pages, and `innerHTML +=` makes new elements from text. */

/** The attribute is copied with the element, and the property of the same name is not. */
const MARK = 'data-ingo-capture'

/** Marks an element that the SDK puts into a host element. */
export function markOriginal(element: HTMLElement): void {
  element.setAttribute(MARK, '')
  Object.assign(element, { [MARK]: true })
}

/** Removes the copies of frames and messages in `host`, which no capture controls. */
export function removeCopies(host: HTMLElement): void {
  for (const element of host.querySelectorAll(`[${MARK}]`)) {
    if (!(MARK in element)) element.remove()
  }
}
