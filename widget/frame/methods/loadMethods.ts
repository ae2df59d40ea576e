import type { Methods } from './method.js'

/**
 * Loads the chunk of the methods other than the card, with their chooser. It loads as soon as the document or the session
 * offers one of them, not when it is chosen: the cardholder would wait, and the page would jump.
 */
export async function loadMethods(): Promise<Methods> {
  const chunk = await import('./methods.js')
  return chunk.methods
}
