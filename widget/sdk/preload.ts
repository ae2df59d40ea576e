/** Loads the form's scripts and styles, and opens the connection, before there is a session. */
import { createFrame, setStyle } from './iframe.js'
import { parseUrl } from './url.js'

/** A document on the capture server. It loads the files that every form needs, and shows no form. */
const PRELOAD = '/sdk/v1/preload.html'
const frames = new Map<string, HTMLIFrameElement>()

/**
 * `origin` is that of the capture server, such as `https://capture.example`. Throws a TypeError if it is not an
 * http(s) URL. Does nothing during server-side rendering.
 */
export function preload(origin: string): void {
  const { href = '', protocol = '' } = parseUrl(origin) ?? {}
  if (!/^https?:$/.test(protocol)) {
    throw new TypeError('ingo-capture: preload: pass the origin of the capture server')
  }
  const base = href.replace(/\/+$/, '')
  if (typeof document === 'undefined' || frames.has(base)) return
  // A frame makes the requests, because browsers partition their caches: the form's frame can't use the page's cache.
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
