/** The errors about refused values of an appearance, for the page's developer. */
import type { RulePart, RuleState } from '../../protocol/appearanceRules.js'
import type { ErrorEvent } from '../../protocol/messages.js'

/** `input`, or `input:focus`. */
export function toSelector({ part, state }: { part: RulePart; state?: RuleState | undefined }): string {
  return state ? `${part}:${state}` : part
}

/** Repeats only plausible names, because any other text may be card data that was passed by mistake. */
export function toPath(selector: string, property = ''): string {
  if (!/^[a-z]{1,20}(?::{1,2}[a-z-]{1,20})?$/i.test(selector)) return 'appearance.rules'
  const path = `appearance.rules['${selector}']`
  return /^[a-z]{1,40}$/i.test(property) ? `${path}.${property}` : path
}

/** An event for the page's developer. `fix` is a sentence without its period. */
export function createRefusal(field: string, problem: string, fix: string): ErrorEvent {
  return {
    code: 'invalid_request',
    message: `${field} ${problem}. It was left out. ${fix}.`,
    retryable: false,
    field,
  }
}
