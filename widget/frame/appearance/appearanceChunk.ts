/** The chunk for every appearance but the default: its parser and its style sheet. */
import type { Configuration } from '../../protocol/appearance.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import { parseAppearance, toRefusedEvent, type Settings } from './parseAppearance.js'
import { addStyles } from '../ui/ownStyles.js'
import css from '../styles/themes.css?inline'

export { addFonts } from './fonts.js'

addStyles(css)

/** The valid settings, and an event for each refused one. */
export type ValidatedAppearance = { settings: Settings; refused: ErrorEvent[] }

/** Validates the host page's appearance. Rules have a chunk of their own. */
export async function validateAppearance(
  appearance: NonNullable<Configuration['appearance']>,
): Promise<ValidatedAppearance> {
  const { settings, refused } = parseAppearance(appearance)
  const events = refused.map(toRefusedEvent)
  if (appearance.rules === undefined) return { settings, refused: events }
  const chunk = await import('./rulesChunk.js').catch(() => undefined)
  // If it fails to load, keep the rest of the appearance.
  if (!chunk) return { settings, refused: events }
  const { applyRules, parseRules } = chunk
  const { rules, refused: refusedRules } = parseRules(appearance.rules)
  return {
    settings: { ...settings, applyRules: (report) => applyRules(rules, report) },
    refused: [...events, ...refusedRules],
  }
}
