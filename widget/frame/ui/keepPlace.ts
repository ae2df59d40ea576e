/** Keeps the form's elements in the document, when another script removes the elements around them or puts copies there. */
import { findControls, type Control } from './keptInputs.js'

/**
 * By an empty frame, which the page sees, the SDK knows that the document is there. A sandbox would save the memory of its
 * scripting context, but then each script that a test driver adds to all frames is an error in the console.
 */
let presence: HTMLIFrameElement | undefined

/** Shows the page that the document is there. */
export function showPresence(): void {
  presence ??= Object.assign(document.createElement('iframe'), { hidden: true })
  if (!presence.isConnected) document.body.append(presence)
}

/** What is shown is what is sent, in a copy too. An empty control of a copy says nothing: scripts copy without the values. */
function takeOver(copies: Control[]): void {
  for (const control of findControls()) {
    const copy = copies.find((each) => each.id === control.id && each !== control && !each.isConnected)
    if (copy?.value && control.type !== 'radio') control.value = copy.value
  }
}

/** Whether an element has the tag and the id of another, as its copy has. */
function isAlike(element: Element, { nodeName, id }: Element): boolean {
  return element.nodeName === nodeName && element.id === id
}

/** The forms outside of `content` that hold a copy of one of its controls, each with what was copied around it. */
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
 * Notes where `outer` and the elements around it are. Returns a function that takes the content of `outer`, and puts back what
 * is no longer in the document, in place of its copy: React hears nothing of what is typed into a copy. Copies elsewhere are
 * removed. The focus comes back too. It returns whether something was gone, or copied.
 *
 * Values are taken over only from copies that come together with a removal. A copy that comes later, beside the form, may be
 * older than what was typed since, or than the moment when a security code was cleared.
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
    // A removed element loses the focus, and keeps its caret.
    const isLost = isChanged && document.hasFocus() && document.activeElement === document.body
    if (isLost && focused instanceof HTMLElement) focused.focus({ preventScroll: true })
    return isChanged
  }
}
