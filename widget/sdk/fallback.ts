/** The panel in place of a form that did not load. The host page shows it, because there is no frame to show it in. */
import type { Configuration } from '../protocol/appearance.js'
import type { ErrorEvent } from '../protocol/messages.js'
import { markOriginal } from './copies.js'

/** The option `messages` replaces these texts, which have the same keys as in the frame. */
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
 * Appends the panel to `host`, as an alert for screen readers, with the error's code for tests. Returns the function that
 * removes it. A retryable error has a button, which calls `onRetry`. The styles are set by script, because a page's
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
  // If the page overrides the title, the texts are in the page's locale.
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
  // The text mentions the browser or the connection only if it may be the cause.
  const needsConnection = retryable && code !== 'frame_lost'
  const other = code === 'unsupported_browser' ? 'unsupportedBrowser' : 'error.gateway_misconfigured'
  append('span', shown[needsConnection ? 'failedText' : other])
  if (retryable && onRetry) {
    const button = append('button', shown['button.again'])
    // Not a submit button, because the panel may be inside a `<form>` of the page.
    button.type = 'button'
    button.style.padding = '8px'
    button.onclick = onRetry
  }
  host.append(panel)
  return () => {
    panel.remove()
  }
}
