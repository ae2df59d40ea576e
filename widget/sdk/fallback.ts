/** The panel in place of a form that did not load: without its frame, the host page has to show it. */
import type { Configuration } from '../protocol/appearance.js'
import type { ErrorEvent } from '../protocol/messages.js'
import { markOriginal } from './copies.js'

/** `messages` replaces them by the frame's own keys. */
const texts = {
  en: {
    failedTitle: 'The form couldn’t load',
    failedText: 'Check your connection and try again, or contact us.',
    unsupportedBrowser: 'Use another browser, or contact us.',
    'error.gateway_misconfigured': 'Contact us.',
    'button.again': 'Try again',
  },
  es: {
    failedTitle: 'No se pudo cargar el formulario',
    failedText: 'Revise su conexión e inténtelo de nuevo, o contáctenos.',
    unsupportedBrowser: 'Use otro navegador o contáctenos.',
    'error.gateway_misconfigured': 'Contáctenos.',
    'button.again': 'Intentar de nuevo',
  },
}

/**
 * Appends the panel to `host`, as an alert for screen readers, with the error's code for tests; returns the function that
 * removes it. A retryable error has a button, which calls `onRetry`. Its styles are set by script: a page's
 * Content-Security-Policy may forbid style attributes.
 */
export function showFallback(
  host: HTMLElement,
  { code, retryable }: Pick<ErrorEvent, 'code' | 'retryable'>,
  { locale = navigator.language, messages }: Configuration,
  onRetry?: () => void,
): () => void {
  const language = /^es\b/i.test(locale) ? 'es' : 'en'
  const shown = { ...texts[language], ...messages }
  const panel = document.createElement('div')
  panel.setAttribute('role', 'alert')
  panel.dataset.captureCode = code
  // The page's own texts are in its locale.
  panel.lang = messages?.failedTitle ? locale : language
  panel.dir = 'auto'
  panel.style.cssText = 'display:grid;gap:8px;padding:36px;text-align:center'
  markOriginal(panel)

  function append<Name extends keyof HTMLElementTagNameMap>(name: Name, text: string) {
    const element = document.createElement(name)
    element.textContent = text
    panel.append(element)
    return element
  }

  append('span', '\u26a0').style.cssText = 'color:#c00;font-size:3em'
  append('strong', shown.failedTitle)
  // A browser or a connection is named only where it is the cause.
  const needsConnection = retryable && code !== 'frame_lost'
  const other = code === 'unsupported_browser' ? 'unsupportedBrowser' : 'error.gateway_misconfigured'
  append('span', shown[needsConnection ? 'failedText' : other])
  if (retryable && onRetry) {
    const button = append('button', shown['button.again'])
    // The page may have put the form into one of its own, which the button would submit.
    button.type = 'button'
    button.style.padding = '8px'
    button.onclick = onRetry
  }
  host.append(panel)
  return () => {
    panel.remove()
  }
}
