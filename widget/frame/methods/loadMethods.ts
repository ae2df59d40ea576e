import type { Methods } from './method.js'

/**
 * Loads the chunk of the methods other than the card, and the chooser. It is loaded as soon as the document or the session
 * offers one of them. If it were loaded only after a choice, the cardholder would wait, and the page would jump.
 */
export async function loadMethods(): Promise<Methods> {
  const chunk = await import('./methods.js')
  return chunk.methods
}
