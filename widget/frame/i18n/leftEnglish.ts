/** The texts that stay in English if the page replaces messages by those of a language that the form does not have. */

/** LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE. They have no width, and screen readers skip them. */
const START = '\u2066'
const END = '\u2069'
/** Matches an isolated text. A blank and a bracket may precede it, as in “ (optional)”. */
const ENGLISH = new RegExp(`^[ (]*${START}`)
/** Branches of the catalogue that stay as they are: names, which are the same in each language, and texts of controls. */
const KEPT = /^(?:language|brand|state|placeholder)$/

/** Puts each message between isolates, so that its punctuation stays in place in a document from right to left. */
export function isolateEnglish<Tree extends object>(messages: Tree): Tree {
  return Object.fromEntries(
    Object.entries(messages).map(([key, value]: [string, string | object]) => {
      if (KEPT.test(key)) return [key, value]
      return [key, typeof value === 'string' ? START + value + END : isolateEnglish(value)]
    }),
  ) as Tree
}

/**
 * Marks the document's isolated texts as English, for screen readers. Marks the other texts by the document's language,
 * because they may be inside of marked ones. Texts that appear later are marked too. Returns the function that ends this.
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
