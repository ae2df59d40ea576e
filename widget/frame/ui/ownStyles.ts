/** Whether the document has its style sheet: an extension can remove it, and a proxy's Content-Security-Policy can block it. */
export function isStyled(): boolean {
  const style = getComputedStyle(document.documentElement)
  // In a frame that is not displayed Firefox computes no style, so nothing can be said.
  return style.display === '' || style.getPropertyValue('--unit') !== ''
}
