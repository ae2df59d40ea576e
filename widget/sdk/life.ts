/**
 * Detects the loss of the frame's document: the page moved or removed the frame, the frame was navigated or reloaded, or
 * its process crashed. No response time is measured, so a paused, throttled or sleeping page never counts as a loss.
 */
import { loadsNothing } from './loading.js'

const INTERVAL_MS = 300

/**
 * Calls `onLost` once the document is gone, and again whenever another document loads. Until the loss, calls `onCheck`
 * several times a second. Returns the function that stops both.
 */
export function watchLife(frame: HTMLIFrameElement, onLost: () => void, onCheck: () => void): () => void {
  if (loadsNothing()) return () => undefined
  const remote = frame.contentWindow
  let hasLoaded = false
  let wasAlive = false
  let wasAbsent = false
  let style = ''

  function lose(): void {
    clearTimeout(timer)
    hasLoaded = true
    onLost()
  }

  function check(): void {
    const { contentWindow } = frame
    // Not setInterval: on a busy page, two of its calls may follow in quick succession.
    timer = setTimeout(check, INTERVAL_MS)
    onCheck()
    // A script that rewrites the page's attributes removes the whole style. Only a height that is set later remains.
    if (frame.style.display) style = frame.style.cssText
    else frame.style.cssText = style
    if (contentWindow !== remote) {
      // A page that moves the form may append it a moment later.
      if (contentWindow || wasAbsent) lose()
      wasAbsent = true
      // The form's document contains an empty frame. A crash of the process fires no event, but removes that frame.
    } else if (remote?.length) {
      wasAlive = true
      wasAbsent = false
    } else if (wasAlive) {
      // Another script, such as an extension's, may remove the empty frame. The form's document restores it at once.
      if (wasAbsent) lose()
      wasAbsent = true
    }
  }

  function onLoad(): void {
    if (hasLoaded) lose()
    // A consent tool may withhold the frame's address at first. Then a blank document loads, which doesn't count.
    else hasLoaded = /#/.test(frame.src)
  }

  let timer = setTimeout(check, INTERVAL_MS)
  frame.addEventListener('load', onLoad)
  return () => {
    clearTimeout(timer)
    frame.removeEventListener('load', onLoad)
  }
}
