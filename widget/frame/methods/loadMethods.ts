import type { Methods } from './method.js'

/**
 * Comes once, with a document that begins with one of them or the first session that offers more than a card: the
 * chooser is in it, and a form that was fetched at the switch would make the cardholder wait, and the page jump.
 */
export async function loadMethods(): Promise<Methods> {
  return (await import('./methods.js')).methods
}
