/** Keeps the form's elements in the document, when another script removes the elements around them or puts copies there. */

/** By an empty frame, which the page sees, the SDK knows that the document is there. */
let presence: HTMLIFrameElement | undefined

/** Shows the page that the document is there. */
export function showPresence(): void {
  presence ??= Object.assign(document.createElement('iframe'), { hidden: true })
  if (!presence.isConnected) document.body.append(presence)
}

/**
 * Notes where `outer` and the elements around it are. Returns a function that takes the content of `outer`, and puts back what
 * is no longer in the document, in place of its copy: React hears nothing of what is typed into a copy. It returns whether
 * something was gone.
 */
export function notePlace(outer: Element): (content: Element) => boolean {
  const places: [element: Element, parent: ParentNode][] = []
  for (let element: Element | null = outer; element?.parentNode; element = element.parentElement) {
    places.unshift([element, element.parentNode])
  }
  return (content) => {
    const wasGone = !content.isConnected || presence?.isConnected === false
    for (const [element, parent] of [...places, [content, outer] as const]) {
      if (element.isConnected) continue
      const copy = [...parent.children].find(
        ({ nodeName, id }) => nodeName === element.nodeName && id === element.id,
      )
      if (copy) copy.replaceWith(element)
      else parent.append(element)
    }
    if (presence) showPresence()
    return wasGone
  }
}
