/** The chunk that protects the document from other scripts and from the browser's own copies; it loads with the first focus. */
import { copyOwnStyles, isStyled } from './ownStyles.js'
import { preventSessionRestore } from './sessionRestore.js'

/** Starts every protection. */
export function guardDocument(): void {
  preventSessionRestore()
  keepStyles()
}

/** How often to look for changes that no observer reports: a disabled style sheet, deleted rules, a removed head. */
const STYLE_CHECK_MS = 1000

/** Puts the style sheet back when something removes it, disables it, or restricts it to other media. */
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
    // A whole copy without effect is blocked: another one at once would be blocked too.
    if (!copy?.isConnected || !copy.isEqualNode(copyOwnStyles() ?? null)) restore()
  })
  if (head) observer.observe(head, { subtree: true, childList: true, characterData: true, attributes: true })
  restore()
  setInterval(restore, STYLE_CHECK_MS)
}
