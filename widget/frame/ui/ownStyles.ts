/** Whether the document has its style sheet: an extension can remove it, and a proxy's Content-Security-Policy can block it. */
export function isStyled(): boolean {
  return getComputedStyle(document.documentElement).getPropertyValue('--unit') !== ''
}
