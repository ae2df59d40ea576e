/** Keeps the form's elements in the document if another script removes the elements around them, or adds copies. */
import { findControls, type Control } from './keptInputs.js'

/**
 * An empty frame, by which the SDK on the page knows that this document exists. A sandbox would save the memory of its
 * scripting context, but each script that a test driver adds to all frames would then log an error.
 */
let presence: HTMLIFrameElement | undefined

/** Adds the empty frame to the document, if it is not there. */
export function showPresence(): void {
  presence ??= Object.assign(document.createElement('iframe'), { hidden: true })
  if (!presence.isConnected) document.body.append(presence)
}

/** Adopts the values of copies, because the form sends what it shows. Ignores empty copies: copied HTML has no values. */
function takeOver(copies: Control[]): void {
  for (const control of findControls()) {
    const copy = copies.find((each) => each.id === control.id && each !== control && !each.isConnected)
    if (copy?.value && control.type !== 'radio') control.value = copy.value
  }
}

/** Whether an element may be a copy of another: it has the same tag and id. */
function isAlike(element: Element, { nodeName, id }: Element): boolean {
  return element.nodeName === nodeName && element.id === id
}

/** The forms outside of `content` that contain a copy of one of its controls, each with the copied elements around it. */
function findCopies(content: Element, around: Element[]): Element[] {
  if (document.forms.length < 2) return []
  const controls = findControls()
  const own = controls.filter((control) => control.id && content.contains(control))
  const forms = controls
    .filter((control) => own.some(({ id, name }) => id === control.id && name === control.name))
    .map(({ form }) => form)
    .filter((form) => form !== null && !content.contains(form))
  return [...new Set(forms as Element[])].map((form) => {
    let copy = form
    for (let outer = form.parentElement; outer && !outer.contains(content); outer = outer.parentElement) {
      const { className } = outer
      if (around.some((each) => isAlike(each, outer) && each.className === className)) copy = outer
    }
    return copy
  })
}

/**
 * Notes the places of `outer` and the elements around it. Returns a function that takes the content of `outer`, and puts
 * elements that are no longer in the document back, in place of their copies, because React doesn't see text typed into a
 * copy. It removes copies elsewhere, and restores the focus. It returns whether an element was removed or copied.
 *
 * Values are adopted only from copies that were there at a removal. A copy that is added later, beside the form, may be
 * older than the text typed since, or may have a security code that was cleared since.
 */
export function notePlace(outer: Element): (content: Element) => boolean {
  const places: [element: Element, parent: ParentNode][] = []
  for (let element: Element | null = outer; element?.parentNode; element = element.parentElement) {
    places.unshift([element, element.parentNode])
  }
  let focused: EventTarget | null = null
  outer.addEventListener('focusin', ({ target }) => (focused = target))
  return (content) => {
    const wasGone = !content.isConnected || presence?.isConnected === false
    const copies = wasGone ? findControls() : []
    for (const [element, parent] of [...places, [content, outer] as const]) {
      if (element.isConnected) continue
      const copy = [...parent.children].find((child) => isAlike(child, element))
      if (copy) copy.replaceWith(element)
      else parent.append(element)
    }
    if (presence) showPresence()
    const strays = findCopies(content, [...places.map(([element]) => element), content])
    for (const stray of strays) stray.remove()
    takeOver(copies)
    const isChanged = wasGone || strays.length > 0
    // A removed element loses the focus, but keeps its caret.
    const isLost = isChanged && document.hasFocus() && document.activeElement === document.body
    if (isLost && focused instanceof HTMLElement) focused.focus({ preventScroll: true })
    return isChanged
  }
}
