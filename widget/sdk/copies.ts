/** Copies of a form in the page's HTML: Turbo's cache clones pages, and `innerHTML +=` makes new elements from text. */

/** The attribute is copied with the element, and the property of the same name is not. */
const MARK = 'data-ingo-capture'

/** Marks an element that the SDK puts into a host element. `unmountForOther` is called when another capture mounts there. */
export function markOriginal(element: HTMLElement, unmountForOther?: () => void): void {
  element.setAttribute(MARK, '')
  Object.assign(element, { [MARK]: unmountForOther })
}

/** Removes the copies of frames and messages in `host`, which no capture controls, and forms that make way for another. */
export function removeCopies(host: HTMLElement): void {
  for (const element of host.querySelectorAll(`[${MARK}]`)) {
    if (!(MARK in element)) element.remove()
    else if (element.parentNode === host) (element[MARK] as (() => void) | undefined)?.()
  }
}

/** Whether a capture controls an element in `host`. */
export function hasOriginal(host: HTMLElement): boolean {
  return [...host.children].some((element) => MARK in element)
}

/** The element of the document that is a copy of `host`, with its frame. */
export function findCopy(host: HTMLElement): HTMLElement | null {
  // The nonce makes the address unique.
  const src = host.querySelector(`:scope > [${MARK}]`)?.getAttribute('src')
  return document.querySelector(`[${MARK}][src="${src}"]`)?.parentElement ?? null
}
