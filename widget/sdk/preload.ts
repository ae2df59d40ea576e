/** Loads the form's scripts and styles, and opens the connection, before there is a session. */
import { createFrame, setStyle } from './iframe.js'
import { parseUrl } from './url.js'

/** On the capture server: a document that loads what every form needs, and has no form. */
const PRELOAD = '/sdk/v1/preload.html'
const frames = new Map<string, HTMLIFrameElement>()

/**
 * `origin` is the capture server's, such as `https://capture.example`; throws a TypeError when it is not an
 * http(s) URL. Does nothing on a server.
 */
export function preload(origin: string): void {
  const { href = '', protocol = '' } = parseUrl(origin) ?? {}
  if (!/^https?:$/.test(protocol)) {
    throw new TypeError('ingo-capture: preload: pass the origin of the capture server')
  }
  const base = href.replace(/\/+$/, '')
  if (typeof document === 'undefined' || frames.has(base)) return
  // In a frame: browsers partition their caches, so the page's own requests would not serve the form's frame.
  const frame = createFrame()
  setStyle(frame, 'display', 'none')
  frame.setAttribute('aria-hidden', 'true')
  frame.src = base + PRELOAD
  document.documentElement.append(frame)
  frames.set(base, frame)
}

/** Removes the preload frame of the server whose form, at `url`, is ready. */
export function endPreload(url: string): void {
  for (const [base, frame] of frames) {
    if (!url.startsWith(base)) continue
    frame.remove()
    frames.delete(base)
  }
}
