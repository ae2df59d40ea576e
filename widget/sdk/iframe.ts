/** The iframe as the host page holds it. Its style goes through the CSSOM: no host CSP has to allow it. */
import { connect, type Connection } from '../protocol/connect.js'
import type { FrameMessages, HostMessages } from '../protocol/messages.js'

const SANDBOX = 'allow-scripts allow-same-origin allow-forms'
/** Reserved until the frame tells its height, so that the page does not jump: the form's own at 360 px. */
const RESERVED_HEIGHT_PX = { form: 1068, card: 380 }

export type Receive = { [Name in keyof FrameMessages]: (payload: FrameMessages[Name]) => void }
export type Mounted = {
  host: HTMLElement
  frame: HTMLIFrameElement
  connection: Connection<HostMessages>
  /** Takes the iframe off the page and closes the door. */
  remove(): void
}

/** Puts the session's frame into `host` and connects to it. Throws when the host is not in a document. */
export function mountFrame(host: HTMLElement, url: string, title: string, receive: Receive): Mounted {
  // Ties the frame's handshake to this mount.
  const nonce = createNonce()
  const frame = createFrame(url, title)
  // The fragment never reaches a server: session and nonce are the frame's alone.
  frame.src = `${url}&nonce=${nonce}`
  host.append(frame)
  if (!frame.contentWindow) throw new TypeError('ingo-capture: mount: the element is not in a document')
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

function createFrame(url: string, title: string): HTMLIFrameElement {
  const frame = document.createElement('iframe')
  frame.title = title
  frame.setAttribute('sandbox', SANDBOX)
  frame.setAttribute('allow', '')
  frame.referrerPolicy = 'no-referrer'
  // An equal color-scheme on both sides keeps the frame see-through; it tells its own when it is dressed.
  Object.assign(frame.style, { display: 'block', width: '100%', border: '0', colorScheme: 'light' })
  const cardOnly = new URL(url).searchParams.get('form')?.includes('no-recipient')
  setHeight(frame, cardOnly ? RESERVED_HEIGHT_PX.card : RESERVED_HEIGHT_PX.form)
  return frame
}

export function setHeight(frame: HTMLIFrameElement, height: number): void {
  frame.style.height = `${Math.ceil(height)}px`
}

function createNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
