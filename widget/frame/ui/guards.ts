/** The chunk that protects the document from other scripts and from the browser's own copies; it loads with the first focus. */
import { isStyled } from './ownStyles.js'
import { preventSessionRestore } from './sessionRestore.js'

/** Starts every protection. */
export function guardDocument(): void {
  preventSessionRestore()
  keepStyles()
}

/** Puts the style sheet back when something removes it or restricts it to other media. */
function keepStyles(): void {
  const style = document.querySelector('style')?.cloneNode(true)
  let copy: Node | undefined
  new MutationObserver(() => {
    // A whole copy without effect is blocked: another one would not help.
    if (!style || isStyled() || (copy?.isConnected && copy.isEqualNode(style))) return
    copy = style.cloneNode(true)
    document.head.append(copy)
  }).observe(document.head, { subtree: true, childList: true, characterData: true, attributes: true })
}
