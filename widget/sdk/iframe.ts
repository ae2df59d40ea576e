/** The iframe as the host page holds it. Its style goes through the CSSOM: no host CSP has to allow it. */
import type { Configuration } from '../protocol/appearance.js'
import { connect, type Connection } from '../protocol/connect.js'
import type { FrameMessages, HostMessages } from '../protocol/messages.js'
import { heightOfUrl } from './height.js'

const SANDBOX = 'allow-scripts allow-same-origin allow-forms'

export type Receive = { [Name in keyof FrameMessages]: (payload: FrameMessages[Name]) => void }
export type Mounted = {
  host: HTMLElement
  frame: HTMLIFrameElement
  connection: Connection<HostMessages>
  /** Takes the iframe off the page and closes the door. */
  remove: () => void
}

type Options = {
  url: string
  title: string
  /** What the frame will be told: its height follows from it. */
  configuration: Configuration
  receive: Receive
}

/** Puts the session's frame into `host` and connects to it. */
export function mountFrame(host: HTMLElement, { url, title, configuration, receive }: Options): Mounted {
  // Ties the frame's handshake to this mount.
  const nonce = crypto.randomUUID()
  const frame = createFrame(title)
  // The fragment never reaches a server: session and nonce are the frame's alone.
  frame.src = `${url}&nonce=${nonce}`
  host.append(frame)
  reserve(frame, url, configuration)
  if (!frame.contentWindow) {
    frame.remove()
    throw new TypeError('ingo-capture: mount: the element is not in a document yet')
  }
  const origins = [new URL(url).origin]
  const connection = connect<HostMessages, FrameMessages>({
    remote: frame.contentWindow,
    origins,
    nonce,
    receive,
  })
  return {
    host,
    frame,
    connection,
    remove() {
      connection.close()
      frame.remove()
    },
  }
}

export function createFrame(title: string): HTMLIFrameElement {
  const frame = document.createElement('iframe')
  frame.title = title
  frame.setAttribute('sandbox', SANDBOX)
  frame.setAttribute('allow', '')
  frame.referrerPolicy = 'no-referrer'
  // An equal color-scheme on both sides keeps the frame see-through; it tells its own when it is dressed.
  Object.assign(frame.style, { display: 'block', width: '100%', border: '0', colorScheme: 'light' })
  return frame
}

/** Keeps the form's place free until the frame tells its height, so that the page does not jump. */
function reserve(frame: HTMLIFrameElement, url: string, configuration: Configuration): void {
  // In a host that isn't shown yet it has no width: the window's is the best guess.
  const width = frame.clientWidth || window.innerWidth
  setHeight(frame, heightOfUrl(url, width, configuration))
  // No form that flashes in clothes that are not the page's.
  if (configuration.appearance) frame.style.opacity = '0'
}

/** Shows the form as it says that it looks. */
export function showDressed(frame: HTMLIFrameElement, colorScheme: string): void {
  Object.assign(frame.style, { colorScheme, opacity: '' })
}

export function setHeight(frame: HTMLIFrameElement, height: number): void {
  frame.style.height = `${Math.ceil(height)}px`
}
