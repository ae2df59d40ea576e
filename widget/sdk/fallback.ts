/** What stands in the form's place when no form has come: the frame itself can't say it then. */
import type { Configuration } from '../protocol/appearance.js'

/** The same sentences, under the same keys, as the form says them when its session fails. */
const sentences = {
  en: {
    failedTitle: 'This form cannot be used',
    'error.internal': 'Something went wrong. Please try again.',
  },
  es: {
    failedTitle: 'Este formulario no se puede usar',
    'error.internal': 'Algo salió mal. Inténtelo de nuevo.',
  },
}

/** Says it aloud too. Returns its undo. */
export function showFallback(
  host: HTMLElement,
  { locale = navigator.language, messages }: Configuration,
): () => void {
  const language = /^es\b/i.test(locale) ? 'es' : 'en'
  const said = { ...sentences[language], ...messages }
  const text = document.createElement('p')
  text.setAttribute('role', 'alert')
  text.lang = language
  text.textContent = `${said.failedTitle}. ${said['error.internal']}`
  host.append(text)
  return () => {
    text.remove()
  }
}
