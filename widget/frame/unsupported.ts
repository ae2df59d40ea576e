/** The chunk for an unsupported browser. It shows a sentence in place of the form, and tells the host page the reason. */
import type { HostConnection, HostHandlers } from './host/connectHost.js'

const TOO_OLD = 'this browser is older than the form supports: README.md lists the browsers.'
const INSECURE =
  'isSecureContext is false: use https:// for the page and the form, or http://localhost for a test.'

const ignore = () => undefined
const handlers: HostHandlers = {
  configure: ignore,
  fonts: ignore,
  submit: ignore,
  focus: ignore,
  blur: ignore,
  clear: ignore,
  cover: ignore,
  renew: ignore,
}

/** Replaces the content of `container` by the sentence. `connect` opens the connection to the host page. */
export function showUnsupported(
  container: HTMLElement,
  sentence: string,
  connect: (receive: HostHandlers) => HostConnection,
): void {
  const text = document.createElement('p')
  text.className = 'plain'
  text.setAttribute('role', 'alert')
  text.dataset.captureCode = 'unsupported_browser'
  text.textContent = sentence
  container.replaceChildren(text)
  connect(handlers).send('loaderror', {
    code: 'unsupported_browser',
    message: isSecureContext ? TOO_OLD : INSECURE,
    retryable: false,
  })
}
