/** The chunk that protects the document from other scripts and from the browser's copies. It loads with the first focus. */
import { copyOwnStyles, isStyled } from './ownStyles.js'
import { preventSessionRestore } from './sessionRestore.js'

/** Starts every protection. */
export function guardDocument(): void {
  preventSessionRestore()
  keepStyles()
}

/** How often to look for changes that no observer reports: a disabled style sheet, deleted rules, a removed head. */
const STYLE_CHECK_MS = 1000

/** Restores the style sheet if another script removes it, disables it, or restricts it to other media. */
function keepStyles(): void {
  let copy: Element | undefined
  /** Another script may have removed the head too. */
  const head = document.head as HTMLHeadElement | null

  function restore(): void {
    if (isStyled()) return
    copy?.remove()
    copy = copyOwnStyles()
    if (copy) (head?.isConnected ? head : document.documentElement).append(copy)
  }

  const observer = new MutationObserver(() => {
    // If an intact copy has no effect, it is blocked. A new copy would be blocked too.
    if (!copy?.isConnected || !copy.isEqualNode(copyOwnStyles() ?? null)) restore()
  })
  if (head) observer.observe(head, { subtree: true, childList: true, characterData: true, attributes: true })
  restore()
  setInterval(restore, STYLE_CHECK_MS)
}
