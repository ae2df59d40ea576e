/**
 * Marks the texts that are left in English in a form whose page replaces messages by those of a language that the form does
 * not have: screen readers speak them as English, and in a document from right to left their period stays at their end.
 */
import { methods } from './en/methods.js'
import { english } from './load.js'

/** The values of a message's placeholders. */
const PLACEHOLDER = /\\\{\w+\\\}/g
/** Around a message: “ (optional)”. */
const AROUND = '[\\s()]*'

/** Marks the texts in the form, and those that it gets later, until the document has another language. */
export function markEnglish(): void {
  const { body: root, documentElement } = document
  const { lang } = documentElement
  const messages = listTexts({ ...english, ...methods })
  const isEnglish = new RegExp(`^${AROUND}(?:${messages.map(toPattern).join('|')})${AROUND}$`)
  const marked = new Set<HTMLElement>()

  function update(): void {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const found = new Set<HTMLElement>()
    while (walker.nextNode()) {
      const { parentElement, nodeValue } = walker.currentNode
      if (parentElement && nodeValue && isEnglish.test(nodeValue)) found.add(parentElement)
    }
    for (const element of marked) if (!found.has(element)) unmark(element)
    for (const element of found) if (!marked.has(element)) mark(element)
  }

  function mark(element: HTMLElement): void {
    element.lang = 'en'
    marked.add(element)
    // “ (optional)”: the blank must stay beside the text before it, and the brackets turn round by themselves.
    if (/^\s/.test(element.textContent)) return
    // The document's start, which the direction of the text would turn round.
    if (getComputedStyle(element).textAlign === 'start') element.style.textAlign = 'end'
    element.dir = 'ltr'
  }

  function unmark(element: HTMLElement): void {
    element.style.textAlign = ''
    element.removeAttribute('lang')
    element.removeAttribute('dir')
    marked.delete(element)
  }

  update()
  const observer = new MutationObserver(() => {
    if (documentElement.lang === lang) update()
    else {
      observer.disconnect()
      for (const element of marked) unmark(element)
    }
  })
  observer.observe(root, { childList: true, characterData: true, subtree: true })
  observer.observe(documentElement, { attributeFilter: ['lang'] })
}

/** Every message of a catalogue, except for names: those are the same in each language. */
function listTexts(tree: object): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, string | object]) => {
    if (key === 'brand' || key === 'language') return []
    return typeof value === 'string' ? [value] : listTexts(value)
  })
}

function toPattern(message: string): string {
  const text = message.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return text.replace(PLACEHOLDER, '.+')
}
