/** Keeps the form's elements in the document, when another script removes the elements around them or puts copies there. */

/** By an empty frame, which the page sees, the SDK knows that the document is there. */
let presence: HTMLIFrameElement | undefined

/** Shows the page that the document is there. */
export function showPresence(): void {
  presence ??= Object.assign(document.createElement('iframe'), { hidden: true })
  if (!presence.isConnected) document.body.append(presence)
}

/**
 * Notes the elements around `inner`, and itself. Returns the function that puts those back that are no longer in the
 * document, in place of their copies: React hears nothing of what is typed into a copy. It returns whether one was gone.
 */
export function notePlace(inner: Element | null | undefined): () => boolean {
  const places: [element: Element, parent: Element][] = []
  for (let element = inner; element?.parentElement; element = element.parentElement) {
    places.unshift([element, element.parentElement])
  }
  return () => {
    const wasGone = inner?.isConnected === false || presence?.isConnected === false
    for (const [element, parent] of places) {
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
