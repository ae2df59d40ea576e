/** The iframe as the host page holds it. Its style goes through the CSSOM: no host CSP has to allow it. */

const SANDBOX = 'allow-scripts allow-same-origin allow-forms'
/** Reserved until the frame tells its height, so that the page does not jump; about the form's own. */
const RESERVED_HEIGHT_PX = { form: 700, card: 320 }

/** `nonce` ties the frame's handshake to this mount. */
export function createFrame(url: string, title: string, nonce: string): HTMLIFrameElement {
  const frame = document.createElement('iframe')
  frame.title = title
  frame.setAttribute('sandbox', SANDBOX)
  frame.setAttribute('allow', '')
  frame.referrerPolicy = 'no-referrer'
  Object.assign(frame.style, { display: 'block', width: '100%', border: '0', colorScheme: 'normal' })
  const cardOnly = new URL(url).searchParams.get('form')?.includes('no-recipient')
  setHeight(frame, cardOnly ? RESERVED_HEIGHT_PX.card : RESERVED_HEIGHT_PX.form)
  // The fragment never reaches a server: session and nonce are the frame's alone.
  frame.src = `${url}&nonce=${nonce}`
  return frame
}

export function setHeight(frame: HTMLIFrameElement, height: number): void {
  frame.style.height = `${Math.ceil(height)}px`
}

export function createNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
