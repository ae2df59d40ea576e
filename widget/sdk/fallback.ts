/** The message in place of a form that did not load: without its frame, the host page has to show it. */
import type { Configuration } from '../protocol/appearance.js'
import { markOriginal } from './copies.js'

/** The same texts, under the same keys, as the frame's own when its session fails. */
const texts = {
  en: {
    failedTitle: 'This form cannot be used',
    'error.internal': 'Something went wrong. Please try again.',
  },
  es: {
    failedTitle: 'Este formulario no se puede usar',
    'error.internal': 'Algo salió mal. Inténtelo de nuevo.',
  },
}

/** Appends the message to `host`, as an alert for screen readers; returns the function that removes it. */
export function showFallback(
  host: HTMLElement,
  { locale = navigator.language, messages }: Configuration,
): () => void {
  const language = /^es\b/i.test(locale) ? 'es' : 'en'
  const shown = { ...texts[language], ...messages }
  const text = document.createElement('p')
  text.setAttribute('role', 'alert')
  text.lang = language
  text.textContent = `${shown.failedTitle}. ${shown['error.internal']}`
  markOriginal(text)
  host.append(text)
  return () => {
    text.remove()
  }
}
