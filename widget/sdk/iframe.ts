/** The iframe on the host page. Its style is set through the CSSOM, which no host CSP has to allow. */
import type { Configuration } from '../protocol/appearance.js'
import { connect, type Connection } from '../protocol/connect.js'
import type { FrameMessages, HostMessages } from '../protocol/messages.js'
import { markOriginal, removeCopies } from './copies.js'
import { measureCover } from './cover.js'
import { undelivered } from './error.js'
import { formHeight } from './height.js'
import { loadsNothing } from './loading.js'

const SANDBOX = 'allow-scripts allow-same-origin allow-forms'

export type Receive = {
  [Name in Exclude<keyof FrameMessages, 'cover'>]: (payload: FrameMessages[Name]) => void
}

export type FrameOptions = {
  /** The session's. */
  url: string
  title?: string
  /** What the frame will be sent; the reserved height depends on it. */
  configuration: Configuration
  /** Called when the page mounts another form in the same host. */
  unmountForOther: () => void
}

type MountedFrame = Connection<HostMessages> & { frame: HTMLIFrameElement }

/** Appends the session's frame to `host` and connects to it; throws a TypeError when `host` is not in a document. */
export function mountFrame(host: HTMLElement, options: FrameOptions, receive: Receive): MountedFrame {
  const { url, title, configuration, unmountForOther } = options
  // Ties the frame's handshake to this mount. jsdom before 22 and pages without https have no crypto.randomUUID.
  const nonce = crypto.getRandomValues(new Uint32Array(4)).join('-')
  const frame = createFrame(title)
  // A URL's fragment is not sent to any server, so session and nonce stay in the browser.
  frame.src = `${url}&nonce=${nonce}`
  removeCopies(host)
  markOriginal(frame, unmountForOther)
  // happy-dom prints an error for an address that it doesn't load, and gives such a frame no window.
  if (loadsNothing()) frame.srcdoc = ''
  host.append(frame)
  reserveSpace(frame, url, configuration)
  const { contentWindow: remote } = frame
  if (!remote) {
    frame.remove()
    throw new TypeError('ingo-capture: mount: the element is not in a document')
  }
  const connection = connect<HostMessages, FrameMessages>({
    remote,
    origins: [new URL(url).origin],
    nonce,
    receive: {
      ...receive,
      cover(question) {
        connection.send('cover', measureCover(frame, question))
      },
    },
    onUndelivered(name) {
      receive[name === 'submit' ? 'error' : 'refused'](undelivered(name))
    },
  })
  return { frame, ...connection }
}

/** An iframe with the sandbox and the style of every frame; the caller sets its `src` and appends it. */
export function createFrame(title = ''): HTMLIFrameElement {
  const frame = document.createElement('iframe')
  frame.title = title
  frame.setAttribute('sandbox', SANDBOX)
  frame.setAttribute('allow', '')
  frame.referrerPolicy = 'no-referrer'
  frame.style.cssText = STYLE.replaceAll(';', '!important;')
  return frame
}

/**
 * Themes have `!important` rules for every iframe, for videos and maps, which would shrink or hide the form. Browsers paint
 * a frame opaque when its color-scheme differs from its document's: the frame sends its own later. The frame is 4 px wider on
 * each side, for the focus rings of fields that align with the page's text. It is not where that would make the page scroll
 * sideways: where its place leaves less of the window than a scroll bar (15 px, which 100vw includes) and these 4 px.
 */
const STYLE =
  'display:block;position:static;width:min(100% + 8px,max(100%,200vw - 100% - 38px));max-width:none;max-height:none;' +
  'margin:0 clamp(-4px,100% - 100vw + 19px,0px);padding:0;border:0;opacity:1;color-scheme:light;'

/** Sets a style that no rule of the page overrides. */
export function setStyle(frame: HTMLIFrameElement, name: string, value: string): void {
  frame.style.setProperty(name, value, 'important')
}

/** Reserves the form's height until the frame sends it, so that the page does not shift. */
function reserveSpace(frame: HTMLIFrameElement, url: string, configuration: Configuration): void {
  // A host that is not displayed has no width; the window's is the best estimate.
  setHeight(frame, formHeight(url, frame.clientWidth || innerWidth, configuration))
  // Without this the form would flash in the default theme.
  if (configuration.appearance) setStyle(frame, 'opacity', '0')
}

/** Shows the frame once it has its appearance. */
export function showAppearance(frame: HTMLIFrameElement, colorScheme: string): void {
  setStyle(frame, 'color-scheme', colorScheme)
  setStyle(frame, 'opacity', '1')
}

/** `height` in px. */
export function setHeight(frame: HTMLIFrameElement, height: number): void {
  setStyle(frame, 'height', `${Math.ceil(height)}px`)
}
