/** The document's styles. */

/** A copy of the style element as it was delivered, because another script can remove or change the element. */
const delivered = typeof document === 'undefined' ? undefined : copy(document.querySelector('style'))

/** A copy of the style element, which the document's CSP allows by the hash of its text. */
export function copyOwnStyles(): Element | undefined {
  return copy(delivered)
}

function copy(style: Element | null | undefined): Element | undefined {
  return style?.cloneNode(true) as Element | undefined
}

/**
 * Adds the styles of a chunk. The document's CSP allows a constructed style sheet, but not a style element that a script
 * adds. Safari before 16.4 can't construct one. There the styles become one rule of the document's own style sheet.
 */
export function addStyles(css: string): void {
  if ('adoptedStyleSheets' in document) {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets.push(sheet)
  } else {
    const [own] = (document as Document).styleSheets
    own?.insertRule(`@media all{${css}}`, own.cssRules.length)
  }
}

/** Whether the style sheet applies. An extension can remove it, and a proxy's Content-Security-Policy can block it. */
export function isStyled(): boolean {
  const style = getComputedStyle(document.documentElement)
  // In a frame that is not displayed, Firefox computes no styles. Assume that the style sheet applies.
  return style.display === '' || style.getPropertyValue('--unit') !== ''
}
