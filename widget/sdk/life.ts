/**
 * Notices that the frame's document is gone: the page moved or removed the frame, something navigated or reloaded it, or
 * its process crashed. It measures no response time, so a paused, throttled or sleeping page is never taken for a loss.
 */
import { loadsNothing } from './loading.js'

const INTERVAL_MS = 300

/**
 * Calls `onLost` once the document is gone, and whenever another one loads afterwards, and `onCheck` several times a second
 * until then; returns the function that stops it.
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
    // Not an interval: on a busy page, two of its calls come in quick succession.
    timer = setTimeout(check, INTERVAL_MS)
    onCheck()
    // A script that writes the page's attributes anew takes the whole style away, except for a height that came after it.
    if (frame.style.display) style = frame.style.cssText
    else frame.style.cssText = style
    if (contentWindow !== remote) {
      // A page that moves the form may append it somewhat later.
      if (contentWindow || wasAbsent) lose()
      wasAbsent = true
      // The form's document contains an empty frame. When a process crashes, no event fires, but its frames are gone.
    } else if (remote?.length) {
      wasAlive = true
      wasAbsent = false
    } else if (wasAlive) {
      // Another script may take the empty frame out of the document, which puts it back at once.
      if (wasAbsent) lose()
      wasAbsent = true
    }
  }

  function onLoad(): void {
    if (hasLoaded) lose()
    // A page that loads its frames late takes the address away at first: then this is a blank document.
    else hasLoaded = /#/.test(frame.src)
  }

  let timer = setTimeout(check, INTERVAL_MS)
  frame.addEventListener('load', onLoad)
  return () => {
    clearTimeout(timer)
    frame.removeEventListener('load', onLoad)
  }
}
