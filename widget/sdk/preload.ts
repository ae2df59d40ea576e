/** Warms the form up before there is a session: connection, scripts and styles are there when it is mounted. */
import { createFrame } from './iframe.js'

/** Under the capture server's origin: a document that loads what every form needs, and holds none. */
const PRELOAD = '/sdk/v1/preload.html'
const frames = new Map<string, HTMLIFrameElement>()

/** `origin` is the capture server's, such as `https://capture.example`. Without a browser it does nothing. */
export function preload(origin: string): void {
  const base = origin.replace(/\/+$/, '')
  if (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol)) {
    throw new TypeError(
      'ingo-capture: preload: this must be the capture server’s, as https://capture.example',
    )
  }
  if (typeof document === 'undefined' || frames.has(base)) return
  // A frame, since browsers keep what a frame of another site loads apart from what the page itself does.
  const frame = createFrame('')
  frame.style.display = 'none'
  frame.setAttribute('aria-hidden', 'true')
  frame.src = base + PRELOAD
  document.documentElement.append(frame)
  frames.set(base, frame)
}

/** A form of that server is there: what warmed it up has done its work. */
export function endPreload(url: string): void {
  for (const [base, frame] of frames) {
    if (!url.startsWith(base)) continue
    frame.remove()
    frames.delete(base)
  }
}
