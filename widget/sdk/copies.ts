/** Copies of a form in the page's HTML: Turbo's cache clones pages, and `innerHTML +=` makes new elements from text. */

/** An attribute and a property. A copy of the element has only the attribute. */
const MARK = 'data-ingo-capture'

/** Marks an element that the SDK adds to a host element. `unmountForOther` is called when another capture mounts there. */
export function markOriginal(element: HTMLElement, unmountForOther?: () => void): void {
  element.setAttribute(MARK, '')
  Object.assign(element, { [MARK]: unmountForOther })
}

/** Removes copied frames and messages, which no capture controls, from `host`, and unmounts other captures’ forms there. */
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
  // The nonce makes `src` unique.
  const src = host.querySelector(`:scope > [${MARK}]`)?.getAttribute('src')
  return document.querySelector(`[${MARK}][src="${src}"]`)?.parentElement ?? null
}
