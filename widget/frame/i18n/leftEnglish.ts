/** The texts that are left in English in a form whose page replaces messages by those of a language that the form does not have. */

/** LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE. They have no width, and screen readers skip them. */
const START = '\u2066'
const END = '\u2069'
/** “ (optional)” begins with a bracket. */
const ENGLISH = new RegExp(`^[ (]*${START}`)
/** Branches of the catalogue with names, which are the same in each language, or with texts inside of controls. */
const KEPT = /^(?:language|brand|state|placeholder)$/

/** The messages between isolates: in a document from right to left, their punctuation stays where English has it. */
export function isolateEnglish<Tree extends object>(messages: Tree): Tree {
  return Object.fromEntries(
    Object.entries(messages).map(([key, value]: [string, string | object]) => {
      if (KEPT.test(key)) return [key, value]
      return [key, typeof value === 'string' ? START + value + END : isolateEnglish(value)]
    }),
  ) as Tree
}

/**
 * Marks the document's isolated texts as English, so that screen readers speak them so, and the others as texts of the
 * document's language, since they may be inside of marked ones; also those that come later. Returns the function that ends it.
 */
export function markEnglish(): () => void {
  const { body, documentElement } = document
  const marked = new Set<HTMLElement>()

  function update(): void {
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const { parentElement, previousSibling, nodeValue } = walker.currentNode
      if (!parentElement || previousSibling || (parentElement.lang && !marked.has(parentElement))) continue
      parentElement.lang = ENGLISH.test(nodeValue ?? '') ? 'en' : documentElement.lang
      marked.add(parentElement)
    }
  }

  update()
  const observer = new MutationObserver(update)
  observer.observe(body, { childList: true, characterData: true, subtree: true })
  return () => {
    observer.disconnect()
    for (const element of marked) element.removeAttribute('lang')
  }
}
